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
  /** Shows these spans of this text and no others. `typing`: only the text has changed since the last time, by a key stroke. */
  draw(text: string, spans: readonly Span[], typing?: boolean): void;
  destroy(): void;
}

/** Spans in order without overlaps; where two overlap, the graver one wins. Cost: sorting them. */
export function flatten(spans: readonly Span[], length: number): Span[] {
  const edges = spans
    .map((span) => ({ start: Math.max(0, span.start), end: Math.min(length, span.end), severity: span.severity }))
    .filter(({ start, end }) => start < end)
    .flatMap(({ start, end, severity }) => [
      { at: start, severity, opens: 1 },
      { at: end, severity, opens: -1 },
    ])
    .sort((a, b) => a.at - b.at);
  /** How many spans of each severity lie over the place. */
  const open = new Map<number, number>();
  const flat: Span[] = [];
  edges.forEach(({ at, severity, opens }, i) => {
    open.set(severity, (open.get(severity) ?? 0) + opens);
    const end = edges[i + 1]?.at ?? at;
    const gravest = Math.max(0, ...[...open].filter(([, count]) => count > 0).map(([one]) => one));
    if (end === at || gravest === 0) return;
    const last = flat.at(-1);
    if (last && last.end === at && last.severity === gravest) last.end = end;
    else flat.push({ start: at, end, severity: gravest });
  });
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
