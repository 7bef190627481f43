// An extension, unpacked, in a Chromium of its own: extensions need a profile.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ARGUMENTS, executablePath } from '../browser/engines/chromium.mjs';

/**
 * Runs an extension and returns what its page saw and what its service worker answered.
 *
 * `scripts` is the policy's `script-src`; `entry` the module of the package that the service worker uses.
 */
export async function runExtension({ source, dist, into, scripts, entry }) {
  cpSync(source, into, { recursive: true });
  cpSync(dist, join(into, 'liangyan'), { recursive: true });
  rewrite(join(into, 'manifest.json'), "'self' 'wasm-unsafe-eval'", scripts);
  rewrite(join(into, 'background.js'), './liangyan/index.js', entry);
  const profile = mkdtempSync(join(tmpdir(), 'liangyan-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [...ARGUMENTS, `--disable-extensions-except=${into}`, `--load-extension=${into}`],
    ignoreDefaultArgs: ['--disable-extensions'],
  });
  try {
    const background = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
    const page = await context.newPage();
    await page.goto(new URL('/page.html', background.url()).href);
    const said = await page.waitForFunction(() => document.documentElement.dataset.seen);
    const service = await page.evaluate(() => chrome.runtime.sendMessage('you are a worthless idiot'));
    return { page: JSON.parse(await said.jsonValue()), service };
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

function rewrite(file, from, to) {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not say ${from}`);
  writeFileSync(file, text.replace(from, to));
}
