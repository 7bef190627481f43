import type { Finding } from './contract.js';
import { flatten } from './marks/span.js';

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

/**
 * The signs to cover, as offsets in the text. A finding often takes in the words around ("her phone is …"): of an e-mail
 * address only the address is covered, of a number only what has digits in it, and their first sign stays, so that one
 * still sees what it was. A place where somebody lives is words as much as digits: it is covered whole.
 */
function signs(text: string, { start, end, why }: Finding): number[] {
  const piece = text.slice(start, end);
  const mail = [...piece.matchAll(/[^\s\p{Script=Han}，。；：、]+@[^\s\p{Script=Han}，。；：、]+/gu)];
  const number = why.endsWith('.address') ? [] : [...piece.matchAll(/[A-Za-z]*\p{Nd}[A-Za-z\p{Nd}]*/gu)];
  const tokens = mail.length > 0 ? mail : number;
  const offsets = (base: number, part: string) => [...part.matchAll(SIGN)].map((sign) => base + sign.index);
  if (tokens.length === 0) return offsets(start, piece);
  return tokens.flatMap((token) => offsets(start + token.index, token[0])).slice(1);
}

/** What to replace so that these findings no longer show, first to last. Findings that overlap give one replacement. */
export function covers(text: string, findings: readonly Finding[]): Cover[] {
  const hidden = new Set(findings.flatMap((finding) => signs(text, finding)));
  const made: Cover[] = [];
  for (const { start, end } of flatten(findings, text.length)) {
    const inside = [...hidden].filter((offset) => offset >= start && offset < end).sort((a, b) => a - b);
    const first = inside[0];
    const last = inside.at(-1);
    if (first === undefined || last === undefined) continue;
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
