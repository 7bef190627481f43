/**
 * Long texts in pieces. A comment is read in a fraction of a frame; a pasted chapter takes several frames, and a page that
 * stands still meanwhile is worse than none of this. Pieces end where sentences do, so that nothing a rule could want to
 * see together is parted.
 */
import type { Level, Verdict } from './contract.js';

/** A stretch of the text, UTF-16 code units, end exclusive. */
export interface Piece {
  start: number;
  end: number;
}

/** Texts up to this length are read in one go; longer ones in pieces of at most this. UTF-16 code units. */
const MOST = 2_000;
/** Where a piece may end: behind a line, a sentence, a clause, a word; the best of them in its second half. */
const ENDS = [/\n/gu, /[.!?。！？…]["'”’」』)）]*\s?/gu, /[,;:，、；：]\s?/gu, /\s/gu];

/** The last place in `text` from `from` to `to` behind which a piece may end; null where there is none. */
function lastEnd(text: string, from: number, to: number): number | null {
  const window = text.slice(from, to);
  for (const sign of ENDS) {
    let end: number | null = null;
    for (const found of window.matchAll(sign)) end = from + found.index + found[0].length;
    if (end !== null) return end;
  }
  return null;
}

/** Cuts a text. Pieces follow each other without a gap; none ends inside a surrogate pair. */
export function pieces(text: string): Piece[] {
  const made: Piece[] = [];
  let start = 0;
  while (text.length - start > MOST) {
    let end = lastEnd(text, start + MOST / 2, start + MOST) ?? start + MOST;
    const unit = text.charCodeAt(end);
    if (unit >= 0xdc00 && unit <= 0xdfff) end -= 1;
    made.push({ start, end });
    start = end;
  }
  if (start < text.length) made.push({ start, end: text.length });
  return made;
}

const LEVELS: readonly Level[] = ['none', 'hint', 'warn', 'severe'];

/** What the verdicts of the pieces say together: a text is as grave as its gravest piece. */
export function merged(parts: readonly Piece[], verdicts: readonly Verdict[]): Verdict {
  const all = {
    level: 'none' as Level,
    score: 0,
    findings: [],
    support: null,
    packs: verdicts[0]?.packs ?? [],
  } as Verdict;
  verdicts.forEach((verdict, at) => {
    const { start } = parts[at] as Piece;
    if (LEVELS.indexOf(verdict.level) > LEVELS.indexOf(all.level)) all.level = verdict.level;
    all.score = Math.max(all.score, verdict.score);
    all.support ??= verdict.support;
    for (const finding of verdict.findings) {
      all.findings.push({ ...finding, start: finding.start + start, end: finding.end + start });
    }
  });
  return all;
}
