// A page that means harm, captured: what comes out is inert, bounded, and looks like what was there.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, skip } from '../browser/chromium.mjs';
import { serve } from './site.mjs';

describe('a hostile page', { skip }, () => {
  let site;
  let browser;
  before(async () => {
    [site, browser] = await Promise.all([serve(), launch()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /** A page that may ask nobody but its own origin. */
  const open = async (path) => {
    const page = await browser.newPage({ viewport: { width: 900, height: 1200 } });
    await page.route(/^https?:\/\/evil\.test\//, (route) => route.abort());
    await page.goto(site.url + path);
    await page.waitForTimeout(300);
    return page;
  };

  const capture = (page) =>
    page.evaluate(async () => {
      const { copyElement, documentOf } = await import('/dist/evidence.js');
      window.hit = undefined;
      const element = document.querySelector('#thread');
      const before = element.outerHTML;
      const copy = copyElement(element);
      return { copy, html: documentOf(copy, 'hostile </title><script>1</script>'), same: element.outerHTML === before };
    });

  test('nothing in the copy runs, fetches or leads anywhere', async () => {
    const page = await open('/hostile.html');
    const { html, same } = await capture(page);
    assert.equal(same, true, 'the page itself is not touched');
    for (const [what, pattern] of [
      ['a script', /<script/i],
      ['a handler', /\son\w+\s*=/i],
      ['a script address', /javascript:/i],
      ['a fetching style', /url\((?!"#)/i],
      ['an import', /@import/i],
      ['a frame', /<i?frame|<object|<embed|<base|<link|\ssrcdoc=/i],
      ['a form', /<form|<input|<button|<textarea/i],
      ['a live address', /\s(?:href|action|formaction|srcset|poster|background)=/i],
      ['a foreign source', /\ssrc="(?!data:image\/(?:png|jpeg);base64,)/i],
      ['a refresh', /http-equiv="(?!Content-Security-Policy)/i],
    ]) {
      assert.equal(pattern.exec(html)?.[0], undefined, what);
    }
    // Opened as a file would be, by a browser that would do everything the page asks: nothing happens.
    const opened = await browser.newPage();
    const asked = [];
    opened.on('request', (request) => asked.push(request.url()));
    await opened.route('**/opened.html', (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }),
    );
    await opened.goto(`${site.url}/opened.html`);
    await opened.waitForTimeout(300);
    const after = await opened.evaluate(() => ({
      hit: window.hit,
      scripts: document.scripts.length,
      title: document.title,
    }));
    assert.deepEqual(after, { hit: undefined, scripts: 0, title: 'hostile </title><script>1</script>' });
    assert.deepEqual(
      asked.filter((url) => !url.startsWith('data:')),
      [`${site.url}/opened.html`],
    );
    await opened.close();
    await page.close();
  });

  test('text is exact, secrets stay out, and what is missing is said', async () => {
    const page = await open('/hostile.html');
    const { copy } = await capture(page);
    assert.ok(copy.text.includes('👩‍👩‍👧‍👦 שלום عليكم 𠀀𪚥㐂 é é <script> 良言\tend'), copy.text);
    assert.ok(copy.text.includes('one two three'), 'white space is folded as the page folds it');
    assert.ok(copy.text.includes('inside the frame'));
    assert.ok(copy.text.includes('open shadow slotted'));
    for (const gone of ['hidden words', 'in a template', 'no script', 'secret-1', 'draft-2', 'draft-3', 'draft-4']) {
      assert.ok(!copy.text.includes(gone) && !copy.markup.includes(gone), gone);
    }
    const kinds = new Map(copy.gaps.map(({ what, where }) => [what, where]));
    for (const what of [
      'image-not-loaded',
      'background-image',
      'cross-origin-frame',
      'embedded-object',
      'form-values',
      'closed-shadow-root',
      'virtualised-rows',
      'damaged-text',
    ]) {
      assert.ok(kinds.has(what), what);
    }
    assert.equal(kinds.get('background-image'), 'https://evil.test/leak', 'no query: it may carry a token');
    const asked = await page.evaluate(async () => {
      const { copyElement } = await import('/dist/evidence.js');
      const more = copyElement(document.querySelector('#thread'), { formValues: true });
      return more.markup;
    });
    assert.ok(
      asked.includes('draft-2') && asked.includes('draft-3') && asked.includes('draft-4'),
      'values, when asked for',
    );
    assert.ok(!asked.includes('secret-1'), 'a password never');
    await page.close();
  });

  test('the copy is read back as the very tree it was written from', async () => {
    const page = await open('/hostile.html');
    const { html } = await capture(page);
    const { asHtml, asXml } = await page.evaluate((source) => {
      const shape = (element) => [element.localName, ...[...element.children].map(shape)];
      const body = source.slice(source.indexOf('<body>') + 6, source.indexOf('</body>'));
      const xml = new DOMParser().parseFromString(
        `<body xmlns="http://www.w3.org/1999/xhtml">${body}</body>`,
        'text/xml',
      );
      const parsed = new DOMParser().parseFromString(source, 'text/html');
      return { asHtml: JSON.stringify(shape(parsed.body)), asXml: JSON.stringify(shape(xml.documentElement)) };
    }, html);
    assert.equal(asHtml, asXml);
    await page.close();
  });

  test('50,000 nodes, a deep nest and huge pictures are bounded, and their text is there', async () => {
    const page = await open('/hostile.html');
    const got = await page.evaluate(async () => {
      const { copyElement, documentOf, LIMITS } = await import('/dist/evidence.js');
      const thread = document.querySelector('#thread');
      thread.replaceChildren();
      let deep = thread;
      for (let at = 0; at < 400; at += 1) deep = deep.appendChild(document.createElement('div'));
      deep.textContent = 'at the bottom';
      for (let at = 0; at < 50_000; at += 1) {
        thread.appendChild(document.createElement('i')).textContent = `n${at} `;
      }
      const huge = document.createElement('canvas');
      huge.width = 4000;
      huge.height = 4000;
      huge.style.width = '50px';
      thread.prepend(
        huge,
        ...Array.from({ length: 9 }, () =>
          Object.assign(document.createElement('canvas'), { width: 2000, height: 2000 }),
        ),
      );
      const copy = copyElement(thread);
      return {
        length: documentOf(copy, '').length,
        bottom: copy.text.includes('at the bottom'),
        last: copy.text.includes('n49999'),
        gaps: copy.gaps.map(({ what }) => what),
        limits: LIMITS,
      };
    });
    assert.ok(got.length < got.limits.markup + got.limits.pictures, `${got.length} code units`);
    assert.equal(got.bottom, true);
    assert.equal(got.last, true);
    for (const what of ['limit-elements', 'limit-style', 'limit-depth', 'limit-pictures']) {
      assert.ok(got.gaps.includes(what), what);
    }
    await page.close();
  });

  test('a picture of another origin is left out and named, and the rest of the picture is there', async () => {
    const page = await open('/hostile.html');
    const got = await page.evaluate(async (foreign) => {
      const { copyElement, takePicture } = await import('/dist/evidence.js');
      const thread = document.querySelector('#thread');
      const image = new Image(40, 40);
      image.src = foreign;
      await image.decode();
      thread.replaceChildren('beside a foreign picture', image);
      const copy = copyElement(thread);
      const { picture, gaps } = await takePicture(thread, copy);
      return { gaps: [...copy.gaps, ...gaps].map(({ what }) => what), picture: picture?.bytes.length ?? 0 };
    }, `${site.other}/dot.png`);
    assert.deepEqual(got.gaps, ['cross-origin-image']);
    assert.ok(got.picture > 100);
    await page.close();
  });
});
