// The quality gate: `node xtask/node/gate.mjs FOLDER` runs `liangyan eval` on the sets in FOLDER and compares every figure
// that tests/quality/floors.json names with the bound recorded there.
//
// floors.json: { "path/in/FOLDER.jsonl.gz": { "figure.as.dotted.path": { "min": 0.8 } | { "max": 0.005 } } }
// A set that is not in FOLDER is skipped with a line; a figure that `eval` does not print is a failure. The sets
// `packs/LANG/cases` are the held-out part of the repository's own cases.
//
// `--record` measures every set named there, or every set in FOLDER while there is no floors.json, and records what it
// finds less a little slack. Read the difference before committing it: a floor that sinks needs its reason.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './command.mjs';
import { evaluate, HELD_OUT } from './evaluate.mjs';

const FLOORS = join(root, 'tests/quality/floors.json');

/** What is recorded of a set: the figure, which way it may not go, and by how much it may move before that counts. */
const RECORDED = [
  { path: 'recall_at.warn', bound: 'min', slack: 0.005 },
  { path: 'auc', bound: 'min', slack: 0.005 },
  { path: 'macro_f1', bound: 'min', slack: 0.005 },
  { path: 'false_alarms_at.warn', bound: 'max', slack: 0.0005 },
];
/** ... and of the held-out cases besides: the quieter level, the kinds of cruelty, and the kinds of speech that must pass. */
const PASSING = ['counter_speech', 'criticism', 'report', 'identity', 'support', 'everyday'];
/** What the cases are about: each kind of cruelty has a floor of its own. */
const CATEGORIES = [
  'insult',
  'mockery',
  'defamation',
  'hate',
  'threat',
  'self_harm_bait',
  'doxxing',
  'sexual',
  'incitement',
];
const RECORDED_OF_CASES = [
  { path: 'recall_at.hint', bound: 'min', slack: 0.005 },
  { path: 'false_alarms_at.hint', bound: 'max', slack: 0.002 },
  ...CATEGORIES.map((name) => ({ path: `by_category.${name}.recall_at.hint`, bound: 'min', slack: 0.02 })),
  ...PASSING.map((slice) => ({ path: `slices.${slice}.false_alarms_at.warn`, bound: 'max', slack: 0.005 })),
];

/** The name `eval` gives a set: `train/cold_dev.jsonl.gz` is `cold_dev`; folders of cases keep theirs. */
const nameOf = (set) => (HELD_OUT.includes(set) ? set : basename(set).replace(/\.jsonl(?:\.gz)?$/, ''));

/** What `liangyan eval --json` says about these sets, by name. */
function measure(folder, sets) {
  const files = sets.filter((set) => !HELD_OUT.includes(set)).map((set) => resolve(root, folder, set));
  const cases = sets.filter((set) => HELD_OUT.includes(set));
  return { ...evaluate(files), ...evaluate(cases, { heldOut: true }) };
}

/** Whether a set can be measured here. */
const isThere = (folder, set) => HELD_OUT.includes(set) || existsSync(resolve(root, folder, set));

/** The sets in a folder, as paths inside it. */
function setsIn(folder) {
  return readdirSync(folder, { recursive: true })
    .map((path) => String(path).replaceAll('\\', '/'))
    .filter((path) => /\.jsonl(?:\.gz)?$/.test(path))
    .sort();
}

/** The figure at a dotted path (`false_alarms_at.warn`), or undefined. */
export function figure(result, path) {
  return path.split('.').reduce((value, key) => value?.[key], result);
}

/** Compares the figures of one set with their bounds: `[{ path, value, bound, ok }]`. */
export function compare(result, bounds) {
  return Object.entries(bounds).map(([path, { min, max }]) => {
    const value = figure(result, path);
    const ok = typeof value === 'number' && (min === undefined || value >= min) && (max === undefined || value <= max);
    const bound = [min === undefined ? [] : `at least ${min}`, max === undefined ? [] : `at most ${max}`].flat();
    return { path, value, bound: bound.join(', '), ok };
  });
}

/** The bounds to record for one set; figures that do not apply to it (a control has no recall) are left out. */
export function bounds(result, recorded = RECORDED) {
  const made = {};
  for (const { path, bound, slack } of recorded) {
    const value = figure(result, path);
    if (typeof value !== 'number') continue;
    const moved = bound === 'min' ? Math.max(0, value - slack) : value + slack;
    made[path] = { [bound]: Number(moved.toFixed(4)) };
  }
  return made;
}

function record(folder, known) {
  const named = known ? Object.keys(known) : setsIn(folder);
  const sets = [...new Set([...named, ...HELD_OUT])].filter((set) => isThere(folder, set));
  const results = measure(folder, sets);
  const floors = { ...known };
  for (const set of sets) {
    floors[set] = bounds(results[nameOf(set)], HELD_OUT.includes(set) ? [...RECORDED, ...RECORDED_OF_CASES] : RECORDED);
  }
  mkdirSync(dirname(FLOORS), { recursive: true });
  writeFileSync(FLOORS, `${JSON.stringify(floors, null, 2)}\n`);
  console.log(`recorded ${sets.length} sets in tests/quality/floors.json`);
  return 0;
}

function hold(folder, floors) {
  const there = Object.keys(floors).filter((set) => isThere(folder, set));
  for (const set of Object.keys(floors)) {
    if (!there.includes(set)) console.log(`skipped: ${set} is not in ${folder}`);
  }
  const results = measure(folder, there);
  let failed = 0;
  for (const set of there) {
    for (const { path, value, bound, ok } of compare(results[nameOf(set)], floors[set])) {
      if (!ok) failed += 1;
      console.log(`${ok ? 'ok    ' : 'FAILED'} ${set}: ${path} = ${value ?? 'not there'} (${bound})`);
    }
  }
  console.log(failed === 0 ? 'quality gate: every figure holds' : `quality gate: ${failed} figure(s) out of bounds`);
  return failed === 0 ? 0 : 1;
}

function main() {
  const words = process.argv.slice(2);
  const folder = words.find((word) => !word.startsWith('--'));
  if (!folder) {
    console.error('usage: node xtask/node/gate.mjs FOLDER [--record]');
    return 2;
  }
  const floors = existsSync(FLOORS) ? JSON.parse(readFileSync(FLOORS, 'utf8')) : null;
  if (words.includes('--record')) return record(folder, floors);
  if (!floors) {
    console.log('no floors are recorded (tests/quality/floors.json): the quality gate has nothing to hold');
    return 0;
  }
  return hold(folder, floors);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = main();
