// Every kind of field, the ways of posting, and an engine that fails: on a bare page, as a host would write it.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { compose, launch, openPage, skip } from './chromium.mjs';
import { serveFields } from './sites.mjs';

const CRUEL = 'You are a worthless idiot';
const KIND = 'See you on Saturday';

describe('guarded fields', { skip }, () => {
  let site;
  let browser;
  let page;
  before(async () => {
    [site, browser] = await Promise.all([serveFields(), launch()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });
  beforeEach(async () => {
    page = await openPage(browser, site.url, { lang: 'en' });
    await page.evaluate(() => window.fields.ready);
  });
  afterEach(async () => {
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  const write = async (id, text) => {
    await page.locator(`#${id}`).click();
    await page.keyboard.insertText(text);
  };
  const log = () => page.evaluate(() => window.fields.log);
  const logged = (line) => page.waitForFunction((wanted) => window.fields.log.includes(wanted), line);
  const rows = (id) => page.locator(`#${id} ~ liangyan-notes .row`);
  const dialog = () => page.getByRole('alertdialog');

  test('a one-line field scrolls and its mark scrolls along', async () => {
    await write('input', `So after all these years I say that ${CRUEL.toLowerCase()}`);
    const mark = page.locator('#input ~ liangyan-marks .mark');
    await mark.waitFor();
    const inside = await page.evaluate(() => {
      const field = document.querySelector('#input');
      const box = field.getBoundingClientRect();
      const found = field.parentElement
        .querySelector('liangyan-marks')
        .shadowRoot.querySelector('.mark')
        .getBoundingClientRect();
      return {
        scrolled: field.scrollLeft > 0,
        right: found.right - box.right,
        height: found.top >= box.top && found.bottom <= box.bottom + 1,
      };
    });
    assert.equal(inside.scrolled, true);
    assert.ok(inside.right <= 0, 'the end of the text, where the caret is, is inside the field');
    assert.equal(inside.height, true);
    await page.keyboard.press('Home');
    await page.waitForFunction(() => document.querySelector('#input').scrollLeft === 0);
    const far = await page.evaluate(() => {
      const field = document.querySelector('#input');
      const found = field.parentElement
        .querySelector('liangyan-marks')
        .shadowRoot.querySelector('.mark')
        .getBoundingClientRect();
      return found.left - field.getBoundingClientRect().right;
    });
    assert.ok(far > 0, 'back at the start the mark lies beyond the clipped end');
  });

  test('an editable document is marked by ranges: its nodes and its HTML stay as they are', async () => {
    await page.locator('#editable').click();
    await page.keyboard.insertText('First line');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText(`So ${CRUEL.toLowerCase()}`);
    const html = await page.locator('#editable').innerHTML();
    await page.waitForFunction(() => window.fields.highlighted().length > 0);
    const found = (await page.evaluate(() => window.fields.highlighted())).join('');
    assert.match(found, /idiot/);
    assert.doesNotMatch(found, /First/);
    assert.equal(await page.locator('#editable').innerHTML(), html);
  });

  test('words on both sides of a mention do not meet', async () => {
    const text = await page.evaluate(() => {
      const root = document.querySelector('#editable');
      const chip = Object.assign(document.createElement('span'), { contentEditable: 'false', textContent: '@someone' });
      root.append('id', chip, 'iot');
      root.dispatchEvent(new InputEvent('input', { bubbles: true }));
      return root.textContent;
    });
    assert.equal(text, 'id@someoneiot');
    await page.waitForTimeout(900);
    assert.deepEqual(await page.evaluate(() => window.fields.highlighted()), []);
  });

  test('composing in an editable document', async () => {
    await page.locator('#editable').click();
    await page.keyboard.insertText('你真是个');
    const choose = await compose(page, ['fei', 'fei wu', '废物'], '废物');
    await page.waitForTimeout(900);
    assert.deepEqual(await page.evaluate(() => window.fields.highlighted()), []);
    await choose();
    await page.waitForFunction(() => window.fields.highlighted().join('').includes('废物'));
  });

  test('a form is submitted once, with the button that was pressed', async () => {
    await write('textarea', KIND);
    await page.locator('#send').dblclick();
    await logged(`posted form ${KIND}`);
    await page.waitForTimeout(100);
    const posted = (await log()).filter((line) => line.startsWith('posted'));
    assert.ok(posted.length >= 1 && posted.length <= 2, 'never more often than it was pressed');
  });

  test('a form with two guarded fields asks about each and is submitted once', async () => {
    await write('first', CRUEL);
    await write('second', 'Nobody likes you, you pathetic loser');
    await page.locator('#second').press('Enter');
    await dialog().getByRole('button', { name: 'Post anyway' }).click();
    await dialog().getByRole('button', { name: 'Post anyway' }).click();
    await page.waitForFunction(() => window.fields.log.some((line) => line.startsWith('posted pair')));
    assert.equal((await log()).filter((line) => line.startsWith('posted')).length, 1);
  });

  test('Enter posts where the host says so, and Shift + Enter does not', async () => {
    await write('bare', KIND);
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.insertText('Bring tea');
    await page.keyboard.press('Enter');
    await logged(`sent ${KIND}\nBring tea`);
    await page.locator('#bare').fill('');
    await write('bare', CRUEL);
    await page.keyboard.press('Enter');
    await dialog().waitFor();
    assert.ok(!(await log()).includes(`sent ${CRUEL}`));
    await page.keyboard.press('Control+Enter');
    await logged(`sent ${CRUEL}`);
  });

  test('Enter held down does not answer the question by itself', async () => {
    await write('bare', CRUEL);
    await page.keyboard.down('Enter');
    await dialog().waitFor();
    for (let i = 0; i < 5; i += 1) await page.keyboard.down('Enter');
    assert.equal(await dialog().count(), 1);
    await page.keyboard.up('Enter');
  });

  test('an engine that throws never stands in the way, and the host hears of it', async () => {
    await page.evaluate(() => window.fields.setEngine('throws'));
    await write('textarea', CRUEL);
    await page.locator('#send').click();
    await logged(`posted form ${CRUEL}`);
    assert.ok((await log()).includes('failed Error'));
    assert.equal(await dialog().count(), 0);
  });

  test('an engine that never answers is waited for a moment, then the post goes on', async () => {
    await page.evaluate(() => window.fields.setEngine('silent'));
    await write('textarea', CRUEL);
    await page.locator('#send').click();
    await logged(`posted form ${CRUEL}`);
    assert.ok((await log()).includes('failed engine_slow'));
  });

  test('marks follow an edit before the engine has looked again', async () => {
    await write('textarea', CRUEL);
    await rows('textarea').first().waitFor();
    await page.locator('#textarea').press('Home');
    await page.keyboard.insertText('Honestly: ');
    const marked = await page.evaluate(() => {
      const spans = document.querySelector('#form liangyan-marks').shadowRoot.querySelectorAll('.mark');
      return [...spans].map((span) => span.textContent).join('');
    });
    assert.match(marked, /idiot/);
    assert.doesNotMatch(marked, /Honestly/);
  });

  test('a field the host empties without an event loses its marks and starts a new draft', async () => {
    await write('textarea', CRUEL);
    await rows('textarea').first().waitFor();
    await page.evaluate(() => {
      document.querySelector('#textarea').value = '';
    });
    await rows('textarea').first().waitFor({ state: 'detached' });
  });

  test('a phone number is covered with one tap, at the place, and undo brings it back', async () => {
    await page.evaluate(() => window.fields.setEngine('number'));
    await write('bare', 'Her phone is 13812345678, call her all night');
    await page.keyboard.press('Enter');
    await dialog().waitFor();
    await dialog().locator('.mask').click();
    const value = await page.locator('#bare').inputValue();
    assert.equal(value, 'Her phone is 1**********, call her all night');
    assert.ok(!(await log()).some((line) => line.startsWith('sent')), 'covering does not post');
    await page.keyboard.press('Control+z');
    assert.equal(await page.locator('#bare').inputValue(), 'Her phone is 13812345678, call her all night');
  });

  test('a writer who may be in danger gets a gentle line with help-lines, no mark and no question', async () => {
    await page.evaluate(() => {
      window.fields.setEngine('distress');
      window.fields.guardAgain('textarea', { helplines: [{ label: 'Listening Line 000-000', href: 'tel:000000' }] });
    });
    await write('textarea', 'I cannot go on');
    const support = page.locator('#textarea ~ liangyan-notes .support');
    await support.waitFor();
    assert.equal(await support.getByRole('link').getAttribute('href'), 'tel:000000');
    assert.equal(await page.locator('#textarea ~ liangyan-marks .mark').count(), 0);
    await support.getByRole('button').click();
    await page.keyboard.insertText(' any more');
    await page.waitForTimeout(900);
    assert.equal(await support.count(), 0, 'closed means closed');
    await page.locator('#send').click();
    await page.waitForFunction(() => window.fields.log.some((line) => line.startsWith('posted form')));
    assert.equal(await dialog().count(), 0);
  });

  test('undo-after-send holds the post and gives it back', async () => {
    await page.evaluate(() => window.fields.guardAgain('textarea', { undoSeconds: 3 }));
    await write('textarea', KIND);
    await page.locator('#send').click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.waitForTimeout(200);
    assert.ok(!(await log()).some((line) => line.startsWith('posted')));
    await page.locator('#send').click();
    await logged(`posted form ${KIND}`);
  });

  test('the daily cap and "never" keep quiet at submit, the marks stay', async () => {
    await page.evaluate(() => window.fields.guardAgain('textarea', { dailyCap: 0 }));
    await write('textarea', CRUEL);
    await rows('textarea').first().waitFor();
    await page.locator('#send').click();
    await logged(`posted form ${CRUEL}`);
    assert.equal(await dialog().count(), 0);
  });

  test('destroy leaves nothing behind', async () => {
    await write('textarea', CRUEL);
    await rows('textarea').first().waitFor();
    await page.evaluate(() => {
      for (const guard of Object.values(window.fields.guards)) guard.destroy();
    });
    assert.equal(await page.locator('liangyan-marks, liangyan-notes, liangyan-dialog').count(), 0);
    assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length), 0);
    await page.locator('#send').click();
    await logged(`posted form ${CRUEL}`);
  });
});
