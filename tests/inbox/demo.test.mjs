// The messages side of the demo in three engines: a pile-on, the shield by one key, what was kept back; and the live stream.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { describeEngines } from '../browser/engines/index.mjs';
import { serveDemo } from '../browser/sites.mjs';

let site;
before(async () => {
  site = await serveDemo();
});
after(() => site?.close());

const chip = (n) => `.try-panel .try-chips:nth-of-type(1) .chip:nth-child(${n})`;

/** Lets the first of the page's elements that match be pressed, wherever it has been scrolled to. */
const press = (page, selector) => page.evaluate((one) => document.querySelector(one).click(), selector);
const settings = (page) => page.evaluate(() => JSON.parse(localStorage.getItem('liangyan.demo.platform') ?? '{}'));

describeEngines('the messages of the demo', ({ browser, engine, test }) => {
  test('a pile-on is told, one key closes the doors, nothing is lost, and everything comes back', async () => {
    const page = await browser().open(`${site.url}#/messages`, { lang: 'en' });
    await page.waitFor(() => document.querySelector('.shield-raise'));
    await page.evaluate((one) => document.querySelector(one).click(), chip(4));
    await page.waitFor(() => document.querySelector('.surge .chart-bar'));
    await page.press('Alt+Shift+s');
    await page.waitFor(() => document.querySelector('.shield-card[data-on="true"]'));
    await page.waitFor(
      () => JSON.parse(localStorage.getItem('liangyan.demo.platform') ?? '{}').mentions?.who === 'following',
    );
    await page.waitFor(() => document.querySelector('.shield-held a'));
    await page.reload();
    await page.waitFor(() => document.querySelector('.shield-card[data-on="true"] .shield-left')?.textContent);
    await page.evaluate(() => {
      location.hash = '#/held';
    });
    await page.waitFor(() => document.querySelector('.held-item'));
    assert.equal(
      await page.evaluate(() => getComputedStyle(document.querySelector('.held-text')).display),
      'none',
      'nothing of it is shown before it is asked for',
    );
    const before = await page.count('.held-item');
    await press(page, '.held-item .held-acts .chip');
    await page.waitFor((many) => document.querySelectorAll('.held-item').length === many - 1, before);
    await page.evaluate(() => {
      location.hash = '#/messages';
    });
    await page.waitFor(() => document.querySelector('.shield-acts'));
    await press(page, '.shield-acts .chip:last-child');
    await page.waitFor(() => JSON.parse(localStorage.getItem('liangyan.demo.platform')).mentions.who === 'everyone');
    const open = await settings(page);
    assert.deepEqual(
      Object.values(open).map(({ who }) => who),
      Array(4).fill('everyone'),
    );
    await page.close();
  });

  if (engine.name !== 'chromium') return;

  test('days pass: it says so before the end, asks when the clock was set, and ends', async () => {
    const page = await browser().open(`${site.url}#/messages`, { lang: 'zh-CN' });
    await page.waitFor(() => document.querySelector('.shield-raise'));
    await press(page, '.shield-raise');
    await page.waitFor(() => document.querySelector('.shield-card[data-on="true"]'));
    // Nobody presses faster than the page draws.
    const time = async (n) => {
      await press(page, `.try-time ~ .try-chips .chip:nth-child(${n})`);
      await page.evaluate(() => new Promise((drawn) => setTimeout(drawn, 60)));
    };
    for (let days = 0; days < 6; days += 1) await time(2);
    for (let hours = 0; hours < 13; hours += 1) await time(1);
    await page.waitFor(() => document.querySelector('.notice')?.textContent.includes('防护罩将在'));
    await press(page, '.notice .chip');
    await page.waitFor(() => !document.querySelector('.notice'));
    for (let days = 0; days < 9; days += 1) await time(4);
    await page.waitFor(() => document.querySelector('.notice')?.textContent.includes('要结束吗'));
    assert.ok(await page.exists('.shield-card[data-on="true"]'), 'it stays on until it is answered');
    await press(page, '.notice .chip:last-child');
    await page.waitFor(() => document.querySelector('.shield-card[data-on="false"]'));
    await page.waitFor(() => document.querySelector('.notice')?.textContent.includes('设置已恢复原样'));
    await page.close();
  });

  test('a menu on every message: put away, evidence, draft, block', async () => {
    const page = await browser().open(`${site.url}#/messages/noor`, { lang: 'en' });
    const bubbles = await page.waitFor(() => document.querySelectorAll('.theirs .bubble').length);
    await press(page, '.theirs .menu-button');
    assert.deepEqual(
      await page.evaluate(() =>
        [...document.querySelectorAll('[role=menuitem]')].map(({ textContent }) => textContent),
      ),
      ['Put away', 'Keep as evidence', 'Draft a report', 'Block Noor'],
    );
    await press(page, '[role=menuitem]');
    await page.waitFor((many) => document.querySelectorAll('.theirs .bubble').length === many - 1, bubbles);
    await press(page, '.toast-action');
    await page.waitFor((many) => document.querySelectorAll('.theirs .bubble').length === many, bubbles);
    await page.close();
  });

  test('the page’s adapter conforms, words are previewed, a guardian locks', async () => {
    const page = await browser().open(`${site.url}#/protection`, { lang: 'en' });
    await page.waitFor(() => document.querySelector('.policy-card .segments'));
    await press(page, '.protection > section:last-child .chip');
    await page.waitFor(() => document.querySelector('.conformance[data-passed="true"]'));
    await page.click('.words-form input[type=text]');
    await page.type('oranges');
    await page.waitFor(() => /none of the last \d+/.test(document.querySelector('.words-form + p').textContent));
    await page.press('Enter');
    await page.waitFor(() => document.querySelector('.words-list b')?.textContent === 'oranges');
    await page.evaluate(() => document.querySelector('.code-form input').focus());
    await page.type('a long code');
    await page.press('Enter');
    await page.waitFor(() => document.querySelector('.policy-card').textContent.includes('Locked by a trusted adult'));
    await page.gone('.policy-card select');
    await page.close();
  });

  test('50,000 live comments a minute: no more long frames than without', { timeout: 180_000 }, async () => {
    const page = await browser().open(`${site.url}#/live`, { lang: 'en' });
    await page.waitFor(() => document.querySelector('.live-start .primary'));
    await page.pause(1500);
    const seen = [];
    // A shared machine stalls by itself now and then: of three runs one has to be as smooth as the stream beside it.
    for (let run = 0; run < 3; run += 1) {
      await press(page, '.live-start .primary');
      const figures = await page.raw
        .waitForFunction(
          () => {
            const done =
              document.querySelector('.live-answer').dataset.done &&
              !document.querySelector('.live-start .primary').disabled;
            const values = (card) => [...card.querySelectorAll('dd')].map((cell) => Number(cell.dataset.value));
            return done && [...document.querySelectorAll('.live-card')].map(values);
          },
          undefined,
          { timeout: 60_000 },
        )
        .then((handle) => handle.jsonValue());
      const [[, , without], [comments, held, filtered, rate]] = figures;
      seen.push({ comments, held, without, filtered, rate });
      assert.ok(comments > 8000, `${comments} comments in ten seconds`);
      assert.ok(held > comments / 10, `${held} of ${comments} kept back`);
      if (filtered <= without) break;
    }
    console.log(`live comments: ${JSON.stringify(seen)}`);
    const { without, filtered } = seen.at(-1);
    assert.ok(filtered <= without, JSON.stringify(seen));
    await page.close();
  });
});
