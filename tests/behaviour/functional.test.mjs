// Functional tests after the idea of HateCheck (Röttger et al., ACL 2021): groups of short sentences, each written by us to ask
// one thing of the engine. The sentences are in functional.tsv; the floors are what the engine reaches less one sentence, since the
// scorer moves with every training, and only rise.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { load } from 'liangyan';
import { grouped, rows } from './rows.mjs';

const engine = await load();
after(() => engine.free());

/** Of abuse, the least share that is found at `hint`; of the rest, the most that is. */
const FLOORS = {
  'en: direct threats': 0.87,
  'en: derogation of a person': 0.93,
  'en: derogation of a group': 0.91,
  'en: disguised': 0.91,
  'en: identity': 0.07,
  'en: harmless swearing': 0.13,
  'en: counter-speech': 0.13,
  'en: negation': 0.17,
  'en: things': 0.1,
  'zh: direct threats': 0.87,
  'zh: derogation of a person': 0.93,
  'zh: derogation of a group': 0.91,
  'zh: disguised': 0.83,
  'zh: identity': 0.13,
  'zh: harmless swearing': 0.07,
  'zh: counter-speech': 0.07,
  'zh: negation': 0.17,
  'zh: things': 0.1,
};

for (const [name, members] of grouped(rows('functional.tsv'), (row) => `${row.language}: ${row.group}`)) {
  test(name, (t) => {
    const found = members.filter((row) => engine.check(row.text).level !== 'none');
    const abuse = members[0].expected === 'abuse';
    const odd = abuse ? members.filter((row) => !found.includes(row)) : found;
    t.diagnostic(
      `${found.length} of ${members.length} found; ${abuse ? 'missed' : 'flagged'}: ${odd.map((row) => row.text).join(' / ') || 'none'}`,
    );
    const share = found.length / members.length;
    const holds = abuse ? share >= FLOORS[name] : share <= FLOORS[name];
    assert.ok(holds, `${share.toFixed(2)} found, recorded ${FLOORS[name]}: ${odd.map((row) => row.text).join(' / ')}`);
  });
}
