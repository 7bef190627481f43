// `npm run sample:evidence -- OUT.wacz`: opens the demo in a real browser, captures one conversation with the one key, and
// writes the sealed package. The number of the key is printed, to be named when the file is checked.

import { writeFileSync } from 'node:fs';
import { launch, openPage, skip } from '../browser/chromium.mjs';
import { serveDemo } from '../browser/sites.mjs';

const out = process.argv[2];
if (!out) {
  console.error('where to? npm run sample:evidence -- OUT.wacz');
  process.exit(2);
}
if (skip) {
  console.error(`a capture needs a real browser: ${skip}`);
  process.exit(1);
}

const [site, browser] = await Promise.all([serveDemo(), launch()]);
try {
  const page = await openPage(browser, `${site.url}#/messages`, { lang: 'en' });
  await page.locator('a.thread[href^="#/messages/"]').first().click();
  await page.locator('[data-keepable]').last().hover();
  await page.keyboard.press('Alt+Shift+K');
  await page.locator('.toast-action').waitFor();
  await page.goto(`${site.url}#/vault`);
  const key = await page.locator('code.long').first().textContent();
  await page.locator('.kept-open').first().click();
  const saved = page.waitForEvent('download');
  await page.locator('.vault-part .primary').first().click();
  const bytes = await streamed(await (await saved).createReadStream());
  writeFileSync(out, bytes);
  console.log(`${out}: ${bytes.length} bytes, sealed by key ${key}`);
} finally {
  await browser.close();
  await site.close();
}

async function streamed(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
