// The editors of editors.test.mjs in every engine: marked without a change to their model, covered through it.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { describeEngines } from './engines/index.mjs';
import { servePage } from './sites.mjs';

let site;
before(async () => {
  site = await servePage('editors');
});
after(() => site.close());

describeEngines('guarded editors', ({ browser, test }) => {
  for (const name of ['prosemirror', 'tiptap', 'lexical', 'quill']) {
    test(`${name}: a mark on the second line, the model untouched; a number is covered in the model`, async () => {
      const page = await browser().open(`${site.url}editors.html`);
      await page.waitFor(() => window.editors?.ready);
      const model = () => page.evaluate((which) => window.editors.model[which](), name);
      await page.evaluate((which) => window.editors.focus(which), name);
      await page.type('Good morning');
      await page.press('Enter');
      await page.type('So you are a worthless idiot');
      await page.waitFor(() => window.editors.highlighted().join('').includes('idiot'));
      assert.doesNotMatch((await page.evaluate(() => window.editors.highlighted())).join(''), /morning/);
      assert.equal(await model(), 'Good morning\nSo you are a worthless idiot');

      await page.evaluate(() => window.editors.setNumberEngine());
      await page.press('Enter');
      await page.type('call 13812345678 all night');
      await page.evaluate((which) => {
        window.answer = null;
        window.editors.guards[which].review().then((answer) => {
          window.answer = answer;
        });
      }, name);
      await page.click('liangyan-dialog >>> .mask');
      assert.equal((await page.waitFor(() => window.answer)).decision, 'edit');
      await page.waitFor((which) => !window.editors.model[which]().includes('138'), name);
      assert.equal(await model(), 'Good morning\nSo you are a worthless idiot\ncall 1********** all night');
      await page.close();
    });
  }
});
