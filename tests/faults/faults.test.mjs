// What happens when an instance of the engine stops: a panic, a trap, no memory, no stack. The engine here is built with
// texts that ask for it; the one that ships has none, and that is tested too.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { load as loadShipped } from 'liangyan';
import { launch, skip } from '../browser/chromium.mjs';
import { DIST as SHIPPED, serveSite } from '../worker/site.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DIST = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'faults/dist/');
const FAULTS = ['panic', 'trap', 'memory', 'stack'].map((name) => `fault: ${name}`);
const CRUEL = 'you are a worthless idiot';

/** What the hook says when it panics. */
const MARK = 'this fault was asked for by its text';

/** Whether a file holds the mark, as it is or in base64, at whatever place of three it begins. */
function names(bytes) {
  const inBase64 = [0, 1, 2].map((before) =>
    Buffer.from(`${' '.repeat(before)}${MARK}`)
      .toString('base64')
      .slice(4, 40),
  );
  return [MARK, ...inBase64].some((mark) => bytes.includes(mark));
}

/** An error that says what to do: ask again. */
const trapped = (error) => {
  assert.equal(error.name, 'LiangyanError');
  assert.equal(error.code, 'engine_trapped');
  assert.ok(error.fix.startsWith('Call again'));
  return true;
};

before(() => {
  execFileSync('cargo', ['run', '-q', '--release', '-p', 'xtask', '--', 'faults'], { cwd: ROOT, stdio: 'inherit' });
});

describe('an engine whose instance stops', () => {
  for (const fault of FAULTS) {
    test(`${fault}: a typed error, and the next call works`, async () => {
      const { load } = await import(join(DIST, 'index.node.js'));
      const [engine, other] = [await load(), await load()];
      const expected = engine.check(CRUEL);
      assert.notEqual(expected.level, 'none');
      assert.throws(() => engine.check(fault), trapped);
      assert.deepEqual(engine.check(CRUEL), expected);
      assert.throws(() => engine.checkMany([CRUEL, fault, CRUEL]), trapped);
      assert.deepEqual(engine.checkMany([CRUEL]), [expected]);
      assert.deepEqual(other.check(CRUEL), expected, 'another engine was harmed');
      // Again and again: nothing is used up by it.
      for (let times = 0; times < 5; times += 1) assert.throws(() => engine.check(fault), trapped);
      assert.deepEqual(engine.check(CRUEL), expected);
      engine.free();
      assert.throws(() => engine.check(CRUEL), { code: 'engine_freed' });
    });
  }

  test('in a worker it is the same', { skip }, async () => {
    const script = `import { load } from '/liangyan/worker.js'; Object.assign(window, { load });`;
    const pages = { '/': '<!doctype html><script type="module" src="/page.js"></script>', '/page.js': script };
    const site = await serveSite({ pages, folders: { '/liangyan/': DIST } });
    const browser = await launch();
    try {
      const page = await browser.newPage();
      await page.goto(site.url);
      await page.waitForFunction(() => window.load);
      const seen = await page.evaluate(
        async ([faults, cruel]) => {
          const engine = await window.load({ workers: 1 });
          const seen = [];
          for (const fault of faults) {
            // What waits with it in one parcel is answered all the same.
            const beside = engine.check(cruel);
            const code = await engine.check(fault).then(
              () => 'no error',
              (error) => error.code,
            );
            seen.push(code, (await beside).level, (await engine.check(cruel)).level);
          }
          return seen;
        },
        [FAULTS, CRUEL],
      );
      const { level } = (await loadShipped()).check(CRUEL);
      assert.deepEqual(
        seen,
        FAULTS.flatMap(() => ['engine_trapped', level, level]),
      );
    } finally {
      await browser.close();
      await site.close();
    }
  });
});

describe('the engine that ships', () => {
  test('knows no such text', async () => {
    const engine = await loadShipped();
    for (const fault of FAULTS) assert.equal(engine.check(fault).level, 'none');
    for (const file of ['liangyan.wasm', 'core.js']) {
      assert.ok(!names(readFileSync(join(SHIPPED, file))), `${file} has a fault hook`);
    }
    // The check can tell: the other build has it.
    assert.ok(names(readFileSync(join(DIST, 'liangyan.wasm'))));
  });
});
