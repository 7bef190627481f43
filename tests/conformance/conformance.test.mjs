// The engine is compiled three times: for this machine, to WebAssembly, and to plain JavaScript. All must say the same.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { load } from 'liangyan';
import { load as loadJs } from 'liangyan/js';
import { longTexts, ruleExamples, vectors } from './cases.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cases = [...vectors(), ...ruleExamples(), ...longTexts()];
let wasm;
let js;
let native;

/** Every case through the command line, under a preset: `{ id, ...verdict }[]`. */
function scan(preset) {
  const folder = mkdtempSync(join(tmpdir(), 'liangyan-'));
  try {
    const file = join(folder, 'cases.jsonl');
    writeFileSync(file, cases.map((one) => `${JSON.stringify(one)}\n`).join(''));
    const packs = ['zh', 'en', 'model'].flatMap((name) => ['--pack', `pkg/dist/packs/${name}.lypack`]);
    const args = ['run', '-q', '--release', '-p', 'liangyan-cli', '--', 'scan', file, '--jsonl', '--preset', preset];
    const { status, stdout, stderr } = spawnSync('cargo', [...args, ...packs], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    });
    assert.equal(status, 0, stderr);
    return stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

before(async () => {
  [wasm, js] = await Promise.all([load(), loadJs()]);
  native = scan('standard');
});
after(() => {
  wasm.free();
  js.free();
});

/** Fails with the cases that differ, and only those: a verdict of a long text fills a screen. */
function alike(verdicts, expected) {
  const differing = [];
  for (const [at, verdict] of verdicts.entries()) {
    const [says, should] = [JSON.parse(JSON.stringify({ id: cases[at].id, ...verdict })), expected[at]];
    if (isDeepStrictEqual(says, should)) continue;
    const short = (value) => JSON.stringify(value).slice(0, 400);
    differing.push(`${cases[at].id}\n  says   ${short(says)}\n  should ${short(should)}`);
  }
  assert.equal(differing.length, 0, `${differing.length} differ:\n${differing.slice(0, 10).join('\n')}`);
}

const checkEach = (engine) => cases.map(({ text, context }) => engine.check(text, context));

test('there are cases of every kind', () => {
  assert.ok(vectors().length > 80 && ruleExamples().length > 500, `${cases.length} cases`);
  assert.equal(native.length, cases.length);
});

test('wasm says what this machine says', () => alike(checkEach(wasm), native));

test('plain JavaScript says what this machine says', () => alike(checkEach(js), native));

test('checkMany says what check says', () => {
  const texts = cases.map(({ text }) => text);
  const contexts = cases.map(({ context }) => context ?? {});
  for (const engine of [wasm, js]) alike(engine.checkMany(texts, contexts), native);
});

test('the other presets are alike too', async () => {
  for (const preset of ['relaxed', 'strict']) {
    const engine = await load({ preset });
    alike(checkEach(engine), scan(preset));
    engine.free();
  }
});

test('positions are whole characters of the text as typed', () => {
  for (const { id, text, context } of cases) {
    let last = 0;
    for (const { start, end } of wasm.check(text, context).findings) {
      assert.ok(start >= last && start < end && end <= text.length, `${id}: ${start}..${end}`);
      last = start;
      for (const edge of [start, end]) {
        const inside = /[\ud800-\udbff]/.test(text[edge - 1] ?? '') && /[\udc00-\udfff]/.test(text[edge] ?? '');
        assert.ok(!inside, `${id}: ${edge} is inside a surrogate pair`);
      }
    }
  }
});
