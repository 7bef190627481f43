import type { Field } from '../field/field.js';
import { adopt } from '../style/sheet.js';
import { flatten, type Marks, type Span } from './span.js';

/** One highlight a severity, shared by every guarded field of the page: the registry is global. */
const names = ['liangyan-1', 'liangyan-2', 'liangyan-3', 'liangyan-4'];

const css = names
  .map(
    (name, i) => `::highlight(${name}) {
  background-color: ${i < 2 ? 'rgb(217 136 43 / 14%)' : 'rgb(196 72 43 / 16%)'};
  text-decoration: underline ${i < 1 ? 'dotted' : 'wavy'} ${i < 2 ? '#c9791d' : '#c4482b'} ${i < 2 ? '1.5px' : '2px'};
  text-decoration-skip-ink: none;
}`,
  )
  .join('\n');

export function highlightsSupported(): boolean {
  return typeof Highlight === 'function' && typeof CSS === 'object' && 'highlights' in CSS;
}

/** Marks for editable documents, by the CSS Custom Highlight API: not one node of the host's document is touched. */
export class HighlightMarks implements Marks {
  readonly #field: Field;
  readonly #drop: () => void;
  #ranges: { highlight: Highlight; range: Range }[] = [];

  constructor(field: Field, nonce: string | undefined) {
    this.#field = field;
    this.#drop = adopt(field.element.getRootNode() as Document | ShadowRoot, css, nonce);
  }

  draw(text: string, spans: readonly Span[]): void {
    this.#clear();
    for (const span of flatten(spans, text.length)) {
      const range = this.#field.range(span.start, span.end);
      const name = names[Math.min(Math.max(span.severity, 1), 4) - 1];
      if (!range || !name) continue;
      let highlight = CSS.highlights.get(name);
      if (!highlight) {
        highlight = new Highlight();
        CSS.highlights.set(name, highlight);
      }
      highlight.add(range);
      this.#ranges.push({ highlight, range });
    }
  }

  destroy(): void {
    this.#clear();
    this.#drop();
  }

  #clear(): void {
    for (const { highlight, range } of this.#ranges) highlight.delete(range);
    this.#ranges = [];
  }
}
