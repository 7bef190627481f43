// Editors with a model of their own: they are read and marked without a change to their document, and covering a number
// goes through their model.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { compose, launch, openPage, skip } from './chromium.mjs';
import { servePage } from './sites.mjs';

const CRUEL = 'You are a worthless idiot';

describe('guarded editors', { skip }, () => {
  let site;
  let browser;
  before(async () => {
    [site, browser] = await Promise.all([servePage('editors'), launch()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  for (const name of ['prosemirror', 'tiptap', 'lexical', 'quill']) {
    const open = async () => {
      const page = await openPage(browser, `${site.url}editors.html`, { lang: 'en' });
      await page.evaluate(() => window.editors.ready);
      await page.evaluate((which) => window.editors.focus(which), name);
      return page;
    };
    const model = (page) => page.evaluate((which) => window.editors.model[which](), name);

    test(`${name}: a mark on the second line, the model untouched`, async () => {
      const page = await open();
      await page.keyboard.type('Good morning');
      await page.keyboard.press('Enter');
      await page.keyboard.type(`So ${CRUEL.toLowerCase()}`);
      const before = await model(page);
      await page.waitForFunction(() => window.editors.highlighted().length > 0);
      const marked = (await page.evaluate(() => window.editors.highlighted())).join('');
      assert.match(marked, /idiot/);
      assert.doesNotMatch(marked, /morning/);
      assert.equal(await model(page), before);
      assert.equal(before, `Good morning\nSo ${CRUEL.toLowerCase()}`);
      assert.deepEqual(page.faults, []);
      await page.context().close();
    });

    test(`${name}: composing is left alone`, async () => {
      const page = await open();
      await page.keyboard.insertText('你真是个');
      const choose = await compose(page, ['fei', 'fei wu', '废物'], '废物');
      await page.waitForTimeout(900);
      assert.deepEqual(await page.evaluate(() => window.editors.highlighted()), []);
      await choose();
      await page.waitForFunction(() => window.editors.highlighted().join('').includes('废物'));
      assert.equal(await model(page), '你真是个废物');
      await page.context().close();
    });

    test(`${name}: covering a number changes the model, at that place only`, async () => {
      const page = await open();
      await page.evaluate(() => window.editors.setNumberEngine());
      await page.keyboard.type('Good morning');
      await page.keyboard.press('Enter');
      await page.keyboard.type('call 13812345678 all night');
      const review = page.evaluate((which) => window.editors.guards[which].review(), name);
      await page.getByRole('alertdialog').locator('.mask').click();
      assert.equal((await review).decision, 'edit');
      await page.waitForFunction((which) => !window.editors.model[which]().includes('138'), name);
      assert.equal(await model(page), 'Good morning\ncall 1********** all night');
      await page.keyboard.type('!');
      assert.match(await model(page), /call 1\*+!? all night/, 'the editor still takes keys');
      assert.deepEqual(page.faults, []);
      await page.context().close();
    });
  }
});
