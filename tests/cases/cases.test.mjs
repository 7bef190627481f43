// The example cases stay honest: many, varied, nobody's copy, and every kind of every category is there.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CATEGORIES, KINDS, languages, readCases, root } from './cases.mjs';
import { page } from './page.mjs';

/** The character 4-grams of a text, spaces and case aside; a shorter text is its own. */
function grams(text) {
  const letters = [...text.toLowerCase().replaceAll(/\s/gu, '')];
  const found = new Set();
  for (let i = 0; i + 4 <= letters.length; i++) found.add(letters.slice(i, i + 4).join(''));
  return found.size > 0 ? found : new Set([letters.join('')]);
}

/** Pairs that share more than half of the 4-grams of the shorter one. */
function nearCopies(rows) {
  const [holders, copies] = [new Map(), []];
  const all = rows.map((row) => grams(row.text));
  for (const [i, own] of all.entries()) {
    const shared = new Map();
    for (const gram of own) {
      const earlier = holders.get(gram);
      if (!earlier) {
        holders.set(gram, [i]);
        continue;
      }
      for (const j of earlier) shared.set(j, (shared.get(j) ?? 0) + 1);
      earlier.push(i);
    }
    for (const [j, count] of shared) {
      const close = count / Math.min(own.size, all[j].size) > 0.5;
      // A single 4-gram says little, unless the texts are the same.
      if (close && (count > 1 || rows[i].text === rows[j].text)) copies.push(`${rows[i].at} ~ ${rows[j].at}`);
    }
  }
  return copies;
}

for (const language of languages) {
  const { rows, mistakes } = readCases(language);

  test(`${language}: every line is a case`, () => assert.deepEqual(mistakes, []));

  test(`${language}: 1,500 cruel and 1,500 innocent cases, or more`, () => {
    for (const label of ['abuse', 'fine']) {
      const count = rows.filter((row) => row.label === label).length;
      assert.ok(count >= 1500, `${count} cases of ${label}`);
    }
  });

  test(`${language}: every category, in every kind of context`, () => {
    const cells = new Set(rows.map((row) => `${row.label} ${row.category} ${row.kind}`));
    const kinds = new Set(rows.map((row) => `${row.label} ${row.kind}`));
    const missing = CATEGORIES.flatMap((category) => KINDS.abuse.map((kind) => `abuse ${category} ${kind}`))
      .filter((cell) => !cells.has(cell))
      .concat(KINDS.fine.map((kind) => `fine ${kind}`).filter((kind) => !kinds.has(kind)));
    assert.deepEqual(missing, []);
  });

  test(`${language}: no case is a near copy of another`, () => assert.deepEqual(nearCopies(rows), []));

  test(`${language}: no opening is worn out`, () => {
    const openings = new Map();
    for (const { text } of rows) {
      const words = text.toLowerCase().split(/\s+/u);
      const opening = language === 'zh' ? [...text].slice(0, 3).join('') : words.slice(0, 3).join(' ');
      openings.set(opening, (openings.get(opening) ?? 0) + 1);
    }
    const worn = [...openings].filter(([, count]) => count > rows.length / 100);
    assert.deepEqual(worn, []);
  });
}

test('the page about the cases is up to date: node tests/cases/page.mjs --write', () => {
  assert.equal(readFileSync(join(root, 'packs/CASES.md'), 'utf8'), page());
});
