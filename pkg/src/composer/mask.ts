import type { Finding } from './contract.js';

/** Whether one tap can cover what was found: a number or an address, not a call to look for one. */
export function maskable(finding: Finding): boolean {
  return finding.category === 'doxxing' && finding.via === 'format';
}

/**
 * The same text with the private part covered. Where there is a number, its digits and letters are covered and words
 * around it ("her phone is") stay; an address is covered as a whole. The first digit stays, so that one sees what it was.
 */
export function masked(text: string): string {
  const digits = text.match(/\p{Nd}/gu)?.length ?? 0;
  const hidden = digits >= 5 || /@/.test(text) ? /[\p{Nd}A-Za-z]/gu : /[\p{L}\p{Nd}]/gu;
  let first = true;
  return text.replace(hidden, (sign) => {
    if (!first) return '*';
    first = false;
    return sign;
  });
}
