import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bounds, compare, figure } from './gate.mjs';

const result = { f1: 0.5, levels: { warn: { rate: 0.004 } }, sets: [{ n: 3 }] };

test('figures are found by dotted paths', () => {
  assert.equal(figure(result, 'levels.warn.rate'), 0.004);
  assert.equal(figure(result, 'sets.0.n'), 3);
  assert.equal(figure(result, 'levels.hint.rate'), undefined);
});

test('a figure out of bounds fails', () => {
  const ok = (bounds) => compare(result, bounds).every((row) => row.ok);
  assert.ok(ok({ f1: { min: 0.5 }, 'levels.warn.rate': { max: 0.004 } }));
  assert.ok(!ok({ f1: { min: 0.51 } }));
  assert.ok(!ok({ 'levels.warn.rate': { max: 0.0039 } }));
});

test('a figure that is not there fails', () => {
  assert.equal(compare(result, { recall: { min: 0 } })[0].ok, false);
});

test('recorded bounds leave a little slack, and leave out what does not apply', () => {
  const recorded = bounds({ auc: null, recall_at: { warn: null }, false_alarms_at: { warn: 0.001 } });
  assert.deepEqual(recorded, { 'false_alarms_at.warn': { max: 0.0015 } });
  assert.deepEqual(bounds({ auc: 0.9, macro_f1: 0.002 }), { auc: { min: 0.895 }, macro_f1: { min: 0 } });
});
