import { h } from '../../dom.js';
import { atLeave } from '../../leave.js';

/**
 * What a hostile page left behind, shown where it can do nothing: no scripts, no origin, no forms, no way out. The page's
 * policy holds inside too, so the copy's style sheet carries the word that the policy asks for.
 */
export function captureFrame(html: string, title: string): HTMLElement {
  return framed(html, title, '');
}

/** A letter of this app's own making. It runs nothing either; the page may print it. */
export function letterFrame(html: string, title: string): HTMLIFrameElement {
  return framed(html, title, 'allow-same-origin allow-modals');
}

function framed(html: string, title: string, sandbox: string): HTMLIFrameElement {
  const styled = html.replace(/<style>/g, '<style nonce="kept">');
  const url = URL.createObjectURL(new Blob([styled], { type: 'text/html;charset=utf-8' }));
  atLeave(() => URL.revokeObjectURL(url));
  return h('iframe', { class: 'kept-frame', sandbox, title, src: url, referrerpolicy: 'no-referrer' });
}
