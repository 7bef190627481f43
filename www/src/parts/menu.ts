import { icon } from '../art/icons.js';
import { h } from '../dom.js';

export interface MenuItem {
  label: string;
  act: (event: Event) => void;
  /** It stands apart from the others. */
  grave?: boolean;
}

let opened: (() => void) | undefined;

/** A button that opens a short menu: arrows move, Escape and a press elsewhere close it. */
export function menuButton(label: string, items: () => MenuItem[]): HTMLElement {
  const button = h(
    'button',
    { class: 'icon-button menu-button', 'aria-label': label, 'aria-haspopup': 'menu', 'aria-expanded': 'false' },
    icon('more'),
  );
  const list = h('div', { class: 'menu', role: 'menu', 'aria-label': label, hidden: true });
  const place = h('span', { class: 'menu-place' }, button, list);
  const entries = () => [...list.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const outside = (event: Event) => {
    if (!place.contains(event.target as Node)) close(false);
  };
  function close(back: boolean): void {
    list.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    document.removeEventListener('pointerdown', outside, true);
    opened = undefined;
    if (back) button.focus();
  }
  function open(): void {
    opened?.();
    list.replaceChildren(
      ...items().map((item) =>
        h('button', {
          class: item.grave ? 'grave' : undefined,
          role: 'menuitem',
          tabindex: -1,
          text: item.label,
          on: {
            click: (event: Event) => {
              close(true);
              item.act(event);
            },
          },
        }),
      ),
    );
    list.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    document.addEventListener('pointerdown', outside, true);
    opened = () => close(false);
    entries()[0]?.focus();
  }
  button.addEventListener('click', () => (list.hidden ? open() : close(true)));
  list.addEventListener('keydown', (event) => {
    const all = entries();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) all[to % all.length]?.focus();
    else if (event.key === 'Escape') close(true);
    else if (event.key === 'Tab') close(false);
    if (to !== undefined || event.key === 'Escape') event.preventDefault();
  });
  return place;
}
