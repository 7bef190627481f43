// Chromium as Playwright has it, for the tests that run in no other engine. What runs in all three uses engines/index.mjs.

import { chromium, launchRaw } from './engines/chromium.mjs';

/** Why the browser tests cannot run here, or false. For node:test's `skip`. */
export const { skip } = chromium;

export const launch = launchRaw;

/** Sizes of the two screens everything is looked at on, CSS pixels. */
export const SCREENS = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 860 } };

/**
 * A fresh page that remembers what must not happen: script errors, policy violations, and requests to anywhere but its
 * own origin. `page.faults` is to be empty at the end of a test.
 */
export async function openPage(
  browser,
  url,
  { lang = 'zh-CN', screen = 'desktop', theme = 'light', motion = 'reduce' } = {},
) {
  const context = await browser.newContext({
    viewport: SCREENS[screen],
    locale: lang,
    colorScheme: theme,
    reducedMotion: motion,
    hasTouch: screen === 'phone',
    isMobile: screen === 'phone',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.faults = [];
  page.requests = [];
  const origin = new URL(url).origin;
  page.on('pageerror', (error) => page.faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // Chromium reports every violation of the page's policy here, Trusted Types included.
    if (message.type() === 'error') page.faults.push(`console: ${message.text()} ${message.location().url}`);
  });
  page.on('request', (request) => {
    page.requests.push(request.url());
    if (!request.url().startsWith(origin) && !request.url().startsWith('data:'))
      page.faults.push(`request: ${request.url()}`);
  });
  await page.goto(url);
  return page;
}

/** Types through an input method: `steps` are what stands in the field while composing, the last argument what is chosen. */
export async function compose(page, steps, chosen) {
  const session = await page.context().newCDPSession(page);
  for (const text of steps) {
    await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  }
  return async () => {
    await session.send('Input.insertText', { text: chosen });
    await session.detach();
  };
}
