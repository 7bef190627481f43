import { h } from '../dom.js';

const place = h('div', { class: 'toasts', role: 'status' });
let timer: ReturnType<typeof setTimeout> | undefined;

/** Something to do about what was said. */
export interface ToastAction {
  label: string;
  act: () => void;
}

/** Says something short at the bottom of the page, for four seconds; with something to do, for ten. */
export function say(sentence: string, action?: ToastAction): void {
  if (!place.isConnected) document.body.append(place);
  clearTimeout(timer);
  const button =
    action &&
    h('button', {
      class: 'toast-action',
      text: action.label,
      on: {
        click: () => {
          place.replaceChildren();
          action.act();
        },
      },
    });
  place.replaceChildren(h('div', { class: 'toast' }, h('span', { text: sentence }), button));
  timer = setTimeout(() => place.replaceChildren(), action ? 10_000 : 4000);
}
