// From one key to sealed: how long a capture takes from the call to the moment it would outlive a power cut, picture included, in
// every engine that is installed. `npm run bench:evidence` (or `node bench/evidence.mjs [RUNS]`) prints the table that stands in
// pkg/docs/evidence.md. The first capture, which loads the module and makes the key, is given apart.

import { ENGINES } from '../tests/browser/engines/index.mjs';
import { serve } from '../tests/evidence/site.mjs';

const RUNS = Number(process.argv[2] ?? 30);
const COUNTS = [1, 200];

const site = await serve();
console.log(
  `${RUNS} runs each, ${new Date().toISOString().slice(0, 10)}; milliseconds: median, p95 (the first of all)\n`,
);
console.log(`| | ${COUNTS.map((count) => `${count} message${count > 1 ? 's' : ''}`).join(' | ')} |`);
console.log(`| --- | ${COUNTS.map(() => '---:').join(' | ')} |`);
for (const engine of ENGINES) {
  if (engine.skip) {
    console.log(`| ${engine.name} | ${engine.skip} |`);
    continue;
  }
  const browser = await engine.launch({});
  const cells = [];
  for (const count of COUNTS) {
    const page = await browser.open(`${site.url}/thread.html`, { lang: 'zh-CN' });
    await page.waitFor(() => window.ready === true);
    const taken = [];
    // One at a time: a driver does not wait for long.
    for (let run = 0; run < RUNS; run += 1) {
      taken.push(
        await page.evaluate(async (messages) => {
          window.vault ??= await window.plainEvidence.openVault();
          const request = window.evidence.request(messages);
          const began = performance.now();
          await window.vault.capture(request);
          return performance.now() - began;
        }, count),
      );
    }
    await page.close();
    const [first, ...rest] = taken;
    const sorted = rest.sort((a, b) => a - b);
    const at = (part) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]);
    cells.push(`${at(0.5)}, ${at(0.95)} (${Math.round(first)})`);
  }
  await browser.close();
  console.log(`| ${engine.name} | ${cells.join(' | ')} |`);
}
await site.close();
