// Reads how many tests passed, failed and were skipped from what a test runner printed.

import { stripVTControlCharacters } from 'node:util';

const READERS = [
  // cargo test, one line a binary.
  { line: /^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored/gm, at: { passed: 1, failed: 2, skipped: 3 } },
  // The plain line: `12 passed, 0 failed`, after it `, 1 skipped`, before it a word with a colon.
  { line: /^(?:\S+: )?(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$/gm, at: { passed: 1, failed: 2, skipped: 3 } },
  // node --test, spec and tap reporters. A cancelled test did not pass.
  { line: /^(?:ℹ|#) pass (\d+)\s*$/gm, at: { passed: 1 } },
  { line: /^(?:ℹ|#) fail (\d+)\s*$/gm, at: { failed: 1 } },
  { line: /^(?:ℹ|#) cancelled (\d+)\s*$/gm, at: { failed: 1 } },
  { line: /^(?:ℹ|#) (?:skipped|todo) (\d+)\s*$/gm, at: { skipped: 1 } },
];

/**
 * `{ passed, failed, skipped }` of one suite. A suite that printed no count counts as one test, by its exit code; one that
 * ended badly without a failed test counts as one failure, so that nothing red can look green.
 */
export function count(out, code) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const plain = stripVTControlCharacters(out);
  let counted = false;
  for (const { line, at } of READERS) {
    for (const match of plain.matchAll(line)) {
      counted = true;
      for (const [name, group] of Object.entries(at)) total[name] += Number(match[group] ?? 0);
    }
  }
  if (code !== 0 && total.failed === 0) total.failed = 1;
  if (code === 0 && !counted) total.passed = 1;
  return total;
}

/** The reasons node's spec reporter gave for skipped tests, each once. */
export function skipReasons(out) {
  const reasons = new Set();
  for (const match of stripVTControlCharacters(out).matchAll(/^\s*﹣ (.+?)(?: \([\d.]+ms\))?(?: # (.*))?$/gm)) {
    const [, name, why] = match;
    reasons.add(why && why !== 'SKIP' ? `${name}: ${why}` : name);
  }
  return [...reasons];
}
