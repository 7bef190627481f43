/**
 * When to look at the text: after a rest, and never while an input method is composing, because the half-typed pinyin is
 * not what the person means to say. Safari fires `compositionend` before the `keydown` of the key that ended it, and
 * Chromium fires `input` before `compositionend`: so composing ends with the event, and the look happens after the rest.
 */
export class Typing {
  readonly #element: HTMLElement;
  readonly #restMs: number;
  readonly #changed: () => void;
  readonly #rested: () => void;
  readonly #stop = new AbortController();
  #composing = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `changed` is called with every committed change, `rested` after `restMs` milliseconds without one. */
  constructor(element: HTMLElement, restMs: number, changed: () => void, rested: () => void) {
    this.#element = element;
    this.#restMs = restMs;
    this.#changed = changed;
    this.#rested = rested;
    const { signal } = this.#stop;
    element.addEventListener('compositionstart', () => this.#compose(true), { signal });
    element.addEventListener('compositionend', () => this.#compose(false), { signal });
    element.addEventListener('input', (event) => this.#input(event as InputEvent), { signal });
    // A composition that is cut off by leaving the field has no end event in some webviews.
    element.addEventListener('blur', () => this.#compose(false), { signal });
  }

  /** Whether an input method is at work; `event` is the key event in hand, if there is one. */
  composing(event?: KeyboardEvent): boolean {
    return this.#composing || event?.isComposing === true || event?.keyCode === 229;
  }

  /** Looks after the usual rest, as if something had been typed. */
  nudge(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.#composing && this.#element.isConnected) this.#rested();
    }, this.#restMs);
  }

  /** No look is due any more. */
  cancel(): void {
    clearTimeout(this.#timer);
  }

  destroy(): void {
    this.#stop.abort();
    this.cancel();
  }

  #compose(composing: boolean): void {
    if (this.#composing === composing) return;
    this.#composing = composing;
    if (composing) this.cancel();
    else {
      this.#changed();
      this.nudge();
    }
  }

  #input(event: InputEvent): void {
    if (this.#composing || event.isComposing) return;
    this.#changed();
    this.nudge();
  }
}
