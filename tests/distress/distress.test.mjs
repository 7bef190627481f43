// Writers in danger are told apart from people who exaggerate, report, quote, console or attack.
//
// Nobody who wrote the rules or the rows the scorer learns from (`packs/*/distress.tsv`) has read these texts: the first
// hundred of each file are by one author, the others by another, and only the counts below were looked at. Most of the
// others are as near to distress as could be thought of; of everyday texts a fraction of a percent is taken for it (see
// `packs/MODEL.md`). The bounds are the counts as measured and only ever go down.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load } from 'liangyan';

/** Rows of a file from `from` to before `to`, how many in danger may be missed, and how many others taken for such. */
const SETS = [
  { language: 'zh', from: 0, to: 100, missed: 8, taken: 6 },
  { language: 'zh', from: 100, to: 1000, missed: 26, taken: 7 },
  { language: 'en', from: 0, to: 100, missed: 13, taken: 5 },
  { language: 'en', from: 100, to: 1000, missed: 33, taken: 15 },
];
const engine = await load();

/** The labelled rows of a language. */
function rowsOf({ language, from, to }) {
  const [, ...rows] = readFileSync(new URL(`${language}.tsv`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  return rows.slice(from, to).map((row) => {
    const [label, , text] = row.split('\t');
    return { label, text };
  });
}

for (const set of SETS) {
  const author = set.from === 0 ? 'first' : 'second';
  test(`${set.language}, ${author} author: help is offered to who needs it, and to few others`, () => {
    const wrong = { distress: 0, other: 0 };
    const rows = rowsOf(set);
    assert.ok(rows.length >= 100, `only ${rows.length} rows`);
    for (const { label, text } of rows) {
      const offered = engine.check(text).support === 'distress';
      if (offered !== (label === 'distress')) wrong[label] += 1;
    }
    assert.ok(wrong.distress <= set.missed, `missed ${wrong.distress}, at most ${set.missed}`);
    assert.ok(wrong.other <= set.taken, `taken for distress ${wrong.other}, at most ${set.taken}`);
  });
}
