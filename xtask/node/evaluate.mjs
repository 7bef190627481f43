// Runs `liangyan eval` and hands back what it measured.

import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { root } from './command.mjs';

/** The fifth of the example cases, by hash, that the scorer never saw: the repository's own public test. */
export const HELD_OUT = ['packs/zh/cases', 'packs/en/cases'];

/** `{ set: figures }`, by the names `eval` gives the sets: of these files, or of the held-out part of these folders of cases. */
export function evaluate(paths, { heldOut = false } = {}) {
  if (paths.length === 0) return {};
  const options = ['eval', '--json', ...(heldOut ? ['--held-out'] : [])];
  const files = heldOut ? paths : paths.map((path) => resolve(root, path));
  const done = spawnSync('cargo', ['run', '-q', '--release', '-p', 'liangyan-cli', '--', ...options, ...files], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 28,
  });
  if (done.status !== 0) throw new Error('liangyan eval failed: see above');
  return JSON.parse(done.stdout);
}
