// What stands around a word changes what it says, and does not when an attacker puts it there: every kind of context in both
// languages and both directions. The sentences are in context.tsv.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { load } from 'liangyan';
import { grouped, LEVELS, rows } from './rows.mjs';

// The rules alone: what the scorer thinks of a sentence moves with every training.
const engine = await load({ packs: ['zh', 'en'] });
after(() => engine.free());

/** `reply sent=30 surface=name` as the context of a check. */
function contextOf(words) {
  const names = { sent: 'sentToSameTarget' };
  const given = words.split(' ').filter(Boolean);
  return Object.fromEntries(
    given.map((word) => {
      const [name, value] = word.split('=');
      if (name === 'reply') return ['replyTo', 'a message'];
      return [names[name] ?? name, /^\d+$/.test(value) ? Number(value) : value];
    }),
  );
}

/** Whether a level is what the table expects. */
function fits(expected, level) {
  const reached = LEVELS.indexOf(level);
  if (expected === 'silent') return reached === 0;
  if (expected === 'below warn') return reached < LEVELS.indexOf('warn');
  return reached >= LEVELS.indexOf(expected);
}

const cases = rows('context.tsv');
const KINDS = [
  'target',
  'quote',
  'report',
  'negation',
  'question',
  'counter',
  'self',
  'thing',
  'banter',
  'title',
  'border',
];

for (const [group, members] of grouped(cases, (row) => `${row.language}: ${row.kind}`)) {
  test(`${group}: heard where it is meant, and only there`, () => {
    const wrong = members
      .map((row) => ({ ...row, verdict: engine.check(row.text, contextOf(row.context)) }))
      .filter((row) => !fits(row.expected, row.verdict.level))
      .map((row) => `${row.text}: ${row.verdict.level}, expected ${row.expected}`);
    assert.deepEqual(wrong, []);
  });
}

test('every kind is tested in both languages and both directions', () => {
  for (const language of ['zh', 'en']) {
    for (const kind of [...KINDS, 'reports', 'name']) {
      const expected = cases.filter((row) => row.language === language && row.kind === kind).map((row) => row.expected);
      const quiet = expected.filter((level) => level === 'silent' || level === 'below warn').length;
      assert.ok(quiet > 0, `${language}: ${kind} has a side that stays quiet`);
      // Frequency and reports never warn by themselves: there is no other side.
      if (kind !== 'reports') assert.ok(expected.length > quiet, `${language}: ${kind} has a side that speaks`);
    }
  }
});

test('reports and frequency raise how sure a finding is, and find nothing by themselves', () => {
  for (const text of ['你长得好丑', 'you are ugly']) {
    const alone = engine.check(text);
    const reported = engine.check(text, { reports: 9 });
    assert.ok(alone.findings.length > 0 && reported.findings.length === alone.findings.length);
    assert.ok(reported.findings.every((f, i) => f.confidence >= alone.findings[i].confidence));
    assert.ok(reported.findings.some((f) => f.toned.includes('repeated')));
  }
});
