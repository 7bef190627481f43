// With `liangyan/inline` a page needs no connection: it runs where the policy forbids every one.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { describeEngines } from './engines/index.mjs';
import { serveInline } from './sites.mjs';

const CRUEL = 'You are a worthless idiot';

let site;
before(async () => {
  site = await serveInline();
});
after(() => site.close());

describeEngines("a page that may connect to nothing (connect-src 'none')", ({ browser, test }) => {
  test('marks, asks and posts, and asks the network for nothing after load', async () => {
    const policy = (await fetch(`${site.url}inline.html`)).headers.get('content-security-policy');
    assert.match(policy, /connect-src 'none'/);
    const page = await browser().open(`${site.url}inline.html`);
    assert.equal(await page.waitFor(() => window.inline?.ready), 'wasm');
    const before = await page.requests();
    assert.ok(
      before.every((url) => !/\.(wasm|lypack)/.test(url)),
      'nothing of the engine was fetched',
    );
    await page.click('#textarea');
    await page.type(CRUEL);
    await page.exists('#textarea ~ liangyan-notes >>> .row');
    await page.click('#send');
    await page.click('liangyan-dialog >>> [part~="post"]');
    await page.waitFor((text) => window.inline.posted.includes(text), CRUEL);
    await page.pause(700);
    assert.deepEqual(await page.requests(), before);
    await page.close();
  });
});
