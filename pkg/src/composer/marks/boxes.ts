import type { Field } from '../field/field.js';
import { flatten, type Marks, type Span } from './span.js';

/** Marks for editable documents where the Custom Highlight API is missing: thin boxes laid under the words. */
export class BoxMarks implements Marks {
  readonly #field: Field;
  readonly #layer: HTMLElement;
  readonly #stop = new AbortController();
  readonly #resized: ResizeObserver | undefined;
  #last: { text: string; spans: readonly Span[] } = { text: '', spans: [] };

  constructor(field: Field, root: ShadowRoot) {
    this.#field = field;
    const document = field.element.ownerDocument;
    this.#layer = document.createElement('div');
    this.#layer.className = 'boxes';
    this.#layer.setAttribute('aria-hidden', 'true');
    root.append(this.#layer);
    const again = () => this.draw(this.#last.text, this.#last.spans);
    const { signal } = this.#stop;
    field.element.addEventListener('scroll', again, { signal, passive: true });
    document.defaultView?.addEventListener('resize', again, { signal, passive: true });
    if (typeof ResizeObserver === 'function') {
      this.#resized = new ResizeObserver(again);
      this.#resized.observe(field.element);
    }
  }

  draw(text: string, spans: readonly Span[]): void {
    this.#last = { text, spans };
    const origin = (this.#layer.parentNode as ShadowRoot).host.getBoundingClientRect();
    const clip = this.#field.element.getBoundingClientRect();
    const boxes: HTMLElement[] = [];
    for (const span of flatten(spans, text.length)) {
      for (const rect of this.#field.range(span.start, span.end)?.getClientRects() ?? []) {
        if (rect.bottom > clip.bottom + 1 || rect.top < clip.top - 1) continue;
        const box = this.#layer.ownerDocument.createElement('div');
        box.className = 'box';
        box.setAttribute('part', 'mark');
        box.dataset['severity'] = String(span.severity);
        box.style.setProperty('left', `${rect.left - origin.left}px`);
        box.style.setProperty('top', `${rect.top - origin.top}px`);
        box.style.setProperty('width', `${rect.width}px`);
        box.style.setProperty('height', `${rect.height}px`);
        boxes.push(box);
      }
    }
    this.#layer.replaceChildren(...boxes);
  }

  destroy(): void {
    this.#stop.abort();
    this.#resized?.disconnect();
    this.#layer.remove();
  }
}
