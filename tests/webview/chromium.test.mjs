// The same page in a Chromium whose host talks to it by a binding, as Android's does; on the other side `connectBridge` of
// the package, as in React Native.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { connectBridge } from 'liangyan/webview';
import { launch, skip } from '../browser/chromium.mjs';
import { serveSite } from '../worker/site.mjs';

const WRITE = fileURLToPath(new URL('../../pkg/dist/write-webview-page.js', import.meta.url));
const CRUEL = 'you are a worthless idiot';

/** How the page finds its host, by kind: what the host's webview leaves in the window, over a binding named `toHost`. */
const KINDS = {
  android: () => {
    const host = new EventTarget();
    host.postMessage = (frame) => window.toHost(frame);
    window.liangyanHost = host;
    window.fromHost = (data) => host.dispatchEvent(new MessageEvent('message', { data }));
  },
  flutter: () => {
    window.liangyanHost = { postMessage: (frame) => window.toHost(frame) };
    window.fromHost = (frame) => window.liangyanReceive(frame);
  },
  reactNative: () => {
    window.ReactNativeWebView = { postMessage: (frame) => window.toHost(frame) };
    window.fromHost = (data) => document.dispatchEvent(new MessageEvent('message', { data }));
  },
};

describe('a bridge in Chromium', { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'liangyan-'));
  let browser;
  let site;
  let stranger;
  let context;
  before(async () => {
    const file = join(folder, 'page.html');
    execFileSync(process.execPath, [WRITE, file]);
    const page = readFileSync(file, 'utf8');
    // No policy, and modules: a page that serves a bridge of its own.
    const own = `<!doctype html><script type="module">
      import { load } from '/liangyan/index.js';
      import { serveBridge } from '/liangyan/webview.js';
      window.refused = [];
      window.slow = [];
      serveBridge({
        engine: await load(),
        maxRequests: 2,
        maxMessage: 200_000,
        handlers: {
          echo: (payload) => payload,
          wait: () => new Promise((resolve) => window.slow.push(resolve)),
          fail: () => { throw new TypeError('the handler is broken'); },
        },
        onRefused: ({ code }) => window.refused.push(code),
      });
    </script>`;
    site = await serveSite({ pages: { '/page.html': page, '/own.html': own } });
    stranger = await serveSite({
      pages: {
        '/': '<!doctype html><title>A stranger</title>',
        '/frame.html': `<iframe src="${site.url}own.html"></iframe>`,
      },
    });
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
    await stranger?.close();
    rmSync(folder, { recursive: true });
  });
  afterEach(() => context?.close());

  /** Opens a page with a host of some kind around it, and gives the host's transport. */
  async function host(kind, path, before = () => {}) {
    context = await browser.newContext();
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Runtime.enable');
    await session.send('Runtime.addBinding', { name: 'toHost' });
    await page.addInitScript(before);
    await page.addInitScript(KINDS[kind]);
    const receivers = new Set();
    const frames = [];
    session.on('Runtime.bindingCalled', ({ payload }) => {
      frames.push(payload);
      for (const receive of receivers) receive(payload);
    });
    await page.goto(site.url + path);
    const transport = {
      send: (frame) => void page.evaluate((data) => window.fromHost(data), frame).catch(() => {}),
      listen: (receive) => {
        receivers.add(receive);
        return () => receivers.delete(receive);
      },
    };
    return { page, transport, frames };
  }

  for (const kind of Object.keys(KINDS)) {
    test(`the written page answers ${kind}`, async () => {
      const { transport } = await host(kind, 'page.html');
      const engine = await connectBridge(transport);
      assert.equal(engine.kind, 'wasm');
      assert.ok(engine.packs.length > 1);
      const verdict = await engine.check(CRUEL, { surface: 'dm' });
      assert.notEqual(verdict.level, 'none');
      const many = await engine.checkMany(['hello', CRUEL], [{}, { surface: 'dm' }]);
      assert.deepEqual(many[1], verdict);
      await assert.rejects(engine.check('a', { surface: 'letter' }), { code: 'bad_context' });
      await assert.rejects(engine.request('no.such', null), { code: 'bridge_type' });
      await engine.free();
      await assert.rejects(engine.check('a'), { code: 'engine_freed' });
    });
  }

  test('without WebAssembly the written page falls back to the JavaScript it carries', async () => {
    const { transport } = await host('android', 'page.html', () => delete globalThis.WebAssembly);
    const engine = await connectBridge(transport);
    assert.equal(engine.kind, 'js');
    assert.notEqual((await engine.check(CRUEL)).level, 'none');
    await engine.free();
  });

  test('large messages go both ways in frames of at most 64 KiB, and any text survives', async () => {
    const { transport, frames } = await host('android', 'page.html');
    const sent = [];
    const engine = await connectBridge({
      ...transport,
      send: (frame) => {
        sent.push(frame);
        transport.send(frame);
      },
    });
    const texts = [
      '\u0000"\\\n',
      '好'.repeat(200_000),
      '👍🏽'.repeat(50_000),
      '\ud83d',
      `${CRUEL} ${'x"'.repeat(100_000)}`,
    ];
    const many = [...texts, ...Array.from({ length: 2000 }, () => CRUEL)];
    const verdicts = await engine.checkMany(many);
    assert.equal(verdicts.length, many.length);
    assert.equal(verdicts[4].findings[0].start < CRUEL.length, true);
    for (const all of [sent, frames]) {
      assert.ok(all.length > 5);
      assert.ok(Math.max(...all.map((frame) => Buffer.byteLength(frame))) <= 65_536);
    }
    await engine.free();
  });

  test('a page of the app has handlers of its own, and they may fail', async () => {
    const { transport } = await host('flutter', 'own.html');
    const engine = await connectBridge(transport);
    const odd = { text: '👍🏽\ud83d', list: [1, null, { deep: true }] };
    assert.deepEqual(await engine.request('echo', odd), odd);
    await assert.rejects(engine.request('fail', null), { code: 'bridge_failed', message: 'the handler is broken' });
    await engine.free();
  });

  test('no more is taken in than there is room for', async () => {
    const { page, transport } = await host('flutter', 'own.html');
    const engine = await connectBridge(transport);
    await assert.rejects(engine.request('echo', 'x'.repeat(300_000)), { code: 'bridge_too_large' });
    const waits = [engine.request('wait', null), engine.request('wait', null)];
    await page.waitForFunction(() => window.slow.length === 2);
    await assert.rejects(engine.request('echo', 1), { code: 'bridge_busy' });
    await page.evaluate(() => {
      for (const resolve of window.slow) resolve('done');
    });
    assert.deepEqual(await Promise.all(waits), ['done', 'done']);
    assert.equal(await engine.request('echo', 1), 1);
    await engine.free();
  });

  test('a page of another origin is not heard, and gets no answer', async () => {
    context = await browser.newContext();
    await context.addInitScript(() => {
      window.sent = [];
      window.ReactNativeWebView = { postMessage: (frame) => window.sent.push(JSON.parse(frame).type) };
    });
    const opener = await context.newPage();
    await opener.goto(stranger.url);
    const opened = context.waitForEvent('page');
    await opener.evaluate((url) => {
      window.target = window.open(url);
    }, `${site.url}own.html`);
    const target = await opened;
    await target.waitForFunction(() => window.sent.includes('ready'));
    await opener.evaluate(() => {
      window.target.postMessage(JSON.stringify({ v: 1, id: 'x', type: 'check', payload: { text: 'a' } }), '*');
    });
    await target.waitForFunction(() => window.refused.length > 0);
    assert.deepEqual(await target.evaluate(() => [window.refused, window.sent]), [['bridge_origin'], ['ready']]);
  });

  test('a page in a frame of another page serves nothing', async () => {
    context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript(KINDS.reactNative);
    const thrown = page.waitForEvent('pageerror');
    await page.goto(`${stranger.url}frame.html`);
    assert.match((await thrown).message, /frame of another page/);
  });

  test('where there is no app around the page, and where the page is silent, it says so', async () => {
    context = await browser.newContext();
    const page = await context.newPage();
    const thrown = page.waitForEvent('pageerror');
    await page.goto(`${site.url}page.html`);
    assert.match((await thrown).message, /no app around this page/);
    const silent = { send: () => {}, listen: () => () => {} };
    await assert.rejects(connectBridge(silent, { patienceMs: 50 }), { code: 'bridge_silent' });
    const future = JSON.stringify({ v: 9, id: '1', type: 'result', payload: {} });
    const refused = [];
    const listeners = [];
    const newer = {
      send: () => setTimeout(() => listeners[0](future)),
      listen: (receive) => {
        listeners.push(receive);
        return () => {};
      },
    };
    const options = { patienceMs: 200, onRefused: ({ code }) => refused.push(code) };
    await assert.rejects(connectBridge(newer, options), { code: 'bridge_silent' });
    assert.ok(refused.includes('bridge_version'));
  });
});
