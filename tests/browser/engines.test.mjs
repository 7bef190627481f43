// The driver itself: what it says of a page is true in every engine. A driver that hears nothing would pass every test.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before } from 'node:test';
import { describeEngines } from './engines/index.mjs';

const PAGE = `<!doctype html><title>driver</title><link rel="icon" href="data:,">
<textarea id="field"></textarea><div id="host"></div>
<script>
  window.log = [];
  for (const name of ['keydown', 'input', 'compositionend']) {
    document.addEventListener(name, (event) => log.push([name, event.key ?? event.data, event.isTrusted].join()));
  }
  document.querySelector('#host').attachShadow({ mode: 'open' }).append(document.createElement('button'));
  const { shadowRoot } = document.querySelector('#host');
  shadowRoot.firstChild.textContent = 'Inside';
  shadowRoot.firstChild.onclick = (event) => log.push(['click', event.isTrusted].join());
</script>`;

describeEngines('the driver', ({ browser, test }) => {
  let server;
  let url;
  before(async () => {
    server = createServer((_, answer) => {
      answer.setHeader('content-type', 'text/html; charset=utf-8');
      answer.setHeader('content-security-policy', "script-src 'unsafe-inline'; connect-src 'none'");
      answer.end(PAGE);
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${server.address().port}/`;
  });
  after(() => server.close());

  test('keys, pointer, input method, storage and faults are real', async () => {
    const page = await browser().open(url);
    await page.click('#field');
    await page.type('ab');
    await page.press('Shift+ArrowLeft');
    await page.type('你');
    assert.equal(await page.value('#field'), 'a你');
    const commit = await page.compose(['h', 'hao']);
    assert.equal(await page.value('#field'), 'a你hao');
    await commit('好');
    assert.equal(await page.value('#field'), 'a你好');
    await page.click('#host >>> button');
    const log = await page.evaluate(() => window.log);
    for (const line of ['keydown,a,true', 'keydown,Shift,true', 'click,true']) assert.ok(log.includes(line), line);
    assert.ok(log.some((line) => line.startsWith('compositionend')));

    await page.evaluate(() => localStorage.setItem('mine', 'yes'));
    const tab = await browser().open(url, { sharing: page });
    assert.equal(await tab.evaluate(() => localStorage.getItem('mine')), 'yes', 'a second tab shares the storage');
    await tab.close();

    await page.resize(600, 400);
    assert.deepEqual(await page.evaluate(() => [innerWidth, innerHeight]), [600, 400]);
    await page.evaluate(() => {
      setTimeout(() => {
        throw new Error('out of order');
      });
      console.error('said so');
      fetch('https://elsewhere.test/').catch(() => {});
    });
    await page.pause(200);
    const faults = (await page.faults()).join('\n');
    assert.match(faults, /out of order/);
    assert.match(faults, /said so/);
    assert.match(faults, /connect-src|Content.Security.Policy/i);
    await assert.rejects(page.close(), 'a page with faults does not close quietly');

    const other = await browser().open(url);
    assert.equal(await other.evaluate(() => localStorage.getItem('mine')), null, 'the next page starts empty');
    await other.close();
  });
});
