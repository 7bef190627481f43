// The custom element and the React hook, each as its users write it.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, openPage, skip } from './chromium.mjs';
import { servePage } from './sites.mjs';

describe('the element and the hook', { skip }, () => {
  let site;
  let browser;
  before(async () => {
    [site, browser] = await Promise.all([servePage('frameworks'), launch()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });
  const open = async () => {
    const page = await openPage(browser, `${site.url}frameworks.html`, { lang: 'en' });
    await page.evaluate(() => window.frameworks.ready);
    return page;
  };
  const dialog = (page) => page.getByRole('alertdialog');
  const log = (page) => page.evaluate(() => window.frameworks.log);

  test('the element looks after the field inside, in its own language, and tells by events', async () => {
    const page = await open();
    await page.locator('#element textarea').click();
    await page.keyboard.insertText('你真是个废物');
    await page.locator('#element liangyan-notes .row').waitFor();
    await page.waitForFunction(() => window.frameworks.log.some((line) => line.startsWith('verdict warn')));
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('button', { name: '仍然发布' }).click();
    await page.waitForFunction(() => window.frameworks.log.includes('element sent 你真是个废物'));
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  test('the element follows another field and cleans up when it leaves', async () => {
    const page = await open();
    await page.evaluate(() => {
      const element = document.querySelector('#element');
      element.replaceChildren(document.createElement('textarea'));
    });
    await page.locator('#element textarea').click();
    await page.keyboard.insertText('你真是个废物');
    await page.locator('#element liangyan-notes .row').waitFor();
    const left = await page.evaluate(() => {
      const element = document.querySelector('#element');
      const field = element.querySelector('textarea');
      element.remove();
      return [...element.children].map((child) => child.tagName).concat(field.value);
    });
    assert.deepEqual(left, ['TEXTAREA', '你真是个废物']);
    await page.context().close();
  });

  test('the hook: a controlled field stays controlled, callbacks are those of the last render', async () => {
    const page = await open();
    for (const text of ['See you on Saturday', 'I will bring tea']) {
      await page.locator('#controlled').click();
      await page.keyboard.type(text);
      await page.locator('#send').click();
      await page.locator('#sent li', { hasText: text }).waitFor();
      assert.equal(await page.locator('#controlled').inputValue(), '');
    }
    const decided = (await log(page)).filter((line) => line.startsWith('react'));
    assert.deepEqual(decided, ['react post with 0 sent', 'react post with 1 sent']);
    await page.locator('#controlled').click();
    await page.keyboard.type('You are a worthless idiot');
    await page.locator('#send').click();
    await dialog(page).getByRole('button', { name: 'Edit' }).click();
    assert.equal(await page.locator('#held').textContent(), 'You are a worthless idiot');
    assert.equal(await page.locator('#sent li').count(), 2);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  test('the hook: covering a number reaches the state React holds', async () => {
    const page = await open();
    await page.evaluate(() => window.frameworks.setNumberEngine());
    await page.locator('#controlled').click();
    await page.keyboard.type('call 13812345678 now');
    await page.locator('#send').click();
    await dialog(page).locator('.mask').click();
    await page.locator('#held', { hasText: 'call 1********** now' }).waitFor();
    await page.context().close();
  });

  test('the hook: unmounting leaves nothing behind', async () => {
    const page = await open();
    await page.locator('#controlled').click();
    await page.keyboard.type('You are a worthless idiot');
    await page.locator('#react liangyan-notes .row').waitFor();
    await page.evaluate(() => window.frameworks.unmount());
    assert.equal(await page.locator('#react liangyan-notes, #react liangyan-marks').count(), 0);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });
});
