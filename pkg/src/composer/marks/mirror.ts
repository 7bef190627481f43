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
  /** The layer's width in its own pixels; 0 before it was laid out. */
  #width = 0;
  /** The field's left and right border together, CSS pixels. */
  #borders = 0;

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

  draw(text: string, spans: readonly Span[], typing = false): void {
    const flat = text.length > LONGEST ? [] : flatten(spans, text.length);
    const first = !this.#shown && flat.length > 0;
    this.#shown = flat.length > 0;
    this.#layer.hidden = !this.#shown;
    if (!this.#shown) this.#width = 0;
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
    if (!typing) this.#dress();
    // Measured before the text is put in: what is read then needs no layout that the field does not need itself.
    this.#lay();
    this.#text.replaceChildren(...parts);
    // The first time the layer had no width to tell the page's scale by.
    if (first) this.#lay();
  }

  destroy(): void {
    this.#stop.abort();
    this.#resized?.disconnect();
    this.#layer.remove();
  }

  #place(): void {
    this.#dress();
    this.#lay();
  }

  /** Takes over the field's looks: its letters must land where the field's do. */
  #dress(): void {
    const style = this.#field.ownerDocument.defaultView?.getComputedStyle(this.#field);
    if (!this.#shown || !style) return;
    for (const name of COPIED) this.#text.style.setProperty(name, style.getPropertyValue(name));
    this.#borders = pixels(style.borderLeftWidth) + pixels(style.borderRightWidth);
  }

  /** Lays the mirror over the field's padding box, which is what the field clips its text to. */
  #lay(): void {
    if (!this.#shown) return;
    const field = this.#field;
    const borders = this.#borders;
    const scrollbar = Math.max(0, Math.round(field.offsetWidth - field.clientWidth - borders));
    const box = field.getBoundingClientRect();
    const origin = (this.#layer.parentNode as ShadowRoot).host.getBoundingClientRect();
    // On the screen a page that is zoomed or scaled has other pixels than its style sheets; a field may be zoomed once more.
    const around = this.#width > 0 ? this.#layer.getBoundingClientRect().width / this.#width : 1;
    const own = box.width / (field.offsetWidth || 1) / around;
    // `offsetWidth` is rounded: what is about one is one.
    const zoom = Math.abs(own - 1) < 0.02 ? 1 : own;
    const layer = this.#layer.style;
    this.#width = box.width / around - (borders + scrollbar) * zoom;
    layer.setProperty('left', `${(box.left - origin.left) / around + field.clientLeft * zoom}px`);
    layer.setProperty('top', `${(box.top - origin.top) / around + field.clientTop * zoom}px`);
    layer.setProperty('width', `${this.#width}px`);
    layer.setProperty('height', `${field.clientHeight * zoom}px`);
    this.#text.style.setProperty('zoom', String(zoom));
    this.#scroll();
  }

  #scroll(): void {
    if (!this.#shown) return;
    this.#text.style.setProperty('transform', `translate(${-this.#field.scrollLeft}px, ${-this.#field.scrollTop}px)`);
  }
}
