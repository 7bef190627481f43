// The example cases of the packs, as rows: the standard by example that the scorer learns from.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export const CATEGORIES = 'insult mockery defamation hate threat self_harm_bait doxxing sexual incitement'.split(' ');
export const KINDS = {
  abuse: 'direct indirect sarcasm question comparison wish advice exclusion disguised name slang polite'.split(' '),
  fine: (
    'criticism counter_speech report quote question identity everyday self banter praise fiction news technical ' +
    'odd_spelling hyperbole swearing disagreement boundary grief advice condolence support'
  ).split(' '),
};
const HEADER = 'label\tcategory\tkind\ttext\treason';

/** The languages that have cases. */
export const languages = readdirSync(join(root, 'packs'))
  .filter((name) => existsSync(join(root, 'packs', name, 'cases')))
  .sort();

/** `{ at, label, category, kind, text, reason }[]`, and what is wrong with the lines that are none. */
export function readCases(language) {
  const folder = join(root, 'packs', language, 'cases');
  const [rows, mistakes] = [[], []];
  for (const name of readdirSync(folder).sort()) {
    const lines = readFileSync(join(folder, name), 'utf8').split('\n');
    if (lines[0] !== HEADER) mistakes.push(`${name}:1: the first line is \`${HEADER.replaceAll('\t', ' ')}\``);
    if (lines.pop() !== '') mistakes.push(`${name}: the last line has no end`);
    for (const [i, line] of lines.entries()) {
      if (i === 0) continue;
      const at = `${name}:${i + 1}`;
      const [label, category, kind, text, reason, ...more] = line.split('\t');
      const known =
        KINDS[label]?.includes(kind) &&
        (CATEGORIES.includes(category) || (label === 'fine' && category === 'none')) &&
        text.trim() !== '' &&
        Boolean(reason?.trim()) &&
        more.length === 0;
      if (known) rows.push({ at, label, category, kind, text, reason });
      else mistakes.push(`${at}: not a label, category, kind, text and reason of the lists in packs/CASES.md`);
    }
  }
  return { rows, mistakes };
}
