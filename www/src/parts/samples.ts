import { h } from '../dom.js';
import { t } from '../i18n/index.js';
import { world } from '../world.js';

let typing = 0;

/** Types a sentence as a person would, so that one sees when the guard looks: after a rest, not in between. */
export async function typeInto(field: HTMLTextAreaElement, text: string): Promise<void> {
  typing += 1;
  const mine = typing;
  const set = (value: string) => {
    field.value = value;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
  };
  field.focus({ preventScroll: true });
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const signs = [...text];
  if (still) return set(text);
  set('');
  for (let i = 1; i <= signs.length; i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 24));
    // Another sample was tapped, the page was left, or the person began to type.
    if (mine !== typing || !field.isConnected || field.value !== signs.slice(0, i - 1).join('')) return;
    set(signs.slice(0, i).join(''));
  }
}

/** Chips that type a sentence into the field. */
export function trySamples(field: HTMLTextAreaElement): HTMLElement {
  return h(
    'div',
    { class: 'samples', role: 'group', 'aria-label': t().tryTitle },
    ...world().samples.map((sample) =>
      h('button', {
        class: 'chip',
        text: sample.title,
        title: sample.text,
        on: { click: () => void typeInto(field, sample.text) },
      }),
    ),
  );
}
