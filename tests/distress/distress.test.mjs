// Writers in danger are told apart from people who exaggerate, report, quote, console or attack. The sentences of *.tsv were
// written before the rules were widened; rows the rules still get wrong stay, and the counts below only improve.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load } from 'liangyan';

const LANGUAGES = { zh: { missed: 6, taken: 4 }, en: { missed: 5, taken: 1 } };
const engine = await load();

for (const [language, most] of Object.entries(LANGUAGES)) {
  test(`${language}: help is offered to who needs it, and to few others`, () => {
    const [, ...rows] = readFileSync(new URL(`${language}.tsv`, import.meta.url), 'utf8')
      .trimEnd()
      .split('\n');
    const wrong = { missed: [], taken: [] };
    for (const row of rows) {
      const [label, , text] = row.split('\t');
      const offered = engine.check(text).support === 'distress';
      if (label === 'distress' && !offered) wrong.missed.push(text);
      if (label === 'other' && offered) wrong.taken.push(text);
    }
    assert.ok(wrong.missed.length <= most.missed, `missed: ${wrong.missed.join(' | ')}`);
    assert.ok(wrong.taken.length <= most.taken, `taken for distress: ${wrong.taken.join(' | ')}`);
  });
}
