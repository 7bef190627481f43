// The demo's vault as a person uses it, under the demo's strict policy.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { launch, openPage, skip } from '../browser/chromium.mjs';
import { serveDemo } from '../browser/sites.mjs';

const WORDS = {
  'zh-CN': {
    undo: '撤销',
    intact: '没有改动',
    wrong: '口令不对。',
    crc: '包内某个文件的校验值与内容不符。',
    guardian: '致家长或监护人',
    urgent: '紧急：涉及未成年人。',
    missing: '你的姓名',
  },
  'zh-TW': {
    undo: '復原',
    intact: '沒有更動',
    wrong: '通行碼不對。',
    crc: '包內某個檔案的檢查碼與內容不符。',
    guardian: '致家長或監護人',
    urgent: '緊急：涉及未成年人。',
    missing: '理由：用你自己的話說明',
  },
  en: {
    undo: 'Undo',
    intact: 'Unchanged',
    wrong: 'That is not the passphrase.',
    crc: 'The checksum of a file in the package does not fit its content.',
    guardian: 'To a parent or guardian',
    urgent: 'Urgent: a minor is affected.',
    missing: 'your name',
  },
};

describe("the demo's vault", { skip }, () => {
  let site;
  let browser;
  before(async () => {
    [site, browser] = await Promise.all([serveDemo(), launch()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  const kept = (page) => page.locator('.kept');
  const capture = async (page) => {
    await page.locator('.post').first().hover();
    await page.keyboard.press('Alt+Shift+K');
    await page.locator('.toast-action').waitFor();
  };

  for (const [lang, words] of Object.entries(WORDS)) {
    test(`${lang}: kept with one key, seen in a frame that can do nothing, exported, checked, locked and unlocked`, async () => {
      const screen = lang === 'zh-TW' ? 'phone' : 'desktop';
      const page = await openPage(browser, site.url, { lang, screen });
      await capture(page);
      await page.locator('.toast-action').click();
      await page.goto(`${site.url}#/vault`);
      await page.locator('.nothing-kept').waitFor();
      await page.goto(`${site.url}#/`);
      await capture(page);
      assert.equal(await page.locator('.toast-action').textContent(), words.undo);
      const author = await page.locator('.post .name').first().textContent();

      await page.goto(`${site.url}#/vault`);
      await kept(page).first().waitFor();
      assert.equal(await kept(page).count(), 1);
      const saved = page.waitForEvent('download');
      await page.locator('.kept-choose input').check();
      await page.locator('.kept-actions .primary').click();
      const download = await saved;
      assert.match(download.suggestedFilename(), /^notes-\d{4}-\d\d-\d\d-[0-9a-f]{6}\.wacz$/);
      const buffer = readFileSync(await download.path());

      const own = (await page.locator('code.long').last().textContent()) ?? '';
      await page.locator('.text.mono').fill(own);
      const check = async (bytes) => {
        const file = { name: 'dropped.wacz', mimeType: 'application/wacz', buffer: bytes };
        await page.locator('.drop input').setInputFiles(file);
        return page.locator('.result').first();
      };
      const good = await check(buffer);
      await good.waitFor();
      assert.equal(await good.getAttribute('data-verdict'), 'intact');
      assert.equal(await good.locator('b').first().textContent(), words.intact);
      const changed = Buffer.from(buffer);
      changed[changed.length >> 1] ^= 1;
      await check(changed);
      await page.locator('.result[data-verdict="altered"]').waitFor();
      await page.locator('.result').getByText(words.crc).waitFor();

      await page.locator('.kept-open').click();
      const frame = page.locator('iframe.kept-frame');
      await frame.waitFor();
      assert.equal(await frame.getAttribute('sandbox'), '');
      const inside = frame.contentFrame().locator('.copy');
      await inside.waitFor();
      assert.ok((await inside.textContent()).includes(author));
      assert.notEqual(
        await inside.evaluate((element) => getComputedStyle(element).borderTopLeftRadius),
        '0px',
        'the copy has its look: the policy let its style sheet through',
      );

      await page.goto(`${site.url}#/vault`);
      const fields = page.locator('.vault-form input');
      await fields.last().fill('correct horse battery');
      await page.locator('.vault-form .primary').click();
      await page.locator('.vault-form .chip').first().click();
      await page.locator('.locked input').fill('not this one');
      await page.locator('.locked .primary').click();
      await page.getByText(words.wrong).waitFor();
      assert.equal(await kept(page).count(), 0, 'nothing is shown while it is locked');
      await page.locator('.locked input').fill('correct horse battery');
      await page.locator('.locked .primary').click();
      await kept(page).first().waitFor();
      // The kept page is shown from a blob of this very page.
      assert.deepEqual(
        page.faults.filter((fault) => !fault.startsWith(`request: blob:${new URL(site.url).origin}/`)),
        [],
      );
      await page.context().close();
    });
  }

  for (const [lang, words] of Object.entries(WORDS)) {
    test(`${lang}: a draft says what is missing, fills in as it is answered, puts those who protect a minor first, and prints`, async () => {
      const page = await openPage(browser, site.url, { lang });
      const text = await page.locator('.post .words').first().textContent();
      await capture(page);
      await page.goto(`${site.url}#/vault`);
      await page.locator('.kept-open').first().click();
      await page.locator('a.chip.linked').click();
      const letter = page.locator('iframe.kept-frame').contentFrame();
      const missing = page.locator('.letter .lines li');
      await missing.first().waitFor();
      const before = await missing.allTextContents();
      // The form remembers: what a draft lacks goes as it is answered.
      await page.locator('.vault-part input[type="email"]').fill('kim@example.org');
      await page.locator('.vault-part input[type="email"]').blur();
      await page.waitForFunction(
        (count) => document.querySelectorAll('.letter .lines li').length === count - 1,
        before.length,
      );
      await letter.getByText('kim@example.org').waitFor();

      await page.locator('.tick input[type="checkbox"]').first().check();
      await letter.locator('.urgent').waitFor();
      assert.equal(await letter.locator('.urgent').textContent(), words.urgent);
      assert.equal(await letter.locator('h1').textContent(), words.guardian);
      assert.ok((await missing.allTextContents()).some((line) => line.includes(words.missing)));
      const kinds = page.locator('.kinds .kind');
      assert.deepEqual(
        await kinds.evaluateAll((list) => list.map((kind) => kind.querySelector('.tag') !== null)),
        [true, true, true, false, false, false, false],
        'guardian, school and child protection come first and are marked',
      );
      const html = await letter.locator('html').evaluate((element) => element.outerHTML);
      assert.ok(html.includes('sha256:'), 'the letter names the seal');
      const quoted = (await letter.locator('blockquote').allTextContents()).join();
      assert.ok(quoted.includes(text.trim().slice(0, 12)), `${quoted} holds ${text}`);
      assert.doesNotMatch(html, /<script/i);

      // What the print button prints: the frame alone.
      const printed = await page.locator('iframe.kept-frame').evaluate((frame) => {
        let asked = 0;
        frame.contentWindow.print = () => {
          asked += 1;
        };
        document.querySelector('.letter .primary').click();
        return asked;
      });
      assert.equal(printed, 1);
      const sheet = await page.context().newPage();
      await sheet.setContent(html);
      const pdf = await sheet.pdf({ format: 'A4' });
      assert.equal(pdf.subarray(0, 5).toString('latin1'), '%PDF-');
      assert.ok(pdf.length > 5000, `${pdf.length} bytes`);
      await page.context().close();
    });
  }

  test('three times Escape leaves for elsewhere, and everything can be deleted at once', async () => {
    const page = await openPage(browser, site.url, { lang: 'en' });
    await capture(page);
    await page.goto(`${site.url}#/vault`);
    await page.locator('.wipe .danger').first().click();
    await page.locator('.wipe .ask .danger').click();
    await page.locator('.nothing-kept').waitFor();
    let left = '';
    await page.route('https://**', (route) => {
      left = route.request().url();
      return route.fulfill({ contentType: 'text/html', body: '<title>elsewhere</title>' });
    });
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('Escape');
    await page.waitForURL(/^https:/);
    assert.match(left, /^https:\/\/www\.wikipedia\.org/);
    await page.context().close();
  });
});
