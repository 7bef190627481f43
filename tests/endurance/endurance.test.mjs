// A short run of each soak; the short runs of what is fuzzed are Rust tests, in `tests/short.rs`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judged } from './memory.mjs';
import { soakMessages } from './soak.mjs';

test('memory that grows is told from memory that stays', () => {
  const samples = (heap, linear = () => 5) =>
    Array.from({ length: 24 }, (_, n) => ({ heap: heap(n), linear: linear(n) }));
  assert.equal(judged(samples((n) => 9e6 + (n % 3) * 1e5)).flat, true);
  assert.equal(judged(samples((n) => 9e6 + n * 3e5)).flat, false);
  // A page of WebAssembly more is a leak, unless it came while warming up.
  assert.equal(
    judged(
      samples(
        () => 9e6,
        (n) => (n > 20 ? 6 : 5) * 65_536,
      ),
    ).flat,
    false,
  );
  assert.equal(
    judged(
      samples(
        () => 9e6,
        (n) => (n > 2 ? 6 : 5) * 65_536,
      ),
    ).flat,
    true,
  );
});

test('twenty thousand messages through one instance leave memory where it was', async () => {
  const said = await soakMessages(20_000);
  assert.equal(said.kind, 'wasm');
  assert.equal(said.messages, 20_000);
  assert.equal(said.again, 0, 'the instance was made again');
  assert.ok(said.levels.none > 0 && said.levels.severe > 0, JSON.stringify(said.levels));
  assert.ok(said.flat, JSON.stringify(said));
});
