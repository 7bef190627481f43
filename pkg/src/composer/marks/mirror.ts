import { flatten, type Marks, type Span } from './span.js';

/** Properties that decide where a letter lands; the mirror copies them from the field. */
const COPIED = [
  'direction',
  'font-family',
  'font-feature-settings',
  'font-kerning',
  'font-optical-sizing',
  'font-size',
  'font-size-adjust',
  'font-stretch',
  'font-style',
  'font-variant',
  'font-variation-settings',
  'font-weight',
  'hyphens',
  'letter-spacing',
  'line-break',
  'line-height',
  'overflow-wrap',
  'padding-bottom',
  'padding-left',
  'padding-right',
  'padding-top',
  'tab-size',
  'text-align',
  'text-autospace',
  'text-indent',
  'text-rendering',
  'text-spacing-trim',
  'text-transform',
  'text-wrap',
  'word-break',
  'word-spacing',
  'writing-mode',
];

/** Above this many code units the mirror is not laid out; the list under the field still works. */
const LONGEST = 20_000;

const pixels = (value: string): number => Number.parseFloat(value) || 0;

/**
 * Marks for `<textarea>` and `<input>`: an invisible copy of the text lies exactly over the field, and only the lines
 * under marked words are painted. The copy takes no clicks, is hidden from assistive technology, and adds no width.
 */
export class MirrorMarks implements Marks {
  readonly #field: HTMLTextAreaElement | HTMLInputElement;
  readonly #layer: HTMLElement;
  readonly #text: HTMLElement;
  readonly #stop = new AbortController();
  readonly #resized: ResizeObserver | undefined;
  #shown = false;

  /** `host` is a zero-size element near the field whose shadow root `root` receives the layer. */
  constructor(field: HTMLTextAreaElement | HTMLInputElement, root: ShadowRoot) {
    this.#field = field;
    const document = field.ownerDocument;
    this.#layer = document.createElement('div');
    this.#layer.className = 'mirror';
    this.#layer.setAttribute('aria-hidden', 'true');
    this.#text = document.createElement('div');
    this.#text.className = field.tagName === 'INPUT' ? 'mirror-text one-line' : 'mirror-text';
    this.#layer.append(this.#text);
    root.append(this.#layer);

    const { signal } = this.#stop;
    field.addEventListener('scroll', () => this.#scroll(), { signal, passive: true });
    // One-line fields scroll while the caret moves, without a scroll event in some engines.
    field.addEventListener('keyup', () => this.#scroll(), { signal, passive: true });
    document.defaultView?.addEventListener('resize', () => this.#place(), { signal, passive: true });
    document.fonts?.addEventListener?.('loadingdone', () => this.#place(), { signal });
    if (typeof ResizeObserver === 'function') {
      this.#resized = new ResizeObserver(() => this.#place());
      this.#resized.observe(field);
    }
  }

  draw(text: string, spans: readonly Span[]): void {
    const flat = text.length > LONGEST ? [] : flatten(spans, text.length);
    this.#shown = flat.length > 0;
    this.#layer.hidden = !this.#shown;
    const document = this.#field.ownerDocument;
    const parts: Node[] = [];
    let at = 0;
    for (const span of flat) {
      parts.push(document.createTextNode(text.slice(at, span.start)));
      const mark = document.createElement('span');
      mark.className = 'mark';
      mark.setAttribute('part', 'mark');
      mark.dataset['severity'] = String(span.severity);
      mark.textContent = text.slice(span.start, span.end);
      parts.push(mark);
      at = span.end;
    }
    if (this.#shown) {
      // The zero-width space gives a text that ends in a line break its last line.
      parts.push(document.createTextNode(`${text.slice(at)}\u200b`));
    }
    this.#text.replaceChildren(...parts);
    this.#place();
  }

  destroy(): void {
    this.#stop.abort();
    this.#resized?.disconnect();
    this.#layer.remove();
  }

  /** Lays the mirror over the field's padding box, which is what the field clips its text to. */
  #place(): void {
    const view = this.#field.ownerDocument.defaultView;
    if (!this.#shown || !view) return;
    const style = view.getComputedStyle(this.#field);
    for (const name of COPIED) this.#text.style.setProperty(name, style.getPropertyValue(name));
    const borders = pixels(style.borderLeftWidth) + pixels(style.borderRightWidth);
    const scrollbar = Math.max(0, Math.round(this.#field.offsetWidth - this.#field.clientWidth - borders));
    const box = this.#field.getBoundingClientRect();
    const origin = (this.#layer.parentNode as ShadowRoot).host.getBoundingClientRect();
    const layer = this.#layer.style;
    layer.setProperty('left', `${box.left - origin.left + this.#field.clientLeft}px`);
    layer.setProperty('top', `${box.top - origin.top + this.#field.clientTop}px`);
    layer.setProperty('width', `${box.width - borders - scrollbar}px`);
    layer.setProperty('height', `${this.#field.clientHeight}px`);
    this.#scroll();
  }

  #scroll(): void {
    if (!this.#shown) return;
    this.#text.style.setProperty('transform', `translate(${-this.#field.scrollLeft}px, ${-this.#field.scrollTop}px)`);
  }
}
