// Three real engines behind one small driver: Chromium, Firefox and WebKit, as they are installed on this machine.
//
//   import { describeEngines } from './engines/index.mjs';
//
//   describeEngines('the inbox', ({ browser, engine, test }) => {
//     test('a held message is listed', async () => {
//       const page = await browser().open(url, { lang: 'en' });
//       await page.click('.held-folder');                 // CSS; ` >>> ` steps into an open shadow root
//       await page.type('You are late');                  // real keys, into whatever has the focus
//       await page.press('Control+Enter');
//       await page.waitFor(() => document.querySelectorAll('.row').length === 3);
//       assert.equal(await page.evaluate((id) => document.getElementById(id).value, 'field'), '');
//       await page.close();                               // fails the test if the page has faults
//     });
//   });
//
// `describeEngines(name, body, { only, ...options })` runs `body` once an engine, with one browser start each, and skips with
// a clear line where the engine is not installed (Debian: see xtask/node/debian.mjs). `only: ['chromium']` leaves engines out.
//
// Options of a start, and of a page where the engine can change them later (`engine.atStart` names those it cannot):
//   lang           BCP 47, default en; WebKit always has en-US
//   width, height  of the viewport in CSS pixels, default 1280 by 860; WebKit's window is never narrower than 447
//   theme          'light' (default) or 'dark'
//   motion         'reduce' (default) or 'no-preference'
//   forcedColors   false (default) or true; WebKit has none
//
// A browser
//   open(url, options)   a page of its own, with empty storage; `sharing: page` instead opens a second tab on the storage of
//                        another page.
//   close()              ends every page, and every process that was started.
//
// A page
//   evaluate(fn, ...args)     runs a function in the page; arguments and answer travel as JSON; a promise is awaited.
//   waitFor(fn, ...args)      asks again until the answer is truthy, and gives it back; at most 10 s.
//   click(selector)           waits for the element, scrolls to it, presses with a real pointer at its middle.
//   doubleClick(selector)
//   type(text), press(keys)   real keys: `press('Enter')`, `press('Shift+Tab')`. `keyDown`, `keyUp` for one half.
//   insert(text)              puts text in as one piece, as dictation does: for texts a keyboard has no keys for.
//   compose(steps)            an input method at work in the focused field; resolves to `commit(chosen)`. Chromium is driven
//                             through its own input protocol; the others get the events they fire, in their order
//                             (engines/composition.mjs says where that order comes from).
//   undo()                    the browser's own undo of what was typed last.
//   text(selector), value(selector), count(selector), exists(selector), attribute(selector, name)
//   gone(selector)            waits until nothing matches.
//   reload(), goto(url), resize(width, height), screenshot(path)
//   pause(ms)                 lets time pass, for what must not happen.
//   requests()                every address the page has fetched since it was opened.
//   faults()                  what must not happen: script errors, console errors, policy violations, requests to another
//                             origin. WebKit's driver tells none of it, so there it is heard in the page, from right after it
//                             loaded.
//   expectFault(pattern)      such a fault is part of the test.
//   close()                   and asserts that there were no faults.
//   raw                       the library's own page, for what only one engine can do.

import { after, before, describe, test } from 'node:test';
import { chromium } from './chromium.mjs';
import { firefox } from './firefox.mjs';
import { webkit } from './webkit.mjs';

/** Every engine: `{ name, skip, atStart, launch(options) }`; `skip` is false, or why it cannot run here. */
export const ENGINES = [chromium, firefox, webkit];

/** Runs the same tests in every engine, or in those `only` names. */
export function describeEngines(name, body, { only = ENGINES.map((engine) => engine.name), ...options } = {}) {
  for (const engine of ENGINES.filter((one) => only.includes(one.name))) {
    describe(`${name} (${engine.name})`, { skip: engine.skip }, () => {
      let running = null;
      before(async () => {
        running = await engine.launch(options);
      });
      after(() => running?.close());
      body({ engine, browser: () => running, test });
    });
  }
}
