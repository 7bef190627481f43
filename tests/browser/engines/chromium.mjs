// Chromium, through Playwright.

import { chromium as playwright } from 'playwright-core';
import { LibraryTab } from './library-tab.mjs';
import { DEFAULTS, Page } from './page.mjs';
import { onPath } from './programs.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
export const executablePath = process.env.CHROMIUM ?? onPath(...NAMES);

export const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

/** Why Chromium cannot run here, or false. */
const skip = executablePath ? false : `no Chromium on PATH (looked for ${NAMES.join(', ')})`;

/** Playwright's own browser, for tests that want all of it. */
export const launchRaw = () => playwright.launch({ executablePath, args: ARGUMENTS });

class Tab extends LibraryTab {
  point(x, y, clickCount) {
    return this.raw.mouse.click(x, y, { clickCount });
  }
  insert(text) {
    return this.raw.keyboard.insertText(text);
  }
  async compose(steps) {
    const session = await this.context.newCDPSession(this.raw);
    for (const text of steps) {
      await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    }
    return async (chosen) => {
      await session.send('Input.insertText', { text: chosen });
      await session.detach();
    };
  }
  size(width, height) {
    return this.raw.setViewportSize({ width, height });
  }
}

export const chromium = {
  name: 'chromium',
  skip,
  atStart: [],
  async launch(start = {}) {
    const browser = await launchRaw();
    return {
      raw: browser,
      async open(url, options = {}) {
        const { lang, width, height, theme, motion, forcedColors, sharing } = { ...DEFAULTS, ...start, ...options };
        const context =
          sharing?.raw.context() ??
          (await browser.newContext({
            viewport: { width, height },
            locale: lang,
            colorScheme: theme,
            reducedMotion: motion,
            forcedColors: forcedColors ? 'active' : 'none',
          }));
        const page = new Page(new Tab(context, await context.newPage()));
        await page.goto(url);
        return page;
      },
      close: () => browser.close(),
    };
  },
};
