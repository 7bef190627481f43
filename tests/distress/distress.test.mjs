// Writers in danger are told apart from people who exaggerate, report, quote, console or attack.
//
// `zh.tsv` and `en.tsv` (seen) lay open while the rules were written. Of `unseen.*.tsv` the odd data rows are the development
// half, read while the templates were written and mended; of the even rows only the counts below were looked at, a dozen
// times between mendings, which were made on other sentences. So the even half is the honest figure, still short of its
// goal (70 % found, 1 % of others), and the other two only say that nothing was lost. Rows the rules get wrong stay where
// they are; the bounds are the counts as measured and only ever go down.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load } from 'liangyan';

const SETS = [
  { language: 'zh', name: 'seen', file: 'zh.tsv', missed: 2, taken: 0 },
  { language: 'zh', name: 'development', file: 'unseen.zh.tsv', parity: 1, missed: 0, taken: 0 },
  { language: 'zh', name: 'unseen', file: 'unseen.zh.tsv', parity: 0, missed: 18, taken: 6 },
  { language: 'en', name: 'seen', file: 'en.tsv', missed: 4, taken: 0 },
  { language: 'en', name: 'development', file: 'unseen.en.tsv', parity: 1, missed: 4, taken: 0 },
  { language: 'en', name: 'unseen', file: 'unseen.en.tsv', parity: 0, missed: 15, taken: 6 },
];
const engine = await load();

/** The labelled rows of a file; `parity` keeps the odd (1) or even (0) data rows, counted from one. */
function rowsOf({ file, parity }) {
  const [, ...rows] = readFileSync(new URL(file, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  return rows
    .filter((_, index) => parity === undefined || (index + 1) % 2 === parity)
    .map((row) => {
      const [label, , text] = row.split('\t');
      return { label, text };
    });
}

for (const set of SETS) {
  test(`${set.language}, ${set.name}: help is offered to who needs it, and to few others`, () => {
    const wrong = { missed: 0, taken: 0 };
    const rows = rowsOf(set);
    for (const { label, text } of rows) {
      const offered = engine.check(text).support === 'distress';
      if (label === 'distress' && !offered) wrong.missed += 1;
      if (label === 'other' && offered) wrong.taken += 1;
    }
    assert.ok(rows.length >= 100, `only ${rows.length} rows`);
    assert.ok(wrong.missed <= set.missed, `missed ${wrong.missed}, at most ${set.missed}`);
    assert.ok(wrong.taken <= set.taken, `taken for distress ${wrong.taken}, at most ${set.taken}`);
  });
}
