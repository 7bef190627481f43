// What must not be lost: the page killed in the middle, no room, no secure connection, files that are not what they say.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, skip } from '../browser/chromium.mjs';
import { serve } from './site.mjs';

const STEPS = ['copied', 'pictured', 'sealed', 'keeping', 'kept'];

describe('evidence under faults', { skip }, () => {
  let site;
  let browser;
  before(async () => {
    [site, browser] = await Promise.all([serve(), launch()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  const open = async (context, origin = site.url) => {
    const page = await context.newPage();
    await page.goto(`${origin}/thread.html`);
    await page.waitForFunction(() => window.ready === true);
    return page;
  };

  /** Ends the processes that run pages, as a crash or a phone short of memory does. */
  const killPages = async () => {
    const session = await browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    for (const { type, id } of processInfo) {
      if (type !== 'renderer') continue;
      try {
        process.kill(id, 'SIGKILL');
      } catch {
        // Gone already.
      }
    }
  };

  /** What a fresh page finds: everything kept, and whether chain and packages hold together. */
  const state = (page) =>
    page.evaluate(async () => {
      const { evidence } = window;
      const vault = await evidence.openVault();
      const list = await vault.list();
      const files = [await vault.exportChain()];
      for (const { id } of list) files.push(await vault.export(id));
      const report = await vault.verify(files);
      const problems = report.files.flatMap((file) => file.problems.map(({ code }) => code));
      return { kept: list.length, chain: (await vault.chain()).length, verdict: report.verdict, problems };
    });

  test('killed at every step, and at moments nobody chose: the vault opens, the chain is whole, nothing finished is lost', async () => {
    const context = await browser.newContext();
    let page = await open(context);
    await page.evaluate(async () => {
      const { evidence } = window;
      await (await evidence.openVault()).capture(evidence.request(2));
    });
    let kept = 1;
    for (const step of STEPS) {
      const reached = page.waitForEvent('console', { predicate: (message) => message.text() === `at ${step}` });
      page
        .evaluate(async (stop) => {
          const { evidence } = window;
          const vault = await evidence.openVault();
          await vault.capture({
            ...evidence.request(20),
            onStep: (now) => {
              if (now !== stop) return;
              console.log(`at ${stop}`);
              // Nothing more happens in this page: it is killed standing here.
              const until = performance.now() + 10_000;
              while (performance.now() < until);
            },
          });
        }, step)
        .catch(() => {});
      await reached;
      await killPages();
      await page.close();
      page = await open(context);
      if (step === 'kept') kept += 1;
      assert.deepEqual(await state(page), { kept, chain: kept, verdict: 'intact', problems: [] }, `killed at ${step}`);
    }
    for (const delay of [15, 60, 140]) {
      page
        .evaluate(async () => {
          const { evidence } = window;
          const vault = await evidence.openVault();
          for (;;) await vault.capture(evidence.request(3));
        })
        .catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, delay));
      await killPages();
      await page.close();
      page = await open(context);
      const now = await state(page);
      assert.ok(now.kept >= kept, `${now.kept} kept, ${kept} before`);
      assert.deepEqual([now.chain, now.verdict, now.problems], [now.kept, 'intact', []], `killed after ${delay} ms`);
      kept = now.kept;
    }
    await context.close();
  });

  test('no room left: a typed error that carries the sealed file, and the chain goes on', async () => {
    const context = await browser.newContext();
    const page = await open(context);
    const session = await context.newCDPSession(page);
    const quota = (quotaSize) =>
      session.send('Storage.overrideQuotaForOrigin', { origin: site.url, ...(quotaSize ? { quotaSize } : {}) });
    const capture = (large) =>
      page.evaluate(async (withNoise) => {
        const { evidence } = window;
        const vault = await evidence.openVault();
        // Noise, which no store makes smaller.
        const noise = [1, 2, 3, 4].map(() => crypto.getRandomValues(new Uint32Array(16_000)).join());
        try {
          const note = withNoise ? noise.join() : 'short';
          const { id } = await vault.capture({ ...evidence.request(1), note });
          return { id };
        } catch (error) {
          const report = error.file ? await vault.verify(error.file) : null;
          return { code: error.code, fix: error.fix, name: error.file?.name, verdict: report?.verdict };
        }
      }, large);
    // Before the first write: Chromium remembers for a while how much room there was.
    await quota(400_000);
    const first = await capture(false);
    assert.match(first.id ?? JSON.stringify(first), /^sha256:/);
    const refused = await capture(true);
    assert.equal(refused.code, 'vault_full', JSON.stringify(refused));
    assert.equal(refused.verdict, 'intact');
    assert.match(refused.name, /^notes-\d{4}-\d\d-\d\d-[0-9a-f]{6}\.wacz$/);
    assert.notEqual(refused.fix, '');
    await quota(0);
    assert.match((await capture(false)).id, /^sha256:/);
    const now = await state(page);
    // The refused one has its place in the chain where a few hundred bytes still fitted.
    assert.ok(now.chain === 2 || now.chain === 3, `${now.chain} entries`);
    assert.deepEqual([now.kept, now.verdict, now.problems], [2, 'intact', []]);
    await context.close();
  });

  test('no secure connection: kept all the same, and said to be unsigned', async () => {
    const context = await browser.newContext();
    // The same files under a name that no browser trusts.
    await context.route('http://plain.test/**', async (route) => {
      const { pathname } = new URL(route.request().url());
      await route.fulfill({ response: await route.fetch({ url: site.url + pathname }) });
    });
    const page = await open(context, 'http://plain.test');
    const got = await page.evaluate(async () => {
      const { evidence } = window;
      const vault = await evidence.openVault();
      const item = await vault.capture(evidence.request(1));
      const { bytes } = await vault.export(item.id);
      const code = await vault.setPassphrase('a passphrase').catch((error) => error.code);
      const { warnings } = await vault.storage();
      return {
        secure: isSecureContext,
        keyId: item.keyId,
        own: await vault.keyId(),
        verdict: (await evidence.verify({ name: 'one', bytes })).verdict,
        code,
        warned: warnings.includes('insecure_context'),
        list: (await vault.list()).length,
      };
    });
    assert.deepEqual(got, {
      secure: false,
      keyId: 'unsigned',
      own: null,
      verdict: 'unsigned',
      code: 'needs_secure_context',
      warned: true,
      list: 1,
    });
    await context.close();
  });

  test('files that are not what they say, and calls that ask for too much', async () => {
    const context = await browser.newContext();
    const page = await open(context);
    const got = await page.evaluate(async () => {
      const { evidence } = window;
      const vault = await evidence.openVault();
      const { id } = await vault.capture(evidence.request(1));
      const { bytes } = await vault.export(id);
      const flipped = bytes.slice();
      flipped[Math.floor(bytes.length / 2)] ^= 1;
      const code = async (call) => {
        try {
          await call();
          return 'none';
        } catch (error) {
          return error.fix ? error.code : `no fix: ${error}`;
        }
      };
      const verdict = async (file, options) => (await evidence.verify({ name: 'x', bytes: file }, options)).verdict;
      return {
        notZip: await code(() => evidence.readPackage(new TextEncoder().encode('hello'))),
        truncated: await code(() => evidence.readPackage(bytes.slice(0, bytes.length - 40))),
        flipped: await verdict(flipped),
        other: await verdict(bytes, { keyId: 'ab'.repeat(32) }),
        unreadable: await verdict(new Uint8Array(3)),
        intact: await verdict(bytes),
        nothing: await code(() => vault.capture({})),
        unknown: await code(() => vault.withdraw('sha256:00')),
        refused: await code(() => vault.capture({ message: { author: {}, text: 7 } })),
        again: await code(() => vault.capture(evidence.request(1))),
        damaged: await code(() => evidence.verify(bytes, { wasm: new Uint8Array([1, 2, 3]) })),
        missing: await code(() => evidence.verify(bytes, { wasm: new URL('/nothing.wasm', location.href) })),
      };
    });
    assert.deepEqual(got, {
      notZip: 'not_zip',
      truncated: 'truncated',
      flipped: 'altered',
      other: 'another_key',
      unreadable: 'unreadable',
      intact: 'intact',
      nothing: 'bad_request',
      unknown: 'not_found',
      refused: 'bad_record',
      again: 'none',
      damaged: 'evidence_unreadable',
      missing: 'evidence_missing',
    });
    await context.close();
  });
});
