// The npm package touches the browser and the engine thinks: no rule, no word list and no threshold in TypeScript.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesUnder, read } from './source.mjs';

/** What is shown to people: message catalogues name categories in their own languages. */
const CATALOGUE = /\/(?:strings|messages|locales|i18n)\//;

const sources = filesUnder('pkg/src', /\.(?:ts|tsx|mjs|js)$/).map((path) => ({
  path,
  code: read(path)
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''))
    .replace(/(^|[^:"'`\\])\/\/.*$/gm, '$1'),
}));

/** Lines of the package's sources, catalogues left out, that match. */
function linesLike(pattern) {
  const found = [];
  for (const { path, code } of sources.filter(({ path: p }) => !CATALOGUE.test(p))) {
    for (const [number, line] of code.split('\n').entries()) {
      if (pattern.test(line)) found.push(`${path}:${number + 1}: ${line.trim()}`);
    }
  }
  return found;
}

/** Every term of the packs' rules, as written. Cues are ordinary words and stay out. */
function terms() {
  const all = new Set();
  for (const path of filesUnder('packs', /\.rules$/)) {
    let inRule = false;
    let list = '';
    for (const line of read(path).split('\n')) {
      if (/^\s*#/.test(line) || line.trim() === '') continue;
      if (/^\S/.test(line)) inRule = line.startsWith('rule ');
      const key = /^ {2}(\w+):/.exec(line);
      if (/^\S/.test(line) || key) list = key?.[1] ?? '';
      else if (inRule && list === 'terms') for (const term of line.split(' | ')) all.add(term.trim().toLowerCase());
    }
  }
  return all;
}

test('no threshold on a score or a confidence', () => {
  assert.deepEqual(linesLike(/\b(?:score|confidence)\b\s*(?:[<>]=?|===?)\s*[\d.]/), []);
  assert.deepEqual(linesLike(/[\d.]\s*[<>]=?\s*[\w.]*\b(?:score|confidence)\b/), []);
});

test('no Han character in a regular expression', () => {
  assert.deepEqual(
    linesLike(/(?:^|[=(,:!&|?{};\s])\/(?![/*])(?:[^/\\\n]|\\.)*\p{Script=Han}(?:[^/\\\n]|\\.)*\/[dgimsuvy]*/u),
    [],
  );
});

test('no term of a pack in a string', () => {
  const known = terms();
  const wrong = [];
  for (const { path, code } of sources.filter(({ path: p }) => !CATALOGUE.test(p))) {
    for (const match of code.matchAll(/(["'`])((?:(?!\1)[^\\\n]|\\.)*)\1/g)) {
      const text = match[2].trim().toLowerCase();
      // Words of one or two Latin letters are everywhere in code.
      if (known.has(text) && /[^\x20-\x7e]|.{4}/.test(text)) wrong.push(`${path}: ${match[0]}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('the package has no dependency at run time and no effect at import', () => {
  const manifest = JSON.parse(read('pkg/package.json'));
  assert.deepEqual(Object.keys(manifest.dependencies ?? {}), []);
  assert.equal(manifest.sideEffects, false);
});

test('the demo and the bench use the package by its name', () => {
  const wrong = [];
  for (const folder of ['www', 'bench']) {
    for (const path of filesUnder(folder, /\.(?:ts|tsx|mjs|js)$/)) {
      if (/(?:from|import\()\s*["'][^"']*pkg\/(?:src|dist)\//.test(read(path))) wrong.push(path);
    }
  }
  assert.deepEqual(wrong, []);
});
