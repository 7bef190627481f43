// A raid on a page: strangers without end write much the same into an inbox on IndexedDB, in Chromium, and the page shows
// what is left of it. Memory is looked at after forced collections.

import { launch } from '../browser/chromium.mjs';
import { serveSite } from '../worker/site.mjs';
import { judged, watch } from './memory.mjs';
import { sentences } from './messages.mjs';

const PAGE = `<!doctype html><meta charset="utf-8"><title>raid</title><ul></ul><script type="module" src="/raid.js"></script>`;

/** Runs in the page. What it draws is at most fifty lines, as a feed would. */
const SCRIPT = `
import { load } from '/liangyan/index.js';
import { createInbox, en, indexedDbStore } from '/liangyan/inbox.js';
import { dice } from '/dice.mjs';

const { sentences, seed } = await (await fetch('/sentences.json')).json();
const roll = dice(seed);
const pick = (list) => list[Math.floor(roll() * list.length)];
const inbox = await createInbox({ engine: load(), store: indexedDbStore('raid'), strings: en });
const list = document.querySelector('ul');
const seen = { show: 0, fold: 0, hold: 0, refuse: 0 };
let count = 0;

function message() {
  count += 1;
  const raider = roll() < 0.8;
  return {
    id: 'm' + count,
    threadId: raider ? 'post' : 'thread-' + (count % 50),
    sender: { id: raider ? 'raider-' + count : 'friend-' + (count % 50), name: 'Somebody ' + (count % 500),
              relation: raider ? 'stranger' : 'mutual' },
    surface: pick(raider ? ['comment', 'dm', 'mention'] : ['dm', 'comment']),
    text: raider ? pick(sentences.slice(0, 20)) + (roll() < 0.5 ? ' ' + count : '') : pick(sentences),
    receivedAt: Date.now(),
  };
}

function draw(message, { action, because }) {
  if (action !== 'show' && action !== 'fold') return;
  const line = document.createElement('li');
  line.textContent = message.text;
  if (action === 'fold') line.title = because;
  list.prepend(line);
  if (list.children.length > 50) list.lastChild.remove();
}

/** So many milliseconds of it. */
window.raid = async (ms) => {
  for (const end = performance.now() + ms; performance.now() < end; ) {
    const batch = Array.from({ length: 50 }, message);
    const decided = await inbox.receiveMany(batch);
    decided.forEach((decision, n) => {
      seen[decision.action] += 1;
      draw(batch[n], decision);
    });
    // What people do meanwhile: look, take something out, throw something away, press the key.
    const { items } = await inbox.held.list({ limit: 20 });
    if (items.length > 2) {
      await inbox.held.restore(items[0].id);
      await inbox.held.remove(items[1].id);
    }
    if (count % 5000 === 0) await inbox.shield.on({ duration: '1h' });
    if (count % 5000 === 2500) await inbox.shield.off();
  }
  return { count, seen };
};
`;

/** Raids a page for so many seconds, in which memory is looked at so many times. */
export async function raid({ seconds, samples: wanted, seed = 2026 }) {
  const site = await serveSite({
    pages: {
      '/': PAGE,
      '/raid.js': SCRIPT,
      '/sentences.json': JSON.stringify({ sentences: sentences(), seed }),
    },
    folders: {
      '/liangyan/': new URL('../../pkg/dist/', import.meta.url).pathname,
      '/': new URL('.', import.meta.url).pathname,
    },
  });
  const browser = await launch();
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    const faults = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    await page.addInitScript(watch);
    await page.goto(site.url);
    await page.waitForFunction(() => window.raid);
    const session = await context.newCDPSession(page);
    const samples = [];
    let said;
    for (let n = 0; n < wanted; n += 1) {
      said = await page.evaluate((ms) => window.raid(ms), (seconds * 1000) / wanted);
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize: heap } = await session.send('Runtime.getHeapUsage');
      const { nodes } = await session.send('Memory.getDOMCounters');
      samples.push({ heap, nodes, linear: await page.evaluate(() => linear()) });
    }
    return {
      messages: said.count,
      seconds,
      decided: said.seen,
      faults,
      browser: browser.version(),
      ...judged(samples),
      samples,
    };
  } finally {
    await browser.close();
    await site.close();
  }
}
