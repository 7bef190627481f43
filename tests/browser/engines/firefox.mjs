// Firefox, through puppeteer and WebDriver BiDi.

import puppeteer from 'puppeteer-core';
import { begin, commit } from './composition.mjs';
import { LibraryTab } from './library-tab.mjs';
import { DEFAULTS, Page } from './page.mjs';
import { onPath } from './programs.mjs';

const NAMES = ['firefox-esr', 'firefox'];
const executablePath = process.env.FIREFOX ?? onPath(...NAMES);

const PREFERENCES = {
  // Nothing of Firefox's own goes out while a test counts requests.
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};

/** The system's wishes, which BiDi cannot set a page at a time. */
const system = ({ lang, theme, motion, forcedColors }) => ({
  'intl.accept_languages': lang,
  'ui.prefersReducedMotion': motion === 'reduce' ? 1 : 0,
  'layout.css.prefers-color-scheme.content-override': theme === 'dark' ? 0 : 1,
  // 2: the reader's colours, always.
  'browser.display.document_color_use': forcedColors ? 2 : 1,
});

class Tab extends LibraryTab {
  point(x, y, count) {
    return this.raw.mouse.click(x, y, { count });
  }
  insert(text) {
    return this.raw.evaluate((words) => document.execCommand('insertText', false, words), text);
  }
  async compose(steps) {
    await this.raw.evaluate(begin, steps);
    return (chosen, by = ' ') => this.raw.evaluate(commit, 'firefox', chosen, by);
  }
  size(width, height) {
    return this.raw.setViewport({ width, height });
  }
}

export const firefox = {
  name: 'firefox',
  skip: executablePath ? false : `no Firefox on PATH (looked for ${NAMES.join(', ')})`,
  atStart: ['lang', 'theme', 'motion', 'forcedColors'],
  async launch(start = {}) {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath,
      extraPrefsFirefox: { ...PREFERENCES, ...system({ ...DEFAULTS, ...start }) },
    });
    return {
      raw: browser,
      async open(url, options = {}) {
        const { width, height, sharing } = { ...DEFAULTS, ...start, ...options };
        const context = sharing?.raw.browserContext() ?? (await browser.createBrowserContext());
        const raw = await context.newPage();
        await raw.setViewport({ width, height });
        const page = new Page(new Tab(context, raw));
        await page.goto(url);
        return page;
      },
      close: () => browser.close(),
    };
  },
};
