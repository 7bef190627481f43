// What assistive technology, high zoom and forced colours make of the composer, in every engine that has them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, beforeEach } from 'node:test';
import { describeEngines } from './engines/index.mjs';
import { CRUEL, DIALOG, mark, part, row } from './parts.mjs';
import { serveFields } from './sites.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let site;
before(async () => {
  site = await serveFields();
});
after(() => site.close());

describeEngines('the composer', ({ browser, test }) => {
  let page;
  beforeEach(async () => {
    page = await browser().open(site.url, { lang: 'en' });
    await page.waitFor(() => window.fields?.ready);
  });
  const write = async () => {
    await page.click('#textarea');
    await page.type(CRUEL);
    await page.exists(row('#textarea'));
  };

  test('axe finds nothing, with the list shown and with the dialog open; motion is still', async () => {
    await page.evaluate(`() => { ${axe} }`);
    const faults = () =>
      page.evaluate(async () => {
        const { violations } = await window.axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
        });
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
      });
    await page.evaluate(() =>
      window.fields.guardAgain('bare', { helplines: { '*': [{ label: 'Listening Line', href: 'tel:000' }] } }),
    );
    await write();
    assert.deepEqual(await faults(), []);
    await page.click('#send');
    await page.click(part('why'));
    assert.deepEqual(await faults(), []);
    const animated = await page.evaluate(() => document.getAnimations().length);
    assert.equal(animated, 0);
    await page.close();
  });

  test('at 400 % zoom the list and the question fit, one column wide, and every button can be pressed', async () => {
    // 1280 by 1024 at 400 %; WebKit's window stops at 447, which is 286 %.
    await page.resize(320, 256);
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
    const before = await wide();
    await write();
    assert.equal(await wide(), before, 'the list makes the page wider');
    await page.click('#send');
    await page.exists(DIALOG);
    const cut = await page.evaluate(() => {
      const dialog = document.querySelector('liangyan-dialog').shadowRoot.querySelector('dialog');
      const box = dialog.getBoundingClientRect();
      return {
        left: box.left < 0,
        right: box.right > window.innerWidth,
        inside: dialog.scrollWidth - dialog.clientWidth,
      };
    });
    assert.deepEqual(cut, { left: false, right: false, inside: 0 });
    await page.click(part('why'));
    await page.exists(part('reasons'));
    await page.click(part('post'));
    await page.waitFor((wanted) => window.fields.log.includes(wanted), `posted form ${CRUEL}`);
    await page.close();
  });
});

// WebKit has no forced colours.
describeEngines(
  'the composer in forced colours',
  ({ browser, test }) => {
    test('marks stay lines, and the first button stays told apart from the second', async () => {
      const page = await browser().open(site.url, { forcedColors: true });
      await page.waitFor(() => window.fields?.ready);
      assert.ok(await page.evaluate(() => matchMedia('(forced-colors: active)').matches));
      await page.click('#textarea');
      await page.type(CRUEL);
      await page.exists(mark('#textarea'));
      await page.click('#send');
      await page.exists(DIALOG);
      const seen = await page.evaluate(() => {
        const style = (host, selector) =>
          getComputedStyle(document.querySelector(host).shadowRoot.querySelector(selector));
        return {
          mark: style('liangyan-marks', '.mark').textDecorationLine,
          edit: style('liangyan-dialog', '[part~="edit"]').borderTopWidth,
          post: style('liangyan-dialog', '[part~="post"]').borderTopWidth,
          border: style('liangyan-dialog', 'dialog').borderTopStyle,
        };
      });
      assert.deepEqual(seen, { mark: 'underline', edit: '3px', post: '1px', border: 'solid' });
      await page.close();
    });
  },
  { only: ['chromium', 'firefox'], forcedColors: true },
);
