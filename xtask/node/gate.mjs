// The quality gate: `node xtask/node/gate.mjs FOLDER` runs `liangyan eval` on the sets in FOLDER and compares every figure
// that tests/quality/floors.json names with the bound recorded there.
//
// floors.json: { "path/in/FOLDER": { "figure.as.dotted.path": { "min": 0.8 } | { "max": 0.005 } } }
// A set that is not in FOLDER is skipped with a line; a figure that `eval` does not print is a failure.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './command.mjs';

const FLOORS = 'tests/quality/floors.json';

/** What `liangyan eval --json` says about one file. */
function evaluate(file) {
  const args = ['run', '-q', '--release', '-p', 'liangyan-cli', '--', 'eval', file, '--json'];
  const done = spawnSync('cargo', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(`liangyan eval ${file} failed:\n${done.stderr}`);
  return JSON.parse(done.stdout);
}

/** The figure at a dotted path (`levels.warn.rate`, `0.f1`), or undefined. */
export function figure(result, path) {
  return path.split('.').reduce((value, key) => value?.[key], result);
}

/** Compares the figures of one set with their bounds: `[{ path, value, bound, ok }]`. */
export function compare(result, bounds) {
  return Object.entries(bounds).map(([path, { min, max }]) => {
    const value = figure(result, path);
    const ok = typeof value === 'number' && (min === undefined || value >= min) && (max === undefined || value <= max);
    const bound = [min === undefined ? [] : `at least ${min}`, max === undefined ? [] : `at most ${max}`]
      .flat()
      .join(', ');
    return { path, value, bound, ok };
  });
}

function main() {
  const folder = process.argv[2];
  if (!folder) {
    console.error('usage: node xtask/node/gate.mjs FOLDER');
    return 2;
  }
  if (!existsSync(join(root, FLOORS))) {
    console.log(`no floors are recorded (${FLOORS}): the quality gate has nothing to hold`);
    return 0;
  }
  let failed = 0;
  for (const [set, bounds] of Object.entries(JSON.parse(readFileSync(join(root, FLOORS), 'utf8')))) {
    const file = resolve(root, folder, set);
    if (!existsSync(file)) {
      console.log(`skipped: ${set} is not in ${folder}`);
      continue;
    }
    for (const { path, value, bound, ok } of compare(evaluate(file), bounds)) {
      if (!ok) failed += 1;
      console.log(`${ok ? 'ok    ' : 'FAILED'} ${set}: ${path} = ${value ?? 'not there'} (${bound})`);
    }
  }
  console.log(failed === 0 ? 'quality gate: every figure holds' : `quality gate: ${failed} figure(s) out of bounds`);
  return failed === 0 ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = main();
