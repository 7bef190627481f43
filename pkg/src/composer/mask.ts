import type { Finding } from './contract.js';
import { flatten } from './marks/span.js';
import { shorten } from './phrase.js';

/** Whether one tap can cover what was found: a number or an address, not a call to look for one. */
export function maskable(finding: Finding): boolean {
  return finding.category === 'doxxing' && finding.via === 'format';
}

/** What to put in the place of a stretch of text, UTF-16 code units. */
export interface Cover {
  start: number;
  end: number;
  text: string;
}

const SIGN = /[\p{L}\p{Nd}]/gu;

/** The private part of a finding, from its first sign on, and the offsets in the text of the signs to cover. */
interface Private {
  from: number;
  hide: number[];
}

/**
 * The signs to cover. A finding often takes in the words around ("her phone is …"): of an e-mail
 * address only the address is covered, of a number only what has digits in it, and their first sign stays, so that one
 * still sees what it was. A place where somebody lives is words as much as digits: it is covered whole.
 */
function privatePart(text: string, { start, end, why }: Finding): Private {
  const piece = text.slice(start, end);
  const mail = [...piece.matchAll(/[^\s\p{Script=Han}，。；：、]+@[^\s\p{Script=Han}，。；：、]+/gu)];
  const number = why.endsWith('.address') ? [] : [...piece.matchAll(/[A-Za-z]*\p{Nd}[A-Za-z\p{Nd}]*/gu)];
  const tokens = mail.length > 0 ? mail : number;
  const offsets = (base: number, part: string) => [...part.matchAll(SIGN)].map((sign) => base + sign.index);
  const from = start + (tokens[0]?.index ?? 0);
  if (tokens.length === 0) return { from, hide: offsets(start, piece) };
  return { from, hide: tokens.flatMap((token) => offsets(start + token.index, token[0])).slice(1) };
}

/** The numbers and addresses themselves, for a button that says what it will cover. */
export function privateParts(text: string, findings: readonly Finding[]): string {
  return covers(text, findings)
    .map(({ start, end }) => shorten(text.slice(start, end), 28))
    .join(' · ');
}

/** What to replace so that these findings no longer show, first to last. Findings that overlap give one replacement. */
export function covers(text: string, findings: readonly Finding[]): Cover[] {
  const parts = findings.map((finding) => privatePart(text, finding));
  const hidden = new Set(parts.flatMap(({ hide }) => hide));
  const made: Cover[] = [];
  const places = findings.map(({ start, end }) => ({ start, end, severity: 1 }));
  for (const { start, end } of flatten(places, text.length)) {
    const inside = (offset: number) => offset >= start && offset < end;
    const here = [...hidden].filter(inside);
    if (here.length === 0) continue;
    const first = Math.min(...here, ...parts.map(({ from }) => from).filter(inside));
    const last = Math.max(...here);
    const past = last + String.fromCodePoint(text.codePointAt(last) ?? 0).length;
    let covered = '';
    let at = first;
    for (const sign of text.slice(first, past)) {
      covered += hidden.has(at) ? '*' : sign;
      at += sign.length;
    }
    made.push({ start: first, end: past, text: covered });
  }
  return made;
}
