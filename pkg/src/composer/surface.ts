import type { Theme } from './options.js';
import type { Strings } from './strings/catalogue.js';
import { adopt } from './style/sheet.js';

/** A place of the composer's own in the host's page: an element with a closed-off style and a shadow root. */
export interface Surface {
  host: HTMLElement;
  root: ShadowRoot;
  /** Sets the language, its direction and the theme. */
  dress(strings: Pick<Strings, 'lang' | 'dir'>, theme: Theme): void;
  /** Puts it behind an element, or back there: hosts move and redraw what is around. Nothing happens while that is detached. */
  follow(element: HTMLElement): void;
  destroy(): void;
}

/** Makes a surface, to be put where the caller wants it. The tag keeps the host's `div` rules away. */
export function openSurface(document: Document, tag: string, css: string, nonce: string | undefined): Surface {
  return dressed(document.createElement(tag), css, nonce);
}

/**
 * Makes a surface of an element. Keys and clicks inside do not reach the host's own handlers, which could take them for a
 * press on the post behind.
 */
export function dressed(host: HTMLElement, css: string, nonce: string | undefined): Surface {
  const root = host.attachShadow({ mode: 'open' });
  const drop = adopt(root, css, nonce);
  for (const type of ['click', 'mousedown', 'pointerdown', 'keydown', 'keyup', 'keypress', 'input', 'change']) {
    host.addEventListener(type, (event) => event.stopPropagation());
  }
  return {
    host,
    root,
    dress({ lang, dir = 'ltr' }, theme) {
      host.lang = lang;
      host.dir = dir;
      host.dataset['theme'] = theme;
    },
    follow(element) {
      // Surfaces of one field stand in a row behind it: next to it, or next to another of them.
      let before = host.previousElementSibling;
      while (before?.tagName.startsWith('LIANGYAN-')) before = before.previousElementSibling;
      if (before !== element || !host.isConnected) element.after(host);
    },
    destroy() {
      drop();
      host.remove();
    },
  };
}
