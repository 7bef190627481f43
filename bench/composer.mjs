// What the guard adds to a key stroke: `node bench/composer.mjs`, after `npm run build`. In each engine that is installed a
// draft of 500 characters is typed into, once in a guarded field and once in a plain one of the same page, and the time from
// the input event to the end of the layout it causes is taken. Prints a table; pkg/docs/composer.md cites one run of it.

import { cpus } from 'node:os';
import { ENGINES } from '../tests/browser/engines/index.mjs';
import { serveFields } from '../tests/browser/sites.mjs';

const STROKES = 200;
const QUIET = 'We met at the station and walked along the river until the lamps came on. '.repeat(7).slice(0, 500);
const MARKED = `${QUIET.slice(0, 450)} you are a worthless idiot you know that`.slice(0, 500);

/** Mean and 95th percentile of what was measured, milliseconds. Firefox and WebKit tell whole milliseconds: their mean says more. */
function summary(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const sum = times.reduce((total, one) => total + one, 0);
  return { mean: sum / times.length, high: sorted[Math.floor(sorted.length * 0.95)] };
}

/** Types into a field and gives the milliseconds each stroke took. */
async function strokes(page, id, text) {
  await page.evaluate(
    (which, words) => {
      const field = document.getElementById(which);
      field.value = words;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
    id,
    text,
  );
  await page.pause(1200);
  await page.click(`#${id}`);
  await page.press('Control+Home');
  await page.evaluate(() => {
    window.times = [];
    let began = 0;
    window.addEventListener('input', () => (began = performance.now()), { capture: true });
    window.addEventListener('input', () => {
      // The layout that the listeners asked for belongs to the stroke.
      void document.documentElement.offsetHeight;
      window.times.push(performance.now() - began);
    });
  });
  await page.type('abcdefghij'.repeat(STROKES / 10));
  return page.evaluate(() => window.times);
}

const site = await serveFields();
const rows = [];
const ms = (value) => value.toFixed(2);
try {
  for (const engine of ENGINES) {
    if (engine.skip) {
      console.log(`${engine.name}: ${engine.skip}`);
      continue;
    }
    const browser = await engine.launch({});
    try {
      for (const [what, text] of Object.entries({ 'nothing marked': QUIET, 'words marked': MARKED })) {
        const took = {};
        for (const [key, id] of [
          ['plain', 'plain'],
          ['guarded', 'textarea'],
        ]) {
          const page = await browser.open(site.url, { width: 1280, height: 1300 });
          await page.waitFor(() => window.fields?.ready);
          await page.evaluate(() => window.fields.guardPlainly('textarea'));
          took[key] = summary(await strokes(page, id, text));
          await page.close();
        }
        const { plain, guarded } = took;
        const cells = [engine.name, what, ms(plain.mean), ms(guarded.mean), ms(plain.high), ms(guarded.high)];
        rows.push(`| ${cells.join(' | ')} |`);
      }
    } finally {
      await browser.close();
    }
  }
} finally {
  await site.close();
}
console.log(
  `${STROKES} key strokes into 500 characters, ${new Date().toISOString().slice(0, 10)}, ${cpus()[0].model}, milliseconds:\n`,
);
console.log('| engine | draft | plain, mean | guarded, mean | plain, 95 % | guarded, 95 % |');
console.log('| --- | --- | ---: | ---: | ---: | ---: |');
console.log(rows.join('\n'));
