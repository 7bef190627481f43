// `liangyan/worker` on a page of a real Chromium: the pool, its order, its bounds, the death of a worker.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { launch, skip } from '../browser/chromium.mjs';
import { serveSite } from './site.mjs';

const PAGE = `<!doctype html><meta charset="utf-8"><title>worker</title><script type="module" src="/page.js"></script>`;
const SCRIPT = `
import { load } from '/liangyan/worker.js';
import { load as here } from '/liangyan/index.js';
import { load as inJs } from '/liangyan/js.js';
Object.assign(window, { load, here, inJs });
// Workers made so far, in order: tests look at how many there are and end them.
const { Worker: Real } = window;
window.made = [];
window.Worker = class extends Real {
  constructor(...args) { super(...args); window.made.push(this); }
};
window.codeOf = (promise) => promise.then(() => 'no error', ({ code, message, fix }) => (message && fix ? code : 'no words'));
window.here = here;
window.ready = true;`;

// A host that answers a version this build does not know, one that never answers, and one that fails at once.
const STRANGER = `onmessage = () => postMessage({ v: 99, failure: { code: 'x', message: '' } });`;
const MUTE = `onmessage = () => {};`;
const BROKEN = `throw new Error('broken');`;

describe('an engine in workers', { skip }, () => {
  let site;
  let browser;
  let page;
  before(async () => {
    const pages = { '/': PAGE, '/page.js': SCRIPT, '/stranger.js': STRANGER, '/mute.js': MUTE, '/broken.js': BROKEN };
    [site, browser] = await Promise.all([serveSite({ pages }), launch()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });
  beforeEach(async () => {
    page = await browser.newPage();
    await page.goto(site.url);
    await page.waitForFunction(() => window.ready);
  });
  afterEach(() => page.close());

  test('says what the engine of the page says, one by one and many at once', async () => {
    const answers = await page.evaluate(async () => {
      const texts = ['you are a worthless idiot', '你这个废物', 'see you on Saturday', '', '\ud83d', '👍🏽 傻子'];
      const contexts = texts.map((_, at) => (at % 2 ? { surface: 'dm' } : { relation: 'mutual' }));
      const [local, workers] = await Promise.all([window.here(), window.load()]);
      const expected = local.checkMany(texts, contexts);
      return {
        kinds: [local.kind, workers.kind],
        packs: [local.packs, workers.packs],
        expected,
        many: await workers.checkMany(texts, contexts),
        single: await Promise.all(texts.map((text, at) => workers.check(text, contexts[at]))),
        none: await workers.checkMany([]),
      };
    });
    assert.deepEqual(answers.kinds, ['wasm', 'wasm']);
    assert.deepEqual(answers.packs[1], answers.packs[0]);
    assert.notEqual(answers.expected[0].level, 'none');
    assert.deepEqual(answers.many, answers.expected);
    assert.deepEqual(answers.single, answers.expected);
    assert.deepEqual(answers.none, []);
  });

  test('shares many texts among two workers and keeps their order', async () => {
    const { right, made, waiting } = await page.evaluate(async () => {
      const texts = Array.from({ length: 5000 }, (_, at) => `${'x'.repeat(at % 50)} you idiot ${at}`);
      const [local, engine] = await Promise.all([window.here(), window.load({ workers: 2 })]);
      const verdicts = await engine.checkMany(texts);
      const starts = (all) => JSON.stringify(all.map(({ findings }) => findings.map(({ start }) => start)));
      return {
        right: starts(verdicts) === starts(local.checkMany(texts)),
        made: window.made.length,
        waiting: engine.waiting,
      };
    });
    assert.deepEqual({ right, made, waiting }, { right: true, made: 2, waiting: 0 });
  });

  test('starts no second worker for what one can do, nor where one is wanted', async () => {
    const made = await page.evaluate(async () => {
      const engine = await window.load();
      for (const text of ['a', 'b', 'c']) await engine.check(text);
      const few = window.made.length;
      const one = await window.load({ workers: 1 });
      await one.checkMany(Array.from({ length: 3000 }, () => 'you idiot'));
      return [few, window.made.length];
    });
    assert.deepEqual(made, [1, 2]);
  });

  test('a single check goes before the rest of many', async () => {
    const order = await page.evaluate(async () => {
      const engine = await window.load({ workers: 1 });
      const order = [];
      const many = engine.checkMany(Array.from({ length: 8000 }, () => 'you idiot')).then(() => order.push('many'));
      const single = engine.check('hello').then(() => order.push('single'));
      await Promise.all([many, single]);
      return order;
    });
    assert.deepEqual(order, ['single', 'many']);
  });

  test('refuses more than may wait, and says when there is room', async () => {
    const seen = await page.evaluate(async () => {
      const engine = await window.load({ maxWaiting: 10 });
      const taken = Array.from({ length: 10 }, () => engine.check('you idiot'));
      const refused = await window.codeOf(engine.check('one more'));
      await engine.room();
      const after = await window.codeOf(engine.check('now'));
      await Promise.all(taken);
      return { refused, after, waiting: engine.waiting };
    });
    assert.deepEqual(seen, { refused: 'engine_busy', after: 'no error', waiting: 0 });
  });

  test('bad input is refused with the place of the text', async () => {
    const codes = await page.evaluate(async () => {
      const engine = await window.load();
      const { codeOf } = window;
      const message = await engine.checkMany(['a', 'b', 3]).catch((error) => error.message);
      return [
        message,
        await codeOf(engine.check(3)),
        await codeOf(engine.check('a', { surface: 'letter' })),
        await codeOf(engine.checkMany(['a'], [{}, {}])),
        await codeOf(engine.check('a'.repeat(1_000_001))),
        // What cannot be cloned does not matter: only a context's own fields cross.
        await codeOf(engine.check('a', { surface: 'dm', element: document.body, call: () => 1 })),
        await codeOf(window.load({ workers: 3 })),
        await codeOf(window.load({ packs: [new Uint8Array(9)] })),
        await codeOf(window.load({ wasm: new Uint8Array(9) })),
        await codeOf(window.load({ wasm: new URL('/nowhere.wasm', location.href) })),
      ];
    });
    assert.match(codes.shift(), /text 2 is 3/);
    assert.deepEqual(codes, [
      'bad_text',
      'bad_context',
      'bad_context',
      'text_too_long',
      'no error',
      'bad_option',
      'pack_not_recognised',
      'wasm_unreadable',
      'wasm_missing',
    ]);
  });

  test('a worker that dies is replaced, and only what it held is lost', async () => {
    const seen = await page.evaluate(async () => {
      const { codeOf } = window;
      const engine = await window.load({ workers: 1, patienceMs: 1000 });
      const held = codeOf(engine.check('you idiot'));
      const waits = codeOf(engine.checkMany(['you idiot', 'hello']));
      // Gone without a word, as when the system runs out of memory: only silence tells.
      window.made[0].terminate();
      const lost = await held;
      const next = await engine.check('you idiot');
      return { lost, waits: await waits, level: next.level, made: window.made.length, waiting: engine.waiting };
    });
    assert.equal(seen.lost, 'worker_died');
    assert.equal(seen.waits, 'no error');
    assert.notEqual(seen.level, 'none');
    assert.deepEqual([seen.made, seen.waiting], [2, 0]);
  });

  test('a script that fails, keeps silent or is of another version is an error at load', async () => {
    const codes = await page.evaluate(async () => {
      const { codeOf, load } = window;
      return [
        await codeOf(load({ worker: '/broken.js' })),
        await codeOf(load({ worker: '/nowhere.js' })),
        await codeOf(load({ worker: '/mute.js', patienceMs: 600 })),
        await codeOf(load({ worker: '/stranger.js' })),
        await codeOf(load({ worker: 'https://elsewhere.example/worker-thread.js' })),
        await codeOf(load({ worker: () => null.nothing })),
      ];
    });
    assert.deepEqual(codes, [
      'worker_unavailable',
      'worker_unavailable',
      'worker_unavailable',
      'worker_version',
      'worker_unavailable',
      'worker_unavailable',
    ]);
  });

  test("the person's words count in every worker, and in one that takes another's place", async () => {
    const seen = await page.evaluate(async () => {
      const word = { phrase: 'broccoli', match: 'word', surfaces: [], action: 'fold' };
      const engine = await window.load({ workers: 2, patienceMs: 1000 });
      const texts = Array.from({ length: 2000 }, () => 'I like broccoli');
      await engine.checkMany(texts);
      const workers = window.made.length;
      const report = await engine.setPersonal({ words: [word, { ...word, phrase: '' }], dismissed: [] });
      const rules = new Set();
      for (const { findings } of await engine.checkMany(texts)) rules.add(findings.map(({ rule }) => rule).join());
      for (const worker of window.made) worker.terminate();
      await Promise.allSettled([engine.check('x'), engine.check('y')]);
      const [again] = (await engine.check('I like broccoli')).findings;
      const bad = await window.codeOf(engine.setPersonal({ words: 7 }));
      const hidden = [await engine.stillSays(['idiot'], 'you 1d1ot'), await engine.stillSays(['idiot'], 'you friend')];
      return { hidden, workers, report, rules: [...rules], again: again?.rule, bad };
    });
    assert.deepEqual(seen, {
      workers: 2,
      report: { ignored: [{ list: 'words', index: 1, reason: 'empty' }] },
      rules: ['user.fold'],
      again: 'user.fold',
      bad: 'bad_personal',
      hidden: [true, false],
    });
  });

  test('a host may make the worker, as a classic script too', async () => {
    const level = await page.evaluate(async () => {
      const engine = await window.load({ worker: () => new Worker('/liangyan/worker-thread.js') });
      return (await engine.check('you idiot')).level;
    });
    assert.notEqual(level, 'none');
  });

  test('free ends it: what waits and what comes is refused', async () => {
    const codes = await page.evaluate(async () => {
      const { codeOf } = window;
      const engine = await window.load();
      const waits = codeOf(engine.checkMany(['a', 'b']));
      await engine.free();
      await engine.free();
      await engine.room();
      return [await waits, await codeOf(engine.check('a')), engine.waiting];
    });
    assert.deepEqual(codes, ['engine_freed', 'engine_freed', 0]);
  });

  test('without WebAssembly it is plain JavaScript, with the same verdicts', async () => {
    const seen = await page.evaluate(async () => {
      const expected = (await window.here()).check('you are a worthless idiot');
      delete globalThis.WebAssembly;
      const engine = await window.load({ workers: 1 });
      const verdict = await engine.check('you are a worthless idiot');
      return { kind: engine.kind, same: JSON.stringify(verdict) === JSON.stringify(expected) };
    });
    assert.deepEqual(seen, { kind: 'js', same: true });
  });
});
