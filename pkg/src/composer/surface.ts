import type { Theme } from './options.js';
import { adopt } from './style/sheet.js';

/** A place of the composer's own in the host's page: an element with a closed-off style and a shadow root. */
export interface Surface {
  host: HTMLElement;
  root: ShadowRoot;
  /** Sets the language and the theme. */
  dress(lang: string, theme: Theme): void;
  destroy(): void;
}

/**
 * Makes a surface. The tag is not a registered element; it only keeps the host's `div` rules away. Keys and clicks inside
 * do not reach the host's own handlers, which could take them for a press on the post behind.
 */
export function openSurface(document: Document, tag: string, css: string, nonce: string | undefined): Surface {
  const host = document.createElement(tag);
  const root = host.attachShadow({ mode: 'open' });
  const drop = adopt(root, css, nonce);
  for (const type of ['click', 'mousedown', 'pointerdown', 'keydown', 'keyup', 'keypress', 'input', 'change']) {
    host.addEventListener(type, (event) => event.stopPropagation());
  }
  return {
    host,
    root,
    dress(lang, theme) {
      host.lang = lang;
      host.dataset['theme'] = theme;
    },
    destroy() {
      drop();
      host.remove();
    },
  };
}
