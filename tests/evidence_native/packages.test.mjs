// Packages sealed natively, looked at by everybody else: the command line, the checkers of the format, and the recipe with
// openssl and Python's standard library.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { capture, root, which } from '../../xtask/node/command.mjs';
import { checkers } from '../evidence/checkers.mjs';

const GENUINE = 50;
const RECIPE = join(root, 'pkg/docs/verify-evidence.py');
const folder = mkdtempSync(join(tmpdir(), 'liangyan-evidence-'));
const files = (name) =>
  readdirSync(join(folder, name))
    .filter((file) => file.endsWith('.wacz'))
    .map((file) => join(folder, name, file));
const liangyan = (args, env = {}) =>
  capture('cargo', ['run', '-q', '--release', '-p', 'liangyan-cli', '--', 'evidence', ...args], {
    env: { ...process.env, LC_ALL: 'C', ...env },
    maxBuffer: 1 << 26,
  });

before(() => {
  const make = ['run', '-q', '-p', 'liangyan-evidence', '--features', 'native,testing', '--example', 'packages'];
  const { code, out } = capture('cargo', [...make, '--', folder, String(GENUINE), '2']);
  assert.equal(code, 0, out);
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('the command line finds every genuine package intact, with its chain and its key', () => {
  const key = readFileSync(join(folder, 'genuine/key'), 'utf8');
  const chain = join(folder, 'genuine/chain.json');
  const { code, out } = liangyan(['verify', ...files('genuine'), '--chain', chain, '--key', key, '--json']);
  assert.equal(code, 0, out);
  const report = JSON.parse(out);
  assert.equal(report.verdict, 'intact');
  assert.equal(report.pinned, true);
  assert.equal(report.files.length, GENUINE + 1);
  assert.deepEqual(
    report.files.flatMap(({ problems }) => problems),
    [],
  );
  const inChain = report.files.filter(({ notes }) => notes.some(({ code: note }) => note === 'in_chain'));
  assert.equal(inChain.length, GENUINE);
});

test('the command line says when nobody told it which key to expect', () => {
  const { code, out } = liangyan(['verify', files('genuine')[0]]);
  assert.equal(code, 0);
  assert.match(out, /INTACT/);
  assert.match(out, /which key to expect/);
});

test('the command line tells altered, another key, and not readable apart, in words and by its exit code', () => {
  const genuine = files('genuine')[0];
  const altered = join(folder, 'altered.wacz');
  const bytes = readFileSync(genuine);
  bytes[200] ^= 1;
  writeFileSync(altered, bytes);
  const english = liangyan(['verify', altered]);
  assert.equal(english.code, 1);
  assert.match(english.out, /ALTERED[\s\S]*zip_crc[\s\S]*this is not what was sealed/);
  const chinese = liangyan(['verify', altered], { LC_ALL: 'zh_CN.UTF-8' });
  assert.match(chinese.out, /被改动过/);
  const other = liangyan(['verify', genuine, '--key', 'a'.repeat(64)]);
  assert.equal(other.code, 1);
  assert.match(other.out, /ANOTHER KEY[\s\S]*another_key/);
  const page = join(folder, 'page.html');
  writeFileSync(page, '<!doctype html>');
  assert.equal(liangyan(['verify', page]).code, 2);
  assert.equal(liangyan(['verify', join(folder, 'nothing.wacz')]).code, 2);
  assert.equal(liangyan(['show', altered]).code, 1);
});

test('the command line shows what a package holds', () => {
  const { code, out } = liangyan(['show', files('genuine')[0], '--lang', 'en']);
  assert.equal(code, 0);
  assert.match(out, /https:\/\/www\.example\.social\/post\//);
  assert.match(out, /▶ /);
  const record = JSON.parse(liangyan(['show', files('genuine')[0], '--json']).out);
  assert.equal(record.format, 'liangyan-evidence/1');
});

test('wacz validate and warcio check pass every genuine package', (t) => {
  const { skip, check } = checkers();
  if (skip) return t.skip(skip);
  const results = Object.entries(check(files('genuine')));
  assert.equal(results.length, GENUINE);
  for (const [path, { wacz, warcio, passed, records, said }] of results) {
    assert.ok(wacz === 0 && warcio === 0 && passed === records && records >= 3, `${path}: ${said}`);
  }
});

test('the recipe reaches the same verdict with none of our code', (t) => {
  if (!which('python3') || !which('openssl')) return t.skip('no python3 or no openssl here');
  const recipe = (args) => capture('python3', [RECIPE, ...args], { maxBuffer: 1 << 26 });
  const key = readFileSync(join(folder, 'genuine/key'), 'utf8');
  const genuine = recipe(['--key', key, ...files('genuine')]);
  assert.equal(genuine.code, 0, genuine.out);
  assert.equal(genuine.out.match(/^INTACT /gm).length, GENUINE);
  assert.equal(recipe(['--key', 'a'.repeat(64), files('genuine')[0]]).code, 1);
  const attacks = files('attacks');
  assert.ok(attacks.length > 100);
  const { code, out } = recipe(attacks);
  assert.equal(code, 1);
  assert.deepEqual(
    out.split('\n').filter((line) => line.startsWith('INTACT')),
    [],
  );
  assert.equal(out.match(/^NOT INTACT /gm).length, attacks.length);
});
