// The demo as a person meets it: writing a post, being asked, deciding.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { compose, launch, openPage, skip } from './chromium.mjs';
import { serveDemo } from './sites.mjs';

const CRUEL = {
  'zh-CN': {
    text: '你真是个废物',
    word: '废物',
    reason: '把人说成废物',
    edit: '再改改',
    post: '仍然发布',
    title: '这句话可能会伤到对方，要再看看吗？',
  },
  'zh-TW': {
    text: '你真是個廢物',
    word: '廢物',
    reason: '把人說成廢物',
    edit: '再改改',
    post: '仍要發佈',
    title: '這句話可能會傷到對方，要再看看嗎？',
  },
  en: {
    text: 'You are a worthless idiot',
    word: 'idiot',
    reason: '',
    edit: 'Edit',
    post: 'Post anyway',
    title: 'This may hurt the person reading it. Want another look?',
  },
};
const KIND = { 'zh-CN': '今天的夕阳真好看，谢谢你等我', en: 'Thank you for waiting, the sunset was lovely' };
const REST = 500;

describe('composing in the demo', { skip }, () => {
  let site;
  let browser;
  before(async () => {
    [site, browser] = await Promise.all([serveDemo(), launch()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  const open = async (lang, more = {}) => {
    const page = await openPage(browser, site.url, { lang, ...more });
    await page.locator('.status[data-state="ready"]').first().waitFor({ state: 'attached' });
    return page;
  };
  const field = (page) => page.locator('.compose textarea');
  const write = async (page, text) => {
    await field(page).click();
    await page.keyboard.insertText(text);
  };
  const marked = (page) => page.locator('liangyan-marks .mark').allTextContents();
  const marks = (page) => page.locator('liangyan-marks .mark').first().waitFor();
  const rested = (page) => page.waitForTimeout(REST + 400);
  const dialog = (page) => page.getByRole('alertdialog');
  const ask = async (page, lang) => {
    await write(page, CRUEL[lang].text);
    await page.locator('.compose .primary').click();
    await dialog(page).waitFor();
  };
  const posts = (page) => page.locator('.post .words').allTextContents();

  for (const [lang, { text, word, reason }] of Object.entries(CRUEL)) {
    test(`${lang}: a cruel sentence gets a mark on the words and a line that says why`, async () => {
      const page = await open(lang);
      await write(page, text);
      await marks(page);
      assert.ok((await marked(page)).join('').includes(word), 'the cruel word is marked');
      const line = page.locator('liangyan-notes .row').first();
      assert.ok((await line.textContent()).includes(reason));
      assert.equal(await field(page).inputValue(), text, 'the field holds what was typed');
      assert.deepEqual(page.faults, []);
      await page.context().close();
    });
  }

  test('the mark lies under the marked words, to the pixel', async () => {
    const page = await open('en');
    await write(page, `Well then.\nSo ${CRUEL.en.text.toLowerCase()}`);
    await marks(page);
    const { mark, expected } = await page.evaluate(() => {
      const field = document.querySelector('.compose textarea');
      const found = document.querySelector('liangyan-marks').shadowRoot.querySelector('.mark');
      const start = field.value.indexOf(found.textContent);
      // The same text in the same box, as an independent ruler.
      const ruler = document.createElement('div');
      const style = getComputedStyle(field);
      for (const name of ['font', 'letterSpacing', 'lineHeight', 'padding', 'overflowWrap'])
        ruler.style[name] = style[name];
      const box = field.getBoundingClientRect();
      Object.assign(ruler.style, {
        position: 'fixed',
        left: `${box.left}px`,
        top: `${box.top}px`,
        width: `${box.width}px`,
        whiteSpace: 'pre-wrap',
      });
      ruler.textContent = field.value;
      document.body.append(ruler);
      const range = document.createRange();
      range.setStart(ruler.firstChild, start);
      range.setEnd(ruler.firstChild, start + found.textContent.length);
      const pick = ({ left, top, width }) => ({ left, top, width });
      const result = { mark: pick(found.getClientRects()[0]), expected: pick(range.getClientRects()[0]) };
      ruler.remove();
      return result;
    });
    for (const side of ['left', 'top', 'width']) {
      assert.ok(Math.abs(mark[side] - expected[side]) < 1, `${side}: ${mark[side]} against ${expected[side]}`);
    }
    await page.context().close();
  });

  for (const [lang, text] of Object.entries(KIND)) {
    test(`${lang}: a kind sentence gets nothing and is posted at once`, async () => {
      const page = await open(lang);
      await write(page, text);
      await rested(page);
      assert.deepEqual(await marked(page), []);
      assert.equal(await page.locator('liangyan-notes .row').count(), 0);
      await page.locator('.compose .primary').click();
      await page.locator('.post .words', { hasText: text }).waitFor();
      assert.equal(await dialog(page).count(), 0);
      assert.deepEqual(page.faults, []);
      await page.context().close();
    });
  }

  test('nothing happens while an input method composes, and the look comes after', async () => {
    const page = await open('zh-CN');
    await field(page).click();
    await page.keyboard.insertText('你真是个');
    const choose = await compose(page, ['f', 'fei', 'fei wu', '废物'], '废物');
    await rested(page);
    assert.equal(await field(page).inputValue(), '你真是个废物', 'the field shows the composed text');
    assert.deepEqual(await marked(page), [], 'no mark while composing');
    await choose();
    await marks(page);
    assert.ok((await marked(page)).join('').includes('废物'));
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  test('Enter that belongs to an input method does not send', async () => {
    const page = await openPage(browser, `${site.url}#/messages/ahe`, { lang: 'zh-CN' });
    const box = page.locator('.message-form textarea');
    await box.click();
    const before = await page.locator('.bubble').count();
    const choose = await compose(page, ['n', 'ni'], '你好');
    await page.evaluate(() => {
      const textarea = document.querySelector('.message-form textarea');
      // Safari: compositionend comes first, then the keydown of the key that ended it, with keyCode 229.
      for (const init of [{ isComposing: true }, { keyCode: 229 }]) {
        const event = new KeyboardEvent('keydown', {
          key: 'Enter',
          bubbles: true,
          cancelable: true,
          isComposing: init.isComposing ?? false,
        });
        if (init.keyCode) Object.defineProperty(event, 'keyCode', { value: init.keyCode });
        textarea.dispatchEvent(event);
      }
    });
    assert.equal(await page.locator('.bubble').count(), before);
    await choose();
    await page.keyboard.press('Enter');
    await page.waitForFunction((count) => document.querySelectorAll('.bubble').length === count + 1, before);
    assert.equal(await page.locator('.bubble').last().textContent(), '你好');
    await page.context().close();
  });

  for (const lang of Object.keys(CRUEL)) {
    test(`${lang}: posting asks once: a labelled dialog, Edit first, both buttons alike`, async () => {
      const page = await open(lang);
      await ask(page, lang);
      const name = await page.evaluate(() => {
        const { shadowRoot } = document.querySelector('liangyan-dialog');
        const box = shadowRoot.querySelector('dialog');
        return {
          title: shadowRoot.getElementById(box.getAttribute('aria-labelledby')).textContent,
          described: shadowRoot.getElementById(box.getAttribute('aria-describedby')).textContent.length > 0,
          modal: box.matches(':modal'),
          focus: shadowRoot.activeElement.textContent,
        };
      });
      assert.deepEqual(name, { title: CRUEL[lang].title, described: true, modal: true, focus: CRUEL[lang].edit });
      const edit = await dialog(page).getByRole('button', { name: CRUEL[lang].edit, exact: true }).boundingBox();
      const post = await dialog(page).getByRole('button', { name: CRUEL[lang].post, exact: true }).boundingBox();
      assert.ok(Math.abs(edit.width - post.width) < 1 && Math.abs(edit.height - post.height) < 1, 'same size');
      assert.ok(!(await posts(page)).includes(CRUEL[lang].text), 'nothing was posted');
      await page.context().close();
    });
  }

  test('Edit goes back to the field with the text as it was; the same draft is not asked about twice', async () => {
    const page = await open('en');
    await ask(page, 'en');
    await page.keyboard.press('Enter');
    await dialog(page).waitFor({ state: 'detached' });
    assert.equal(await field(page).inputValue(), CRUEL.en.text);
    assert.ok(await field(page).evaluate((element) => element === document.activeElement));
    await page.locator('.compose .primary').click();
    await page.locator('.post .words', { hasText: CRUEL.en.text }).waitFor();
    assert.equal(await dialog(page).count(), 0);
    await page.context().close();
  });

  test('Esc keeps editing', async () => {
    const page = await open('en');
    await ask(page, 'en');
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    assert.equal(await field(page).inputValue(), CRUEL.en.text);
    assert.ok(await field(page).evaluate((element) => element === document.activeElement));
    assert.ok(!(await posts(page)).includes(CRUEL.en.text));
    await page.context().close();
  });

  test('a kinder edit earns a thank-you and is posted without a question', async () => {
    const page = await open('en');
    await ask(page, 'en');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('I am upset that you were late');
    await page.locator('liangyan-notes .line', { hasText: 'That reads better.' }).waitFor();
    await page.locator('.compose .primary').click();
    await page.locator('.post .words', { hasText: 'I am upset that you were late' }).waitFor();
    await page.context().close();
  });

  test('an edit in which the old words are still there earns no thanks, though nothing is found any more', async () => {
    const page = await open('zh-CN');
    await ask(page, 'zh-CN');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('今天有人私信骂我是废物，我难过了一整晚');
    await rested(page);
    const said = () => page.locator('liangyan-notes').first().innerText();
    assert.equal((await said()).trim(), '', 'no row, and no thanks');
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('你让我很失望');
    await page.locator('liangyan-notes .line', { hasText: '这样说，好多了。' }).waitFor();
    await page.context().close();
  });

  test('the editor: marked, asked, and posted with its formatting', async () => {
    const page = await open('en');
    await page.locator('.compose-more').click();
    await page.locator('.prose').waitFor();
    await page.keyboard.type('Good morning. ');
    await page.locator('.tool.strong').click();
    await page.keyboard.type('All of you.');
    await page.keyboard.press('Enter');
    await page.keyboard.type(CRUEL.en.text);
    await page.locator('liangyan-notes .row').first().waitFor();
    await page.locator('.editor .primary').click();
    await dialog(page).getByRole('button', { name: 'Edit', exact: true }).click();
    await dialog(page).waitFor({ state: 'detached' });
    assert.ok(await page.locator('.prose').evaluate((element) => element === document.activeElement));
    await page.keyboard.press('Control+Enter');
    await page.locator('.post .words.rich strong', { hasText: 'All of you.' }).waitFor();
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  test('many messages to one person are said out loud, in the list and in the question', async () => {
    const page = await openPage(browser, `${site.url}#/messages/corner`, { lang: 'en' });
    const box = page.locator('.message-form textarea');
    await box.click();
    for (let i = 0; i < 6; i += 1) {
      await page.keyboard.insertText(`Answer me, number ${i}`);
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.querySelector('.message-form textarea').value === '');
    }
    await page.keyboard.insertText(CRUEL.en.text);
    const often = /You have written to this person 6 times within a minute/;
    await page.locator('liangyan-notes [part="often"]', { hasText: often }).waitFor();
    await page.keyboard.press('Enter');
    await dialog(page).locator('[part="often"]', { hasText: often }).waitFor();
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  test('Post anyway posts the words as they are; a new draft is asked about again', async () => {
    const page = await open('zh-CN');
    await ask(page, 'zh-CN');
    await dialog(page).getByRole('button', { name: '仍然发布' }).click();
    await page.locator('.post .words', { hasText: CRUEL['zh-CN'].text }).waitFor();
    assert.equal(await field(page).inputValue(), '');
    await page.waitForFunction(() => !document.querySelector('liangyan-marks').shadowRoot.querySelector('.mark'));
    await ask(page, 'zh-CN');
    await page.context().close();
  });

  test('Why? opens the reasons with the words, the category and the rule', async () => {
    const page = await open('en');
    await ask(page, 'en');
    const why = dialog(page).getByRole('button', { name: 'Why?' });
    assert.equal(await why.getAttribute('aria-expanded'), 'false');
    await why.click();
    assert.equal(await why.getAttribute('aria-expanded'), 'true');
    const reasons = await dialog(page).locator('.reasons').innerText();
    assert.match(reasons, /idiot/);
    assert.match(reasons, /Insult/);
    assert.match(reasons, /Rule: en\.insult\./);
    assert.match(reasons, /en@\d/);
    await page.context().close();
  });

  test('"This is not abusive" posts, is kept on this device only, and can be taken back', async () => {
    const page = await open('en');
    await ask(page, 'en');
    await dialog(page).getByRole('button', { name: 'This is not abusive' }).click();
    await page.locator('.post .words', { hasText: CRUEL.en.text }).waitFor();
    await write(page, CRUEL.en.text);
    await rested(page);
    assert.deepEqual(await marked(page), [], 'the same words are not marked again');
    await page.goto(`${site.url}#/settings`);
    await page.locator('.dismissed:not(.words-list) .chip').first().click();
    await page.locator('.dismissed:not(.words-list)', { hasText: 'None yet.' }).waitFor();
    await page.locator('.toast-action').click();
    await page.locator('.dismissed:not(.words-list) .chip').first().waitFor();
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  test('"Don\'t ask again today" is kept over a reload, and settings end it', async () => {
    const page = await open('en');
    await ask(page, 'en');
    await dialog(page).getByRole('checkbox').check();
    await dialog(page).getByRole('button', { name: 'Post anyway' }).click();
    await page.reload();
    await write(page, CRUEL.en.text);
    await marks(page);
    await page.locator('.compose .primary').click();
    await page.locator('.post .words', { hasText: CRUEL.en.text }).waitFor();
    assert.equal(await dialog(page).count(), 0, 'marked, but not asked');
    await page.goto(`${site.url}#/settings`);
    await page.getByRole('button', { name: 'Ask again' }).click();
    await page.goto(`${site.url}#/`);
    await ask(page, 'en');
    await page.context().close();
  });

  test('typing and posting send nothing anywhere', async () => {
    const page = await open('en');
    await page.waitForLoadState('networkidle');
    const before = page.requests.length;
    await ask(page, 'en');
    await dialog(page).getByRole('button', { name: 'Post anyway' }).click();
    await page.locator('.post .words', { hasText: CRUEL.en.text }).waitFor();
    await rested(page);
    assert.deepEqual(page.requests.slice(before), []);
    await page.context().close();
  });

  test('where the engine cannot be loaded, posting works as ever', async () => {
    const context = await browser.newContext({ locale: 'en' });
    const page = await context.newPage();
    await page.route('**/*.lypack', (route) => route.abort());
    await page.goto(site.url);
    await page.locator('.status[data-state="failed"]').first().waitFor({ state: 'attached' });
    await write(page, CRUEL.en.text);
    await page.locator('.compose .primary').click();
    await page.locator('.post .words', { hasText: CRUEL.en.text }).waitFor();
    await context.close();
  });

  test('every sentence to try does what its label says', async () => {
    for (const lang of Object.keys(CRUEL)) {
      const page = await openPage(browser, `${site.url}#/how`, { lang });
      for (const sample of await page.locator('.sample').all()) {
        const speaks = (await sample.locator('.tag.speaks').count()) > 0;
        const text = await sample.locator('.sample-text').textContent();
        await sample.click();
        await page.waitForFunction((words) => document.querySelector('.playground textarea').value === words, text);
        await rested(page);
        const level = await page.locator('.verdict .level').getAttribute('data-level');
        assert.equal(level !== 'none', speaks, `${text}: ${level}`);
      }
      assert.deepEqual(page.faults, []);
      await page.context().close();
    }
  });
});
