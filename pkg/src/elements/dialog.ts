import type { Verdict } from '../composer/contract.js';
import { type Answer, ask } from '../composer/dialog.js';
import type { Theme } from '../composer/options.js';
import { type Strings, stringsFor } from '../composer/strings/index.js';
import { dialogCss } from '../composer/style/css.js';
import { dressed, type Surface } from '../composer/surface.js';

/** What a question may set. */
export interface Questions {
  /** Default: the catalogue nearest to the element's `lang`, the page's, or the browser's language. */
  strings?: Strings;
  /** Default `auto`. */
  theme?: Theme;
  /** The page's style nonce, for engines without constructed style sheets. */
  nonce?: string;
  /** Closes the dialog as Esc would. */
  signal?: AbortSignal;
}

/** The question by itself, for composers that the guard cannot reach: `await dialog.ask(text, verdict)`. */
export interface LiangyanDialogElement extends HTMLElement {
  /** Asks about a text and what the engine said of it. Resolves with the person's choice; Esc means `edit`. */
  ask(text: string, verdict: Verdict, options?: Questions): Promise<Answer>;
}

declare global {
  interface HTMLElementTagNameMap {
    'liangyan-dialog': LiangyanDialogElement;
  }
}

/** Registers `<liangyan-dialog>`. Its parts are those of the guard's own dialog: `liangyan-dialog::part(edit)`. */
export function defineDialog(): void {
  if (customElements.get('liangyan-dialog')) return;
  class LiangyanDialog extends HTMLElement implements LiangyanDialogElement {
    #surface: Surface | null = null;
    #asking: Promise<Answer> | null = null;

    ask(text: string, verdict: Verdict, options: Questions = {}): Promise<Answer> {
      // One question at a time: a second one waits for the first.
      const asked = (this.#asking ?? Promise.resolve()).then(
        () => this.#ask(text, verdict, options),
        () => this.#ask(text, verdict, options),
      );
      this.#asking = asked;
      return asked;
    }

    #ask(text: string, verdict: Verdict, { strings, theme = 'auto', nonce, signal }: Questions): Promise<Answer> {
      this.#surface ??= dressed(this, dialogCss, nonce);
      const near = this.closest<HTMLElement>('[lang]')?.lang || navigator.language;
      const question = { text, verdict, findings: verdict.findings, theme, parent: this.#surface };
      return ask({ ...question, strings: strings ?? stringsFor(near) }, signal ?? new AbortController().signal);
    }
  }
  customElements.define('liangyan-dialog', LiangyanDialog);
}
