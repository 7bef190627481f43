import { h } from '../dom.js';

const place = h('div', { class: 'toasts', role: 'status' });
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says something short at the bottom of the page, for four seconds. */
export function say(sentence: string): void {
  if (!place.isConnected) document.body.append(place);
  clearTimeout(timer);
  place.replaceChildren(h('div', { class: 'toast', text: sentence }));
  timer = setTimeout(() => place.replaceChildren(), 4000);
}
