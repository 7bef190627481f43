// Every main page in every language, size and theme: pictures for people in artifacts/screens, and what a program can
// see of a layout: nothing wider than the screen, no text cut off, no accessibility fault that axe knows.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch, openPage, skip } from './chromium.mjs';
import { serveDemo } from './sites.mjs';

const folder = fileURLToPath(new URL('../../artifacts/screens/', import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const CRUEL = { 'zh-CN': '你真是个废物', 'zh-TW': '你真是個廢物', en: 'You are a worthless idiot' };
const THREAD = { 'zh-CN': 'ahe', 'zh-TW': 'ahe', en: 'noor' };

/** Where axe looks as well. */
const AXE = new Set(['zh-CN phone light', 'zh-TW phone dark', 'en desktop light', 'en desktop dark']);

/** Name -> address, and what to do there before the picture is taken. */
const VIEWS = {
  home: { at: '#/' },
  post: { at: '#/post/class' },
  messages: { at: '#/messages' },
  thread: { at: (lang) => `#/messages/${THREAD[lang]}` },
  shielded: {
    at: '#/messages',
    act: async (page) => {
      await page.locator('.shield-raise').click();
      await page.locator('.shield-card[data-on="true"]').waitFor();
    },
  },
  held: { at: '#/held' },
  protection: { at: '#/protection', act: (page) => page.locator('.policy-card .segments').waitFor() },
  live: { at: '#/live' },
  how: { at: '#/how' },
  settings: { at: '#/settings' },
  write: {
    at: '#/write',
    act: async (page, lang) => {
      await page.locator('.prose').waitFor();
      await page.keyboard.type(`${lang === 'en' ? 'Good morning' : '早安'}`);
      await page.keyboard.press('Enter');
      await page.keyboard.insertText(CRUEL[lang]);
      await page.locator('liangyan-notes .row').first().waitFor();
    },
  },
  marked: { at: '#/', act: write },
  asked: { at: '#/', act: ask },
  why: {
    at: '#/',
    act: async (page, lang) => {
      await ask(page, lang);
      await page.locator('[part="why"]').click();
    },
  },
  number: {
    at: '#/',
    act: async (page) => {
      await page.locator('.samples .chip').last().click();
      await page.locator('liangyan-notes .row').waitFor();
      await page.locator('.compose .primary').click();
      await page.getByRole('alertdialog').waitFor();
    },
  },
  support: {
    at: '#/',
    act: async (page, lang) => {
      await page.locator('.compose textarea').click();
      await page.keyboard.insertText(lang === 'en' ? 'I want to kill myself' : '我真的不想活了');
      await page.locator('liangyan-notes .support').waitFor();
    },
  },
  read: {
    at: '#/how',
    act: async (page) => {
      await page.locator('.sample').first().click();
      await page.locator('.verdict .level').waitFor();
    },
  },
};

async function write(page, lang) {
  await page.locator('.compose textarea').click();
  await page.keyboard.insertText(CRUEL[lang]);
  await page.locator('liangyan-notes .row').first().waitFor();
}

async function ask(page, lang) {
  await write(page, lang);
  await page.locator('.compose .primary').click();
  await page.getByRole('alertdialog').waitFor();
}

/** Elements whose text does not fit into them and is cut off, without an ellipsis that says so. */
function cutOff() {
  const found = [];
  const look = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) look(element.shadowRoot);
      const style = getComputedStyle(element);
      const hidden = /hidden|clip/.test(`${style.overflowX} ${style.overflowY}`);
      if (!hidden || style.textOverflow === 'ellipsis' || style.clipPath !== 'none' || element.closest('svg')) continue;
      if (element.classList.contains('mirror')) continue;
      if (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1) {
        found.push(`${element.tagName}.${element.className}`);
      }
    }
  };
  look(document);
  return found;
}

/** Buttons and links smaller than 24 by 24 that are not words in a line of text. A box in a label is pressed by its label. */
function tooSmall() {
  const found = [];
  const look = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) look(element.shadowRoot);
      if (!element.matches('button, a[href], select, label, label:not(:has(input)) input')) continue;
      const box = element.getBoundingClientRect();
      if (box.width === 0 || element.matches('.skip') || getComputedStyle(element).display === 'inline') continue;
      if (box.width < 24 || box.height < 24)
        found.push(`${element.tagName}.${element.className} ${box.width}x${box.height}`);
    }
  };
  look(document);
  return found;
}

describe('the demo on screens', { skip, concurrency: 3 }, () => {
  let site;
  let browser;
  before(async () => {
    mkdirSync(folder, { recursive: true });
    [site, browser] = await Promise.all([serveDemo(), launch()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  for (const lang of Object.keys(CRUEL)) {
    for (const screen of ['phone', 'desktop']) {
      for (const theme of ['light', 'dark']) {
        // What axe looks at does not change with the language: one run for each size and theme.
        const deep = AXE.has(`${lang} ${screen} ${theme}`);
        test(`${lang}, ${screen}, ${theme}${deep ? ', with axe' : ''}`, async () => {
          const wrong = [];
          const page = await openPage(browser, site.url, { lang, screen, theme });
          for (const [name, { at, act }] of Object.entries(VIEWS)) {
            const hash = typeof at === 'function' ? at(lang) : at;
            await page.evaluate((next) => {
              localStorage.clear();
              location.hash = next;
            }, hash);
            await page.reload();
            await page.locator('.shell').waitFor();
            await act?.(page, lang);
            await page.screenshot({ path: `${folder}${name}.${lang}.${screen}.${theme}.png` });
            const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
            if (wide > 0) wrong.push(`${name}: ${wide} px too wide`);
            for (const one of await page.evaluate(cutOff)) wrong.push(`${name}: cut off ${one}`);
            for (const one of await page.evaluate(tooSmall)) wrong.push(`${name}: small target ${one}`);
            if (deep) await page.evaluate(axe);
            const { violations } = !deep
              ? { violations: [] }
              : await page.evaluate(() =>
                  window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
                );
            for (const { id, nodes } of violations) {
              wrong.push(
                `${name}: ${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ')}`,
              );
            }
          }
          wrong.push(...page.faults);
          await page.context().close();
          assert.deepEqual(wrong, []);
        });
      }
    }
  }

  test('at 400 % zoom everything still fits, one column wide', async () => {
    const wrong = [];
    for (const [name, { at, act }] of Object.entries(VIEWS)) {
      const context = await browser.newContext({
        viewport: { width: 320, height: 256 },
        locale: 'en',
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      await page.goto(`${site.url}${typeof at === 'function' ? at('en') : at}`);
      await page.locator('.shell').waitFor();
      await act?.(page, 'en');
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) wrong.push(`${name}: ${wide} px too wide`);
      await page.screenshot({ path: `${folder}${name}.en.zoomed.png` });
      await context.close();
    }
    assert.deepEqual(wrong, []);
  });

  test('forced colours keep the marks and the buttons', async () => {
    const context = await browser.newContext({
      locale: 'en',
      forcedColors: 'active',
      viewport: { width: 390, height: 844 },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(site.url);
    await ask(page, 'en');
    const seen = await page.evaluate(() => {
      const mark = document.querySelector('liangyan-marks').shadowRoot.querySelector('.mark');
      const edit = document.querySelector('liangyan-dialog').shadowRoot.querySelector('[part~="edit"]');
      return { line: getComputedStyle(mark).textDecorationLine, border: getComputedStyle(edit).borderTopWidth };
    });
    assert.deepEqual(seen, { line: 'underline', border: '3px' });
    await page.screenshot({ path: `${folder}asked.en.forced-colours.png` });
    await context.close();
  });
});
