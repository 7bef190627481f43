import { h } from '../dom.js';

/** One choice out of a few, as radio buttons that look like a switch. */
export function choice<V extends string | number>(
  name: string,
  label: string,
  options: [V, string][],
  now: V,
  set: (value: V) => void,
): HTMLElement {
  return h(
    'fieldset',
    { class: 'choice' },
    h('legend', { text: label }),
    h(
      'div',
      { class: 'segments' },
      ...options.map(([value, text]) =>
        h(
          'label',
          {},
          h('input', { type: 'radio', name, value, checked: value === now, on: { change: () => set(value) } }),
          h('span', { text }),
        ),
      ),
    ),
  );
}
