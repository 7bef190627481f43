import { type Guard, guardComposer } from './guard.js';
import type { ComposerOptions } from './options.js';
import { stringsFor } from './strings/index.js';

/** What a `<liangyan-composer>` takes beside its attributes. */
export type ElementOptions = Pick<ComposerOptions, 'engine'> & Partial<Omit<ComposerOptions, 'engine'>>;

/** A value out of a closed list, or undefined. */
function oneOf<T extends string>(value: string | null, ...known: T[]): T | undefined {
  return known.find((one) => one === value);
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
 * Attributes: `surface`, `relation`, `reply-to`, `target`, `lang`, `theme`, `enter`, `ask-at`. The element tells with
 * events that bubble: `liangyan-verdict`, `liangyan-decision`, `liangyan-error`. The running guard is its `guard`.
 */
export function defineComposerElement(options: ElementOptions, name = 'liangyan-composer'): void {
  if (customElements.get(name)) return;
  // The class is made here, not at import: servers have no HTMLElement.
  class LiangyanComposer extends HTMLElement {
    static readonly observedAttributes = [
      'surface',
      'relation',
      'reply-to',
      'target',
      'lang',
      'theme',
      'enter',
      'ask-at',
    ];
    guard: Guard | null = null;
    #due = false;
    #seen: MutationObserver | null = null;

    connectedCallback(): void {
      this.#start();
      // Parsers and frameworks put the field in after the element, and may put another one in its place.
      this.#seen = new MutationObserver(() => this.#start());
      this.#seen.observe(this, { childList: true, subtree: true });
    }

    disconnectedCallback(): void {
      this.#seen?.disconnect();
      this.guard?.destroy();
      this.guard = null;
      this.#field = null;
    }

    attributeChangedCallback(): void {
      if (!this.guard || this.#due) return;
      this.#due = true;
      queueMicrotask(() => {
        this.#due = false;
        if (!this.isConnected) return;
        this.#field = null;
        this.#start();
      });
    }

    #field: HTMLElement | null = null;

    #start(): void {
      const field = this.querySelector<HTMLElement>('textarea, input, [contenteditable]');
      if (field === this.#field) return;
      this.guard?.destroy();
      this.guard = null;
      this.#field = field;
      if (!field) return;
      const tell = (type: string, detail: unknown) =>
        this.dispatchEvent(new CustomEvent(`liangyan-${type}`, { detail, bubbles: true, composed: true }));
      const get = (attribute: string) => this.getAttribute(attribute);
      const surface = oneOf(get('surface'), 'post', 'comment', 'dm', 'live', 'mention', 'name');
      const relation = oneOf(get('relation'), 'self', 'mutual', 'following', 'follower', 'stranger');
      const replyTo = get('reply-to');
      this.guard = guardComposer(field, {
        context: { ...(surface && { surface }), ...(relation && { relation }), ...(replyTo && { replyTo }) },
        enter: oneOf(get('enter'), 'none', 'enter', 'mod+enter') ?? 'none',
        theme: oneOf(get('theme'), 'auto', 'light', 'dark') ?? 'auto',
        askAt: oneOf(get('ask-at'), 'warn', 'severe', 'never') ?? 'warn',
        ...(get('lang') && { strings: stringsFor(get('lang') as string) }),
        ...(get('target') && { target: get('target') as string }),
        ...options,
        onVerdict: (verdict) => {
          options.onVerdict?.(verdict);
          tell('verdict', verdict);
        },
        onDecision: (outcome) => {
          options.onDecision?.(outcome);
          tell('decision', outcome);
        },
        onError: (error) => {
          options.onError?.(error);
          tell('error', error);
        },
      });
    }
  }
  customElements.define(name, LiangyanComposer);
}
