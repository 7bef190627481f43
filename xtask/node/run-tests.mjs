// `npm test`: all set-up, then every test. The last line is `N passed, N failed`, with `, N skipped` where tests were.
//
// `npm test -- WORD` runs only the suites whose name contains WORD.

import { since, stream } from './command.mjs';
import { count, skipReasons } from './count.mjs';
import { setUp } from './setup.mjs';
import { suites } from './suites.mjs';

/** A suite that runs longer hangs. Milliseconds. */
const SUITE_LIMIT = 15 * 60_000;

const started = Date.now();
const only = process.argv.slice(2);
await setUp({ system: true });

const rows = [];
const skipped = new Set();
for (const suite of suites().filter(({ name }) => only.every((word) => name.includes(word)))) {
  console.log(`\n== ${suite.name}`);
  const suiteStarted = Date.now();
  const { code, out, timedOut } = await stream(suite.program, suite.args, { limitMs: SUITE_LIMIT });
  if (timedOut) console.log(`${suite.name}: ended after ${SUITE_LIMIT / 60_000} minutes, it did not finish`);
  rows.push({ name: suite.name, took: since(suiteStarted), ...count(out, code) });
  for (const reason of skipReasons(out)) skipped.add(`${suite.name}: ${reason}`);
}

const total = { passed: 0, failed: 0, skipped: 0 };
console.log('');
for (const row of rows) {
  for (const key of Object.keys(total)) total[key] += row[key];
  const mark = row.failed > 0 ? 'FAILED' : 'ok';
  console.log(
    `${mark.padEnd(7)}${row.name.padEnd(26)}${row.passed} passed, ${row.failed} failed, ${row.skipped} skipped in ${row.took}`,
  );
}
for (const reason of skipped) console.log(`skipped: ${reason}`);
console.log(`all of it in ${since(started)}\n`);
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
