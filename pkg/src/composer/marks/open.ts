import type { Field } from '../field/field.js';
import type { Theme } from '../options.js';
import { markCss } from '../style/css.js';
import { openSurface } from '../surface.js';
import { BoxMarks } from './boxes.js';
import { HighlightMarks, highlightsSupported } from './highlight.js';
import { MirrorMarks } from './mirror.js';
import type { Marks, Span } from './span.js';

/** Marks with the surface they are drawn on. */
export interface DressedMarks extends Marks {
  dress(theme: Theme): void;
  /** Stands where the field stands, after the host has moved it. */
  follow(): void;
}

/** The best way to mark this field in this engine. */
export function openMarks(field: Field, nonce: string | undefined, theme: Theme): DressedMarks {
  if (field.kind === 'document' && highlightsSupported()) {
    const marks = new HighlightMarks(field, nonce);
    return { draw: (text, spans) => marks.draw(text, spans), dress() {}, follow() {}, destroy: () => marks.destroy() };
  }
  const { element } = field;
  const surface = openSurface(element.ownerDocument, 'liangyan-marks', markCss, nonce);
  const bare = { lang: '' };
  surface.dress(bare, theme);
  surface.host.setAttribute('aria-hidden', 'true');
  surface.follow(element);
  const marks: Marks =
    field.kind === 'document'
      ? new BoxMarks(field, surface.root)
      : new MirrorMarks(element as HTMLTextAreaElement, surface.root);
  return {
    draw: (text: string, spans: readonly Span[], typing?: boolean) => marks.draw(text, spans, typing),
    dress: (next) => surface.dress(bare, next),
    follow: () => surface.follow(element),
    destroy() {
      marks.destroy();
      surface.destroy();
    },
  };
}
