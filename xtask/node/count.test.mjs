import assert from 'node:assert/strict';
import { test } from 'node:test';
import { count, skipReasons } from './count.mjs';

test("cargo's lines add up, one a binary", () => {
  const out = [
    'test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s',
    'test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s',
  ].join('\n');
  assert.deepEqual(count(out, 101), { passed: 15, failed: 2, skipped: 1 });
});

test("node's spec reporter is read with colours on", () => {
  const out = '\u001b[34mℹ pass 4\u001b[39m\n\u001b[34mℹ fail 1\u001b[39m\nℹ cancelled 1\nℹ skipped 2\n';
  assert.deepEqual(count(out, 1), { passed: 4, failed: 2, skipped: 2 });
});

test('the plain line is read', () => {
  assert.deepEqual(count('zh: 900 passed, 0 failed\n', 0), { passed: 900, failed: 0, skipped: 0 });
  assert.deepEqual(count('900 passed, 1 failed, 2 skipped\n', 1), { passed: 900, failed: 1, skipped: 2 });
});

test('a suite that prints no count counts by its exit code', () => {
  assert.deepEqual(count('all is well\n', 0), { passed: 1, failed: 0, skipped: 0 });
  assert.deepEqual(count('segmentation fault\n', 139), { passed: 0, failed: 1, skipped: 0 });
});

test('a crash after passing tests is a failure', () => {
  assert.deepEqual(count('ℹ pass 4\nℹ fail 0\n', 1), { passed: 4, failed: 1, skipped: 0 });
});

test('a suite that counted nothing passed nothing', () => {
  assert.deepEqual(count('test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured', 0), {
    passed: 0,
    failed: 0,
    skipped: 0,
  });
});

test('reasons for skipping are collected once each', () => {
  const out = [
    '﹣ opens in Firefox (0.1ms) # SKIP',
    '﹣ opens in Firefox (0.2ms) # SKIP',
    '  \u001b[90m﹣ seals (1.5ms) # no Chromium here\u001b[39m',
    '✔ counts (1ms)',
  ].join('\n');
  assert.deepEqual(skipReasons(out), ['opens in Firefox', 'seals: no Chromium here']);
});
