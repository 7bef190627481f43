// `npm run lint`: formatting, lints, types and dependencies of everything. Runs all of them and fails at the end if one did.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, stream } from './command.mjs';
import { setUp } from './setup.mjs';
import { checkSupply } from './supply.mjs';

const BIN = 'node_modules/.bin';
const WASM = ['--target', 'wasm32-unknown-unknown'];
const STRICT = ['--', '-D', 'warnings'];

const steps = [
  ['cargo', ['fmt', '--all', '--check']],
  ['cargo', ['clippy', '-q', '--workspace', '--all-targets', ...STRICT]],
  // The files that only exist in the browser's builds.
  ['cargo', ['clippy', '-q', '-p', 'liangyan', '--features', 'engine-module,inbox-module', ...WASM, ...STRICT]],
  ['cargo', ['clippy', '-q', '-p', 'liangyan-evidence', '--features', 'evidence-module', ...WASM, ...STRICT]],
  ['cargo', ['clippy', '-q', '-p', 'liangyan-evidence', '--features', 'stamps-module', ...WASM, ...STRICT]],
  [`${BIN}/biome`, ['ci', '.']],
  ...['pkg', 'www']
    .filter((name) => existsSync(join(root, name, 'tsconfig.json')))
    .map((name) => [`${BIN}/tsc`, ['--noEmit', '-p', name]]),
];

// Types are checked against the built package, so it has to be there.
await setUp();
const failed = [];
for (const [program, args] of steps) {
  const name = `${program.replace(`${BIN}/`, '')} ${args.join(' ')}`;
  console.log(`\n== ${name}`);
  const { code } = await stream(program, args);
  if (code !== 0) failed.push(name);
}
console.log('\n== what the dependencies bring along');
failed.push(...checkSupply());
for (const name of failed) console.log(`lint failed: ${name}`);
console.log(failed.length === 0 ? '\nlint: nothing to complain about' : '');
process.exit(failed.length === 0 ? 0 : 1);
