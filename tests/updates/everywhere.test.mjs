// Updates on pages of three engines: fetched by the page, checked by the browser or by the library, taken by the engine of the
// page and by the one in workers, kept over a reload the way pkg/docs/pack-updates.md shows.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { describeEngines } from '../browser/engines/index.mjs';
import { DIST, serveSite } from '../worker/site.mjs';
import { pack, publisher } from './publisher.mjs';

const GUIDE = new URL('../../pkg/docs/pack-updates.md', import.meta.url);
const CRUEL = 'you are a worthless idiot';
const EXPIRES = Math.floor(Date.now() / 1000) + 3600;

/** The code of the guide, as it stands there. */
const sample = /```js\n(\/\/ updates\.js[\s\S]*?)```/.exec(readFileSync(GUIDE, 'utf8'))[1];

const PAGE =
  '<!doctype html><meta charset="utf-8"><title>updates</title><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>';
const SCRIPT = `
import { load } from '/liangyan/index.js';
import { load as loadWorker } from '/liangyan/worker.js';
import { load as loadJs } from '/liangyan/js.js';
import { putBack, update } from '/updates.js';
const read = async (name) => new Uint8Array(await (await fetch('/files/' + name)).arrayBuffer());
const text = async (name) => (await fetch('/files/' + name)).text();
const loads = { here: load, worker: loadWorker, js: loadJs };
window.start = async (kind, packs = ['zh']) => { window.engine = await loads[kind]({ packs }); return window.engine.packs; };
window.offer = async (name, signature, now) => {
  const [pack, signed, publicKey] = await Promise.all([read(name), text(signature), text('key.pub')]);
  try {
    return (await window.engine.updatePack(pack, signed, { publicKey, now })).pack;
  } catch (error) {
    return error.message && error.fix ? error.code : String(error);
  }
};
window.level = async (words) => (await window.engine.check(words)).level;
window.host = {
  putBack: async () => putBack(window.engine, await text('key.pub')),
  update: async () => update(window.engine, '/files/', await text('key.pub')),
};
window.ready = true;`;

let site;
let folder;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'liangyan-updates-'));
  const [own, other] = [publisher(), publisher()];
  const comment = `timestamp:1\tfile:zh.lypack\texpires:${EXPIRES}`;
  const newer = pack('en', { name: 'zh', version: '2099.1.1' });
  const flipped = newer.slice();
  flipped[999] ^= 4;
  const older = pack('zh', { version: '2020.1.1' });
  const files = {
    'key.pub': own.publicKey,
    'zh.lypack': newer,
    'zh.lypack.minisig': own.sign(newer, comment),
    'flipped.lypack': flipped,
    'en.lypack': pack('en'),
    'en.lypack.minisig': own.sign(pack('en'), comment),
    'other.minisig': other.sign(newer, comment),
    'older.lypack': older,
    'older.minisig': own.sign(older, comment),
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const pages = { '/': PAGE, '/page.js': SCRIPT, '/updates.js': sample };
  site = await serveSite({ pages, folders: { '/liangyan/': DIST, '/files/': `${folder}/` } });
});
after(async () => {
  await site?.close();
  if (folder) rmSync(folder, { recursive: true });
});

describeEngines('updates of packs', ({ browser, test }) => {
  const open = async () => {
    const page = await browser().open(site.url);
    await page.waitFor(() => window.ready);
    return page;
  };

  for (const kind of ['here', 'worker', 'js']) {
    test(`an engine (${kind}) refuses what is not in order, keeps what runs, and takes what is`, async () => {
      const page = await open();
      const before = await page.evaluate((which) => window.start(which), kind);
      const offers = [
        ['flipped.lypack', 'zh.lypack.minisig', null, 'signature_wrong'],
        ['zh.lypack', 'other.minisig', null, 'signature_key'],
        ['zh.lypack', 'zh.lypack.minisig', EXPIRES * 1000, 'pack_expired'],
        ['older.lypack', 'older.minisig', null, 'pack_not_newer'],
        ['older.lypack', 'zh.lypack', null, 'signature_unreadable'],
      ];
      for (const [name, signature, now, code] of offers) {
        const said = await page.evaluate((...args) => window.offer(...args), name, signature, now ?? undefined);
        assert.equal(said, code, name);
        assert.deepEqual(await page.evaluate(() => window.engine.packs), before);
        assert.equal(await page.evaluate((words) => window.level(words), CRUEL), 'none');
      }
      const taken = await page.evaluate(() => window.offer('zh.lypack', 'zh.lypack.minisig'));
      assert.equal(taken, 'zh@2099.1.1');
      assert.deepEqual(await page.evaluate(() => window.engine.packs), ['zh@2099.1.1']);
      assert.notEqual(await page.evaluate((words) => window.level(words), CRUEL), 'none');
      await page.close();
    });
  }

  test('where the page has no cryptography of the browser the library answers', async () => {
    const page = await open();
    await page.evaluate(() => {
      Object.defineProperty(globalThis, 'crypto', { value: {} });
    });
    await page.evaluate(() => window.start('here'));
    assert.equal(await page.evaluate(() => window.offer('flipped.lypack', 'zh.lypack.minisig')), 'signature_wrong');
    assert.equal(await page.evaluate(() => window.offer('zh.lypack', 'zh.lypack.minisig')), 'zh@2099.1.1');
    await page.close();
  });

  test('workers that start later, or in the place of one that died, have the update too', async () => {
    const page = await open();
    await page.evaluate(() => {
      window.made = [];
      const { Worker: Real } = window;
      window.Worker = class extends Real {
        constructor(...args) {
          super(...args);
          window.made.push(this);
        }
      };
    });
    await page.evaluate(() => window.start('worker'));
    assert.equal(await page.evaluate(() => window.offer('zh.lypack', 'zh.lypack.minisig')), 'zh@2099.1.1');
    const seen = await page.evaluate(async (words) => {
      const verdicts = await window.engine.checkMany(Array.from({ length: 3000 }, () => words));
      return [...new Set(verdicts.map(({ level, packs }) => `${level} ${packs}`))];
    }, CRUEL);
    assert.equal(seen.length, 1);
    assert.match(seen[0], /^(?:warn|severe) zh@2099\.1\.1$/);
    await page.close();
  });

  test("the guide's code keeps an update over a reload", async () => {
    const page = await open();
    await page.evaluate(() => window.start('here', ['zh', 'en']));
    assert.deepEqual(await page.evaluate(() => window.host.putBack()), []);
    assert.deepEqual(await page.evaluate(() => window.host.update()), ['zh@2099.1.1']);
    await page.reload();
    await page.waitFor(() => window.ready);
    await page.evaluate(() => window.start('here', ['zh', 'en']));
    assert.deepEqual(await page.evaluate(() => window.host.putBack()), ['zh@2099.1.1']);
    assert.deepEqual(await page.evaluate(() => window.host.update()), [], 'what runs is as new');
    assert.match((await page.evaluate(() => window.engine.packs)).join(), /^zh@2099\.1\.1,en@/);
    await page.close();
  });
});
