import { commonEnds } from '../draft.js';

/** A stretch of the text to mark, UTF-16 code units, end exclusive. */
export interface Span {
  start: number;
  end: number;
  /** 1 (mild) to 4 (gravest): the style of the line, not only its colour. */
  severity: number;
}

/** Draws spans on a field. */
export interface Marks {
  /** Shows these spans of this text and no others. */
  draw(text: string, spans: readonly Span[]): void;
  destroy(): void;
}

/** Spans in order without overlaps; where two overlap, the graver one wins. */
export function flatten(spans: readonly Span[], length: number): Span[] {
  const edges = new Set<number>();
  for (const span of spans) {
    edges.add(Math.max(0, span.start));
    edges.add(Math.min(length, span.end));
  }
  const sorted = [...edges].sort((a, b) => a - b);
  const flat: Span[] = [];
  for (let i = 0; i + 1 < sorted.length; i += 1) {
    const start = sorted[i] as number;
    const end = sorted[i + 1] as number;
    const severity = Math.max(0, ...spans.filter((s) => s.start <= start && s.end >= end).map((s) => s.severity));
    if (severity === 0) continue;
    const last = flat.at(-1);
    if (last && last.end === start && last.severity === severity) last.end = end;
    else flat.push({ start, end, severity });
  }
  return flat;
}

/**
 * Carries spans over an edit until the engine has looked again: what lies before the change stays, what lies behind it
 * moves along, what the change touched is dropped.
 */
export function carry(spans: readonly Span[], before: string, after: string): Span[] {
  const { start, end } = commonEnds(before, after);
  const shift = after.length - before.length;
  const kept: Span[] = [];
  for (const span of spans) {
    if (span.end <= start) kept.push(span);
    else if (span.start >= before.length - end) {
      kept.push({ ...span, start: span.start + shift, end: span.end + shift });
    }
  }
  return kept;
}
