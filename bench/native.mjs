// This engine without JavaScript around it: bench/native, built here.

import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { root } from '../xtask/node/command.mjs';
import { FAMILIES, LONG, SHORT } from './families.mjs';
import { PACE } from './pace.mjs';
import { least, median } from './statistics.mjs';

export const NATIVE = 'liangyan (native)';

/** Runs cargo, and gives back what it wrote. */
export function cargo(...args) {
  const done = spawnSync('cargo', args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 28,
  });
  if (done.status !== 0) throw new Error(`cargo ${args.join(' ')} failed: see above`);
  return done.stdout;
}

function program() {
  const built = cargo('build', '-q', '--release', '-p', 'liangyan-bench', '--message-format=json');
  const made = built
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).executable)
    .findLast(Boolean);
  return (work, packs, what, sets) => {
    const file = join(work, 'native-texts');
    const texts = sets.map((set) => set.texts.map((text) => text.replaceAll('\u001e', ' ')).join('\0'));
    writeFileSync(file, texts.join('\u001e'));
    const args = [what, String(what === '--growth' ? PACE.family : PACE.set), file, ...packs];
    const done = spawnSync(made, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
    if (done.status !== 0) throw new Error(`the native bench failed: ${done.stderr}`);
    return { size: statSync(made).size, ...JSON.parse(done.stdout) };
  };
}

/** A row as the contestants', and the cost of each stage by set. */
export function measureNative(work, { sets, lengths, scripts }, shipped) {
  const ask = program();
  // They ship gzipped, and the engine itself unpacks nothing.
  const packs = shipped.map((path) => {
    const plain = join(work, basename(path));
    writeFileSync(plain, gunzipSync(readFileSync(path)));
    return plain;
  });
  const timed = (list) => {
    const { sets: found } = ask(work, packs, '--speed', list);
    return list.map(({ texts, ...set }, at) => ({ ...set, count: texts.length, ...found[at] }));
  };
  const runs = Array.from({ length: PACE.starts }, () => ask(work, packs, '--ready', []));
  const families = Object.values(FAMILIES).flatMap((make) => [make(SHORT), make(LONG)]);
  const { times } = ask(work, packs, '--growth', [{ texts: families }]);
  const row = {
    id: NATIVE,
    ours: true,
    languages: ['zh', 'en'],
    start: {
      ms: least(runs.map(({ readyMs }) => readyMs)),
      first: least(runs.map(({ firstMs }) => firstMs)),
      rss: median(runs.map(({ rss }) => rss)),
      heap: 0,
      linear: 0,
    },
    bytes: null,
    program: runs[0].size,
    sets: timed(sets),
    lengths: timed(lengths),
    scripts: timed(scripts),
    growth: Object.fromEntries(
      Object.keys(FAMILIES).map((name, at) => [name, { short: times[2 * at], long: times[2 * at + 1] }]),
    ),
  };
  const { stages } = ask(work, packs, '--stages', sets);
  return { row, stages: sets.map(({ texts, ...set }, at) => ({ ...set, count: texts.length, ...stages[at] })) };
}
