// Habits of the house that a program can check.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesUnder, read } from './source.mjs';

const ROOMS = ['src', 'evidence', 'cli', 'pkg', 'www', 'tests', 'bench', 'xtask'];
const code = ROOMS.flatMap((room) => filesUnder(room, /\.(?:rs|ts|tsx|mjs|js|py)$/));

test('no file is named for having no name', () => {
  assert.deepEqual(
    code.filter((path) => /(?:^|[/_.-])(?:utils?|helpers?|misc|manager)\.\w+$/i.test(path)),
    [],
  );
});

test("the lock file carries no registry's address", () => {
  const { packages } = JSON.parse(read('package-lock.json'));
  const wrong = Object.entries(packages).filter(([, entry]) => /^https?:/.test(entry.resolved ?? ''));
  assert.deepEqual(
    wrong.map(([name]) => name),
    [],
  );
});

test('nothing is left open in the code', () => {
  // Built from parts, so that this file does not find itself.
  const open = new RegExp(
    `\\b(?:${['TO' + 'DO', 'FIX' + 'ME'].join('|')})\\b|${'to' + 'do'}!\\(|${'unimple' + 'mented'}!\\(`,
  );
  assert.deepEqual(
    code.filter((path) => open.test(read(path))),
    [],
  );
});

test('only the CI script names the folder of the evaluation data', () => {
  const name = ['shared', 'data'].join('/');
  const wrong = [
    ...code,
    ...ROOMS.flatMap((room) => filesUnder(room, /\.(?:json|toml|md)$/)),
    'package.json',
    'README.md',
  ].filter((path) => read(path).includes(name));
  assert.deepEqual(wrong, []);
});
