// The custom elements, the React hook and the React component, each as their users write them.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, openPage, skip } from './chromium.mjs';
import { servePage } from './sites.mjs';

describe('elements and React', { skip }, () => {
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

  test('the element: in a form the form posts, attributes change the guard, and variables reach the dialog', async () => {
    const page = await open();
    await page.evaluate(() => {
      document.querySelector('#form').addEventListener('submit', (event) => {
        event.preventDefault();
        window.frameworks.log.push(`form ${new FormData(event.target).get('words')}`);
      });
      document.querySelector('#in-form').style.setProperty('--liangyan-accent', 'rgb(90, 20, 120)');
    });
    await page.locator('#in-form textarea').fill('You are a worthless idiot');
    await page.locator('#form-send').click();
    const edit = dialog(page).locator('[part~="edit"]');
    assert.equal(await edit.textContent(), 'Edit');
    assert.equal(await edit.evaluate((one) => getComputedStyle(one).backgroundColor), 'rgb(90, 20, 120)');
    await edit.click();
    await page.evaluate(() => document.querySelector('#in-form').setAttribute('lang', 'zh-TW'));
    await page.locator('#in-form liangyan-notes[lang="zh-TW"] .row').waitFor();
    await page.locator('#form-send').click();
    await dialog(page).getByRole('button', { name: '仍要發佈' }).click();
    await page.waitForFunction(() => window.frameworks.log.includes('form You are a worthless idiot'));
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  test('the dialog by itself: asks about any text, one question at a time', async () => {
    const page = await open();
    const answers = page.evaluate(() =>
      Promise.all(['You are a worthless idiot', 'Nobody likes you, you pathetic loser'].map(window.frameworks.ask)),
    );
    await page.locator('#question [part="excerpt"]', { hasText: 'worthless idiot' }).waitFor();
    assert.equal(await dialog(page).count(), 1);
    await dialog(page).getByRole('button', { name: 'Post anyway' }).click();
    await page.locator('#question [part="excerpt"]', { hasText: 'pathetic loser' }).waitFor();
    await page.keyboard.press('Escape');
    assert.deepEqual(
      (await answers).map(({ choice }) => choice),
      ['post', 'edit'],
    );
    assert.equal(await page.locator('#question').count(), 1, 'the element stays');
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  test('the component: whichever field is inside, at any time', async () => {
    const page = await open();
    await page.locator('#wrapped').click();
    await page.keyboard.type('You are a worthless idiot');
    await page.locator('.wrapper liangyan-notes .row').waitFor();
    await page.locator('#wrapped-send').click();
    await dialog(page).getByRole('button', { name: 'Post anyway' }).click();
    await page.locator('#wrapped-sent li').waitFor();
    await page.locator('#longer').click();
    await page.locator('.wrapper textarea').waitFor();
    await page.locator('.wrapper liangyan-notes .row').waitFor();
    assert.equal(await page.locator('.wrapper liangyan-notes').count(), 1, 'the field before left nothing');
    await page.locator('#wrapped-send').click();
    await dialog(page).getByRole('button', { name: 'Edit' }).click();
    assert.ok(await page.locator('#wrapped').evaluate((one) => one === document.activeElement));
    assert.equal(await page.locator('#wrapped-sent li').count(), 1);
    assert.deepEqual(page.faults, []);
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
    await page.locator('#react liangyan-notes .row').first().waitFor();
    await page.evaluate(() => window.frameworks.unmount());
    assert.equal(await page.locator('#react *').count(), 0);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });
});
