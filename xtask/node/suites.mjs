// Every test suite of the repository, in the order `npm test` runs them.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './command.mjs';

const LIANGYAN = ['run', '-q', '--release', '-p', 'liangyan-cli', '--'];

function folders(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  return readdirSync(full)
    .filter((name) => statSync(join(full, name)).isDirectory())
    .sort();
}

/** The `*.test.mjs` and `*.test.js` files under a folder, as paths from the root. */
function testFiles(path) {
  const found = [];
  for (const entry of readdirSync(join(root, path), { withFileTypes: true })) {
    if (entry.name === 'node_modules') continue;
    const inside = `${path}/${entry.name}`;
    if (entry.isDirectory()) found.push(...testFiles(inside));
    else if (/\.test\.m?js$/.test(entry.name)) found.push(inside);
  }
  return found.sort();
}

function rust() {
  // The build and the bench have no tests of their own, and what they depend on takes minutes to build once more.
  const without = ['xtask', 'liangyan-bench', 'liangyan-bench-rustrict'].flatMap((name) => ['--exclude', name]);
  return [{ name: 'Rust', program: 'cargo', args: ['test', '-q', '--workspace', ...without] }];
}

/** Each pack's own hits and misses, and its lints. */
function packs() {
  return folders('packs')
    .filter((name) => existsSync(join(root, 'packs', name, 'PACK')))
    .flatMap((name) =>
      ['lint', 'test'].map((what) => ({
        name: `pack ${what} ${name}`,
        program: 'cargo',
        args: [...LIANGYAN, 'pack', what, `packs/${name}`],
      })),
    );
}

/** The npm workspaces that have a `test` script. */
function workspaces() {
  const { workspaces: names } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return names
    .filter((name) => existsSync(join(root, name, 'package.json')))
    .filter((name) => JSON.parse(readFileSync(join(root, name, 'package.json'), 'utf8')).scripts?.test)
    .map((name) => ({ name: `npm ${name}`, program: 'npm', args: ['run', '-s', 'test', '-w', name] }));
}

/** What crosses rooms: every folder of `tests/` with node tests in it is a suite. One file at a time: they start browsers. */
function crossing() {
  return ['xtask', ...folders('tests').map((name) => `tests/${name}`)]
    .map((folder) => ({ folder, files: testFiles(folder) }))
    .filter(({ files }) => files.length > 0)
    .map(({ folder, files }) => ({
      name: folder,
      program: process.execPath,
      args: ['--test', '--test-reporter=spec', '--test-concurrency=1', ...files],
    }));
}

/** Every suite: `{ name, program, args }`. */
export function suites() {
  return [...rust(), ...packs(), ...workspaces(), ...crossing()];
}
