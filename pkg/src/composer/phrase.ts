import type { Finding } from './contract.js';

/** Cuts without splitting a surrogate pair: moves the offset back when it would. */
function whole(text: string, offset: number): number {
  const unit = text.charCodeAt(offset);
  return offset > 0 && unit >= 0xdc00 && unit <= 0xdfff ? offset - 1 : offset;
}

/** A text at most `most` code units long, with an ellipsis where something was cut. */
export function shorten(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= most) return line;
  const cut = line.slice(0, whole(line, most - 1));
  // Between words where there are spaces, unless that would lose half of it.
  const space = cut.lastIndexOf(' ');
  return `${(space > most / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

/** The words a finding is about, short enough for a line. */
export function phraseOf(text: string, finding: Finding, most = 40): string {
  return shorten(text.slice(finding.start, finding.end), most);
}

/** The part of a draft around its findings, for the dialog; `start` and `end` are offsets in the draft. */
export function windowAround(text: string, findings: readonly Finding[], most = 160): { start: number; end: number } {
  if (text.length <= most) return { start: 0, end: text.length };
  const first = Math.min(...findings.map((finding) => finding.start), text.length);
  const start = first < most / 2 ? 0 : whole(text, first - Math.floor(most / 4));
  return { start, end: whole(text, Math.min(text.length, start + most)) };
}

/**
 * One finding for each place: of those that overlap, the gravest. Patterns often hit the same words twice, and a list
 * that says one thing twice reads like a scolding.
 */
export function distinct(findings: readonly Finding[]): Finding[] {
  const kept: Finding[] = [];
  /** The same in the order of the text. They never overlap, so only the neighbours of a place can. */
  const placed: Finding[] = [];
  for (const finding of byWeight(findings)) {
    let low = 0;
    let high = placed.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((placed[middle] as Finding).end <= finding.start) low = middle + 1;
      else high = middle;
    }
    const next = placed[low];
    if (next && next.start < finding.end) continue;
    placed.splice(low, 0, finding);
    kept.push(finding);
  }
  return kept;
}

/** The gravest and surest findings first. */
export function byWeight(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) => b.severity - a.severity || b.confidence - a.confidence || a.start - b.start || a.end - b.end,
  );
}
