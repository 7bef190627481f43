// The inbox on a real IndexedDB, in three engines: reload, second tab, and every way a store can fail under a page.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { describeEngines } from '../browser/engines/index.mjs';
import { serveInbox } from '../browser/sites.mjs';

let site;
before(async () => {
  site = await serveInbox();
});
after(() => site?.close());

const start = (page, ...args) =>
  page.evaluate((name, options) => window.kit.open(name, options), ...(args.length > 0 ? args : ['notes']));
const receive = (page, id, more) => page.evaluate((one, rest) => window.kit.receive(one, rest), id, more);
const held = (page, query) => page.evaluate((given) => window.kit.held(given), query);
const ready = (page) => page.waitFor(() => window.kit !== undefined);

async function fresh(browser, options) {
  const page = await browser.open(site.url, options);
  await ready(page);
  return page;
}

/** The same page, loaded again. */
async function again(page) {
  await page.reload();
  await ready(page);
  await start(page);
}

describeEngines('the inbox on IndexedDB', ({ browser, engine, test }) => {
  test('what is held and the shield are there after a reload', async () => {
    const page = await fresh(browser());
    await start(page);
    assert.equal(await receive(page, 'a'), 'hold');
    assert.equal(await receive(page, 'b', { surface: 'comment', links: 0 }), 'show');
    await page.evaluate(() => window.inbox.shield.on({ duration: '3d' }));
    await again(page);
    assert.deepEqual(await held(page), ['a']);
    assert.equal(await page.evaluate(() => window.inbox.shield.status.duration), '3d');
    assert.equal(await receive(page, 'a'), 'hold', 'the same message again is not shown');
    assert.equal(await receive(page, 'b', { surface: 'comment', links: 0 }), 'show', 'what was shown stays so');
    await page.evaluate(() => window.inbox.held.restore('a'));
    await again(page);
    assert.deepEqual([await held(page), await held(page, { state: 'restored' })], [[], ['a']]);
    await page.close();
  });

  test('pages, search and senders', async () => {
    const page = await fresh(browser());
    await start(page);
    await page.evaluate(async () => {
      const messages = Array.from({ length: 120 }, (_, n) =>
        window.kit.message(`m${n}`, {
          text: n % 10 === 0 ? `Ｑuínce ${n}` : `look ${n}`,
          sender: { id: `s${n % 4}`, relation: 'stranger' },
        }),
      );
      await window.inbox.receiveMany(messages);
    });
    const seen = await page.evaluate(async () => {
      const pages = [];
      for (let after; ; ) {
        const { items, next } = await window.inbox.held.list({ limit: 50, ...(after && { after }) });
        pages.push(items.map(({ id }) => id));
        if (!next) return pages;
        after = next;
      }
    });
    assert.deepEqual(
      seen.map((ids) => ids.length),
      [50, 50, 20],
    );
    assert.equal(new Set(seen.flat()).size, 120, 'each once');
    assert.equal((await held(page, { search: 'quince' })).length, 12);
    assert.equal((await held(page, { sender: 's1' })).length, 30);
    assert.equal(await page.evaluate(() => window.inbox.held.count()), 120);
    await page.close();
  });

  test('two tabs: one state, each message once, and the one hears of the other', async () => {
    const left = await fresh(browser());
    const right = await fresh(browser(), { sharing: left });
    await start(left);
    await start(right);
    await left.evaluate(() => window.inbox.shield.on({ duration: '24h' }));
    await right.waitFor(() => window.inbox.shield.status?.duration === '24h');
    const both = [left, right].map((page) =>
      page.evaluate(async () => {
        const actions = [];
        for (let n = 0; n < 20; n += 1) actions.push(await window.kit.receive(`x${n}`));
        return actions;
      }),
    );
    const [one, two] = await Promise.all(both);
    assert.deepEqual([one, two], [Array(20).fill('hold'), Array(20).fill('hold')]);
    assert.equal((await held(right)).length, 20);
    await left.evaluate(() => window.inbox.tick());
    assert.equal(await left.evaluate(() => window.inbox.guardian.counts()[0].held), 20, 'counted once');
    assert.equal(await left.evaluate(() => window.inbox.shield.status.held), 20);
    await right.evaluate(() => window.inbox.people.block('someone'));
    await left.waitFor(() => window.inbox.people.isBlocked('someone'));
    assert.deepEqual(await left.evaluate(() => window.kit.faults), []);
    await right.close();
    await left.close();
  });

  test('a database deleted under the page is told of, and what the page knew is written again', async () => {
    const page = await fresh(browser());
    await start(page);
    await receive(page, 'a');
    await page.evaluate(() => window.inbox.shield.on());
    await page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const request = indexedDB.deleteDatabase('notes');
          request.onsuccess = () => resolve(true);
          request.onerror = () => reject(request.error);
        }),
    );
    assert.equal(await receive(page, 'b'), 'hold');
    assert.deepEqual(await page.evaluate(() => window.kit.faults), ['store_lost']);
    await again(page);
    assert.deepEqual((await held(page)).sort(), ['a', 'b']);
    assert.notEqual(await page.evaluate(() => window.inbox.shield.status), null);
    await page.close();
  });

  test('a newer page in a second tab upgrades the store, and this one goes on with it', async () => {
    const page = await fresh(browser());
    await start(page);
    await receive(page, 'a');
    const newer = await fresh(browser(), { sharing: page });
    await newer.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const request = indexedDB.open('notes', 7);
          request.onupgradeneeded = () => request.result.createObjectStore('more');
          request.onsuccess = () => resolve(request.result.close());
          request.onerror = () => reject(request.error);
        }),
    );
    assert.equal(await receive(page, 'b'), 'hold');
    assert.deepEqual(await page.evaluate(() => window.kit.faults), []);
    await again(page);
    assert.deepEqual((await held(page)).sort(), ['a', 'b']);
    await newer.close();
    await page.close();
  });

  test('one that changed the store beyond recognition is not written over; memory goes on', async () => {
    const page = await fresh(browser());
    await start(page);
    await receive(page, 'a');
    await page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const request = indexedDB.open('notes', 8);
          request.onupgradeneeded = () => request.result.deleteObjectStore('held');
          request.onsuccess = () => resolve(request.result.close());
          request.onerror = () => reject(request.error);
        }),
    );
    assert.equal(await receive(page, 'b'), 'hold');
    assert.deepEqual(await page.evaluate(() => window.kit.faults), ['store_version']);
    assert.deepEqual(await held(page), ['b'], 'what memory has is listed');
    assert.equal(await page.evaluate(() => window.inbox.status().unsaved), 1);
    await page.close();
  });

  test('a store that another tab keeps shut is waited for, and then gets everything', async () => {
    const page = await fresh(browser());
    const rude = await fresh(browser(), { sharing: page });
    await rude.evaluate(
      () =>
        new Promise((resolve, reject) => {
          // An old page that never makes room, and somebody who wants to delete: whoever opens now has to wait.
          const request = indexedDB.open('notes', 1);
          request.onsuccess = () => {
            window.rude = request.result;
            indexedDB.deleteDatabase('notes').onblocked = () => resolve(true);
          };
          request.onerror = () => reject(request.error);
        }),
    );
    await start(page);
    assert.deepEqual(await page.evaluate(() => window.kit.faults), ['store_blocked']);
    assert.equal(await receive(page, 'a'), 'hold');
    await rude.evaluate(() => window.rude.close());
    await page.waitFor(() => window.kit.told.includes('well'));
    await again(page);
    assert.deepEqual(await held(page), ['a']);
    await rude.close();
    await page.close();
  });

  test('a browser without IndexedDB', async () => {
    const page = await fresh(browser());
    await page.evaluate(() => {
      Object.defineProperty(window, 'indexedDB', { value: undefined });
    });
    await start(page);
    assert.equal(await receive(page, 'a'), 'hold');
    assert.deepEqual(await held(page), ['a']);
    assert.deepEqual(await page.evaluate(() => window.kit.faults), ['store_unavailable']);
    await page.close();
  });

  if (engine.name !== 'chromium') return;

  test('two tabs of a browser with neither Web Locks nor channels keep one state all the same', async () => {
    const left = await fresh(browser());
    const right = await fresh(browser(), { sharing: left });
    for (const page of [left, right]) {
      await page.evaluate(() => {
        Object.defineProperty(navigator, 'locks', { value: undefined });
        Object.defineProperty(window, 'BroadcastChannel', { value: undefined });
        const settings = { messages: 'open', comments: 'open', forwards: 'open', mentions: 'open' };
        window.calls = [];
        window.adapter = {
          read: async () => settings,
          close: async (channel, audience) => {
            window.calls.push(`close ${channel}`);
            settings[channel] = audience;
          },
          restore: async (channel, value) => {
            window.calls.push(`restore ${channel}`);
            settings[channel] = value;
          },
        };
        return window.kit.open('notes', { adapter: window.adapter });
      });
    }
    await left.evaluate(() => window.inbox.shield.on());
    await left.waitFor(() => window.calls.length === 4);
    assert.deepEqual(await right.evaluate(() => window.kit.receive('a', { links: 0 })), 'hold');
    await right.evaluate(() => window.inbox.shield.off());
    await right.waitFor(() => window.calls.filter((call) => call.startsWith('restore')).length === 4);
    await left.evaluate(() => window.inbox.tick());
    assert.equal(await left.evaluate(() => window.inbox.shield.status), null);
    assert.deepEqual(await left.evaluate(() => window.kit.faults), []);
    await right.close();
    await left.close();
  });

  test('a disk that is full: told, kept in memory, written back when there is room', async () => {
    const page = await fresh(browser());
    const session = await page.raw.context().newCDPSession(page.raw);
    const { origin } = new URL(site.url);
    // Before the first write: Chromium remembers for a while how much room there was.
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 400_000 });
    await start(page);
    await receive(page, 'a');
    const large = { text: 'x'.repeat(900_000) };
    assert.equal(await receive(page, 'b', large), 'hold');
    assert.deepEqual(await page.evaluate(() => window.kit.faults), ['store_full']);
    assert.deepEqual((await held(page)).sort(), ['a', 'b']);
    await session.send('Storage.overrideQuotaForOrigin', { origin });
    await page.waitFor(() => window.kit.told.includes('well'));
    await again(page);
    assert.deepEqual((await held(page)).sort(), ['a', 'b']);
    await page.close();
  });

  test('a tab killed in the middle of its work loses nothing it had answered', async () => {
    const witness = await fresh(browser());
    for (const wait of [0, 25, 80]) {
      const page = await fresh(browser(), { sharing: witness });
      await start(page, `killed-${wait}`);
      const answered = [];
      await page.raw.exposeFunction('answered', (id) => answered.push(id));
      void page
        .evaluate(async () => {
          for (let n = 0; n < 500; n += 1) if ((await window.kit.receive(`k${n}`)) === 'hold') window.answered(`k${n}`);
        })
        .catch(() => {});
      await page.pause(wait);
      const session = await page.raw.context().newCDPSession(page.raw);
      await Promise.race([session.send('Page.crash').catch(() => {}), page.pause(300)]);
      const next = await fresh(browser(), { sharing: witness });
      await start(next, `killed-${wait}`);
      const there = new Set(
        await next.evaluate(async () => {
          const ids = [];
          for (let after; ; ) {
            const { items, next: more } = await window.inbox.held.list({ limit: 500, ...(after && { after }) });
            ids.push(...items.map(({ id }) => id));
            if (!more) return ids;
            after = more;
          }
        }),
      );
      assert.deepEqual(
        answered.filter((id) => !there.has(id)),
        [],
      );
      assert.equal(await receive(next, 'k0'), 'hold');
      await next.close();
      await page.raw.close().catch(() => {});
    }
    await witness.close();
  });

  test('100,000 held items are listed a page at a time', { timeout: 240_000 }, async () => {
    const page = await fresh(browser());
    await start(page);
    const figures = await page.evaluate(async () => {
      const store = window.kit.indexedDbStore('notes');
      const many = 100_000;
      for (let from = 0; from < many; from += 10_000) {
        const { revision } = await store.read();
        const put = Array.from({ length: 10_000 }, (_, at) => {
          const n = from + at;
          const message = window.kit.message(`h${n}`, {
            text: `held message number ${n}`,
            sender: { id: `s${n % 500}`, relation: 'stranger' },
          });
          return {
            id: message.id,
            message,
            action: 'hold',
            reasons: ['links'],
            verdict: null,
            heldAt: 1_700_000_000_000 + n,
            state: 'held',
          };
        });
        if (!(await store.commit({ expected: revision, put }))) throw new Error('another wrote');
      }
      const timed = async (query) => {
        const began = performance.now();
        const result = await window.inbox.held.list(query);
        return { took: Math.round(performance.now() - began), count: result.items.length, next: result.next };
      };
      const pages = [];
      let after;
      for (let at = 0; at < 20; at += 1) {
        const page = await timed({ limit: 50, ...(after && { after }) });
        pages.push(page);
        after = page.next;
      }
      const middle = await timed({ limit: 50, after: { heldAt: 1_700_000_000_000 + 50_000, id: '' } });
      const sender = await timed({ limit: 50, sender: 's7' });
      const search = await timed({ limit: 50, search: 'number 99' });
      const began = performance.now();
      const count = await window.inbox.held.count();
      return { pages, middle, sender, search, count, counted: Math.round(performance.now() - began) };
    });
    const took = figures.pages.map((one) => one.took).sort((a, b) => a - b);
    console.log(
      `100,000 held items: a page of 50 in ${took[10]} ms (median of 20), ${took[19]} ms at most; from the middle ` +
        `${figures.middle.took} ms; one sender ${figures.sender.took} ms; a share of a search ${figures.search.took} ms; ` +
        `counted in ${figures.counted} ms`,
    );
    assert.equal(figures.count, 100_000);
    assert.ok(figures.pages.every(({ count }) => count === 50));
    assert.equal(figures.middle.count, 50);
    assert.equal(figures.sender.count, 50);
    assert.ok(figures.search.count > 0);
    await page.close();
  });
});
