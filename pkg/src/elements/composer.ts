import { watchField } from '../composer/field/within.js';
import { type Guard, guardComposer, type Review } from '../composer/guard.js';
import type { ComposerOptions } from '../composer/options.js';
import { stringsFor } from '../composer/strings/index.js';

/** What every `<liangyan-composer>` of the page takes beside its attributes. An attribute wins over an option. */
export type ElementOptions = Pick<ComposerOptions, 'engine'> & Partial<Omit<ComposerOptions, 'engine'>>;

/** The element, as `document.querySelector('liangyan-composer')` gives it. */
export interface LiangyanComposerElement extends HTMLElement {
  /** The running guard; null while there is no field inside. */
  readonly guard: Guard | null;
  /** As {@link Guard.review}; without a field there is nothing to ask. */
  review(): Promise<Review>;
}

declare global {
  interface HTMLElementTagNameMap {
    'liangyan-composer': LiangyanComposerElement;
  }
}

const ATTRIBUTES = [
  'surface',
  'relation',
  'reply-to',
  'target',
  'lang',
  'theme',
  'enter',
  'ask-at',
  'undo-seconds',
  'region',
] as const;

/** A value out of a closed list, or undefined. */
function oneOf<T extends string>(value: string | null, ...known: T[]): T | undefined {
  return known.find((one) => one === value);
}

/** What an element's attributes say, in the words of the options. */
function fromAttributes(element: HTMLElement): Partial<ComposerOptions> {
  const get = (name: (typeof ATTRIBUTES)[number]) => element.getAttribute(name);
  const surface = oneOf(get('surface'), 'post', 'comment', 'dm', 'live', 'mention', 'name');
  const relation = oneOf(get('relation'), 'self', 'mutual', 'following', 'follower', 'stranger');
  const replyTo = get('reply-to');
  const context = { ...(surface && { surface }), ...(relation && { relation }), ...(replyTo && { replyTo }) };
  const all: Partial<ComposerOptions> = {
    enter: oneOf(get('enter'), 'none', 'enter', 'mod+enter'),
    theme: oneOf(get('theme'), 'auto', 'light', 'dark'),
    askAt: oneOf(get('ask-at'), 'warn', 'severe', 'never'),
    context: Object.keys(context).length > 0 ? context : undefined,
    strings: get('lang') ? stringsFor(get('lang') as string) : undefined,
    target: get('target') ?? undefined,
    region: get('region') ?? undefined,
    undoSeconds: get('undo-seconds') === null ? undefined : Number(get('undo-seconds')) || 0,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/**
 * Registers `<liangyan-composer>`: it looks after the first field inside it, without a line of script in the page.
 *
 * ```html
 * <liangyan-composer surface="comment" relation="follower" lang="zh-CN" enter="mod+enter">
 *   <textarea></textarea>
 * </liangyan-composer>
 * ```
 *
 * Attributes: `surface`, `relation`, `reply-to`, `target`, `lang`, `theme`, `enter`, `ask-at`, `undo-seconds`, `region`. The
 * element tells with events that bubble: `liangyan-verdict`, `liangyan-decision`, `liangyan-error`, `liangyan-post` (detail
 * `{ text, verdict }`, where Enter posts and there is no form). The dialog opens inside it, so that CSS variables set on
 * the element reach everything that is shown.
 */
export function defineComposer(options: ElementOptions): void {
  if (customElements.get('liangyan-composer')) return;
  // The class is made here, not at import: servers have no HTMLElement.
  class LiangyanComposer extends HTMLElement implements LiangyanComposerElement {
    static readonly observedAttributes = ATTRIBUTES;
    guard: Guard | null = null;
    #field: HTMLElement | null = null;
    #due = false;
    #unwatch = () => {};

    connectedCallback(): void {
      this.#unwatch = watchField(this, (field) => {
        this.#field = field;
        this.#start();
      });
    }

    disconnectedCallback(): void {
      this.#unwatch();
      this.#field = null;
      this.#start();
    }

    attributeChangedCallback(): void {
      if (!this.guard || this.#due) return;
      this.#due = true;
      // Several attributes set in a row make one new guard.
      queueMicrotask(() => {
        this.#due = false;
        if (this.isConnected) this.#start();
      });
    }

    review(): Promise<Review> {
      return this.guard?.review() ?? Promise.resolve({ decision: 'post', verdict: null });
    }

    #tell(type: string, detail: unknown): void {
      this.dispatchEvent(new CustomEvent(`liangyan-${type}`, { detail, bubbles: true, composed: true }));
    }

    #start(): void {
      this.guard?.destroy();
      this.guard = null;
      if (!this.#field) return;
      const wishes = { ...options, ...fromAttributes(this) };
      const { form } = this.#field as HTMLInputElement;
      this.guard = guardComposer(this.#field, {
        dialogParent: this,
        ...wishes,
        ...((wishes.onPost || !form) && {
          onPost: (text, verdict) => {
            wishes.onPost?.(text, verdict);
            this.#tell('post', { text, verdict });
          },
        }),
        onVerdict: (verdict) => {
          wishes.onVerdict?.(verdict);
          this.#tell('verdict', verdict);
        },
        onDecision: (outcome) => {
          wishes.onDecision?.(outcome);
          this.#tell('decision', outcome);
        },
        onError: (error) => {
          wishes.onError?.(error);
          this.#tell('error', error);
        },
      });
    }
  }
  customElements.define('liangyan-composer', LiangyanComposer);
}
