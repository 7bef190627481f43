// Lockdown Mode takes `WebAssembly` away. Here it is taken away in each engine, before anything else runs, and the package
// must say the same as it does with it.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { load } from 'liangyan';
import { vectors } from '../conformance/cases.mjs';
import { serveSite } from '../worker/site.mjs';
import { describeEngines } from './engines/index.mjs';

const page = (...scripts) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Fallback</title>
<link rel="icon" href="data:,">${scripts.map((script) => `<script ${script}></script>`).join('')}</head><body></body></html>`;

const USE = `
import { load } from '/liangyan/index.js';
import { load as loadInline } from '/liangyan/inline.js';
import { load as loadWorker } from '/liangyan/worker.js';

window.ask = async (how) => {
  // Half a surrogate pair gets through JSON, and not through every driver.
  const cases = await (await fetch('/cases.json')).json();
  const engine = await { here: load, inline: loadInline, worker: loadWorker }[how]();
  try {
    const contexts = cases.map(({ context }) => context ?? {});
    return { kind: engine.kind, verdicts: await engine.checkMany(cases.map(({ text }) => text), contexts) };
  } catch ({ code, message }) {
    return { code, message };
  } finally {
    await engine.free();
  }
};
window.ready = true;`;

const CASES = vectors();

describeEngines('the engine without WebAssembly', ({ browser, test }) => {
  let site;
  let expected;
  before(async () => {
    const module = 'type="module" src="/use.js"';
    const pages = {
      '/with.html': page(module),
      '/without.html': page('src="/lockdown.js"', module),
      '/lockdown.js': 'delete window.WebAssembly;',
      '/use.js': USE,
      '/cases.json': JSON.stringify(CASES),
    };
    site = await serveSite({ pages });
    const engine = await load();
    const contexts = CASES.map(({ context }) => context ?? {});
    expected = engine.checkMany(
      CASES.map(({ text }) => text),
      contexts,
    );
    engine.free();
  });
  after(() => site.close());

  for (const [path, kind, ways] of [
    ['with.html', 'wasm', ['here', 'worker']],
    ['without.html', 'js', ['here', 'inline', 'worker']],
  ]) {
    test(`the verdicts of ${kind} are those of every other place`, async () => {
      const tab = await browser().open(site.url + path);
      await tab.waitFor(() => window.ready);
      assert.equal(await tab.evaluate(() => typeof WebAssembly), kind === 'js' ? 'undefined' : 'object');
      for (const way of ways) {
        const seen = await tab.evaluate((how) => window.ask(how), way);
        assert.equal(seen.kind, kind, JSON.stringify(seen).slice(0, 300));
        // Through JSON, as the driver hands it over.
        assert.deepEqual(seen.verdicts, JSON.parse(JSON.stringify(expected)), `${way} differs`);
      }
      await tab.close();
    });
  }
});
