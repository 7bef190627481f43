// Pages of the matrix in a real Chromium: each says what it saw in an attribute of its root element.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openPage } from '../browser/chromium.mjs';
import { serveSite } from '../worker/site.mjs';

/** Opens a page and returns what it saw; anything that a policy refused or a script threw fails the test. */
export async function seen(browser, url) {
  const page = await openPage(browser, url, { lang: 'en' });
  try {
    const said = await page.waitForFunction(() => document.documentElement.dataset.seen, undefined, {
      timeout: 30_000,
    });
    const result = JSON.parse(await said.jsonValue());
    // The one thing a browser asks for that no project has.
    assert.deepEqual(
      page.faults.filter((fault) => !fault.endsWith('/favicon.ico')),
      [],
    );
    return result;
  } catch (error) {
    error.message += `\n${page.faults.join('\n')}`;
    throw error;
  } finally {
    await page.context().close();
  }
}

/** A page with one module script. */
export const pageWith = (script) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Matrix</title>
<script type="module" src="${script}"></script></head><body></body></html>`;

/** What a built folder's page saw under a policy. */
export async function seenIn(browser, folder, { headers, path = '', pages = {} }) {
  const site = await serveSite({ pages, folders: { '/': `${join(folder)}/` }, headers });
  try {
    return await seen(browser, `${site.url}${path}`);
  } finally {
    await site.close();
  }
}
