// Asks the children of a run: `child.mjs`, one process a question.

import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { FAMILIES } from './families.mjs';
import { PACE } from './pace.mjs';
import { least, median } from './statistics.mjs';

const CHILD = fileURLToPath(new URL('child.mjs', import.meta.url));
const command = (args) => [process.execPath, ['--expose-gc', CHILD, ...args]];

/** A child's answer. */
export function child(args) {
  const done = spawnSync(...command(args), { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(`${args.slice(0, 2).join(' ')} failed: ${done.stderr}`);
  return JSON.parse(done.stdout);
}

/** The start of a contestant: the least of its times, the middle of its memory. */
export function starts(id) {
  const runs = Array.from({ length: PACE.starts }, () => child(['ready', id]));
  const of = (key, pick) => pick(runs.map((run) => run[key]));
  return {
    ms: of('ms', least),
    first: of('first', least),
    rss: of('rss', median),
    heap: of('heap', median),
    linear: of('linear', median),
  };
}

/** What the families cost a contestant; null for those that it was given up on. */
export async function growthOf(id) {
  const rows = {};
  let left = Object.keys(FAMILIES);
  while (left.length > 0) {
    for await (const { family, short, long } of families(id, left)) rows[family] = { short, long };
    left = left.filter((family) => !(family in rows));
    // The child ended before this one was answered.
    if (left.length > 0) rows[left.shift()] = null;
  }
  return rows;
}

/** The answers of one child, until it is done or keeps silent too long. */
async function* families(id, names) {
  const [program, args] = command(['growth', id, ...names]);
  const running = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let watch;
  const wait = () => {
    clearTimeout(watch);
    watch = setTimeout(() => running.kill('SIGKILL'), PACE.patience);
  };
  wait();
  try {
    for await (const line of createInterface({ input: running.stdout })) {
      wait();
      yield JSON.parse(line);
    }
  } finally {
    clearTimeout(watch);
    running.kill('SIGKILL');
  }
}
