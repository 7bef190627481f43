// `npm run bench`: the same work for this engine and for the packages people would pick instead, in one run.
//
// npm run bench                       texts: the packs' own sentences (speed only: they were written for this engine)
// npm run bench -- FOLDER             texts: corpora in FOLDER, or in the folder LIANGYAN_DATA names
// npm run bench -- FOLDER --write     also writes the tables into README.md and bench/README.md
//
// Everything measured goes to artifacts/bench.json.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../xtask/node/command.mjs';
import { setUp } from '../xtask/node/setup.mjs';
import { CONTESTANTS } from './contestants.mjs';
import { FAMILIES, LONG, SHORT } from './families.mjs';
import { least, median } from './statistics.mjs';
import { tables, writeTables } from './tables.mjs';
import { texts } from './texts.mjs';

const CHILD = fileURLToPath(new URL('child.mjs', import.meta.url));
const NATIVE = 'liangyan (native)';

/** Fresh processes a start is measured in. */
const STARTS = 7;

/** After this a contestant is given up on for a family, milliseconds. */
const PATIENCE = 60_000;

/** A child's answer, or null when it failed or took too long. */
function child(args, limit = 30 * 60_000) {
  const done = spawnSync(process.execPath, ['--expose-gc', CHILD, ...args], {
    encoding: 'utf8',
    timeout: limit,
    maxBuffer: 1 << 28,
  });
  if (done.error?.code === 'ETIMEDOUT') return null;
  if (done.status !== 0) throw new Error(`${args.slice(0, 2).join(' ')} failed: ${done.stderr}`);
  return JSON.parse(done.stdout);
}

function starts(id) {
  const runs = Array.from({ length: STARTS }, () => child(['ready', id]));
  const middle = (key) => median(runs.map((run) => run[key]));
  return { ms: least(runs.map((run) => run.ms)), rss: middle('rss'), heap: middle('heap'), linear: middle('linear') };
}

function growthOf(id) {
  const rows = {};
  for (const family of Object.keys(FAMILIES)) rows[family] = child(['growth', id, family], PATIENCE);
  return rows;
}

function native(program, packs, args) {
  const done = spawnSync(program, [...args, ...packs], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(`the native bench failed: ${done.stderr}`);
  return JSON.parse(done.stdout);
}

function measureNative(work, sets, packs) {
  const built = spawnSync('cargo', ['build', '-q', '--release', '-p', 'liangyan-bench', '--message-format=json'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 28,
  });
  if (built.status !== 0) throw new Error('the native bench does not build: see above');
  const program = built.stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).executable)
    .findLast(Boolean);

  const file = join(work, 'texts');
  writeFileSync(
    file,
    sets.map((set) => set.texts.map((text) => text.replaceAll('\u001e', ' ')).join('\0')).join('\u001e'),
  );
  const runs = Array.from({ length: 3 }, () => native(program, packs, [file]));
  const families = Object.values(FAMILIES).flatMap((make) => [make(SHORT), make(LONG)]);
  const family = join(work, 'families');
  writeFileSync(family, families.join('\0'));
  const times = native(program, packs, ['--growth', family]);
  return {
    id: NATIVE,
    ours: true,
    languages: ['zh', 'en'],
    start: { ms: least(runs.map((r) => r.readyMs)), rss: median(runs.map((r) => r.rss)), heap: 0, linear: 0 },
    bytes: null,
    program: statSync(program).size,
    sets: sets.map(({ name, language, abusive, texts: list }, i) => ({
      name,
      language,
      abusive,
      count: list.length,
      flagged: runs[0].sets[i].flagged,
      us: least(runs.map((r) => r.sets[i].us)),
    })),
    growth: Object.fromEntries(
      Object.keys(FAMILIES).map((name, i) => [name, { short: times[2 * i], long: times[2 * i + 1] }]),
    ),
  };
}

const words = process.argv.slice(2);
const write = words.includes('--write');
const folder = words.find((word) => !word.startsWith('--')) ?? process.env.LIANGYAN_DATA;

await setUp();
// Only now: both read what the build made.
const { packFiles } = await import('./material.mjs');
const { bytesOf } = await import('./bytes.mjs');

const { source, sets } = texts(folder);
// What others were doing to the machine: a run beside other work is no run to publish.
const [loadBefore] = loadavg();
const work = mkdtempSync(join(tmpdir(), 'liangyan-bench-'));
try {
  const file = join(work, 'texts.json');
  const rows = [];
  console.log(NATIVE);
  rows.push(measureNative(work, sets, packFiles()));
  for (const one of CONTESTANTS) {
    console.log(one.id);
    // A contestant is asked in the languages it has words for.
    const mine = sets.filter(({ language }) => one.languages.includes(language));
    writeFileSync(file, JSON.stringify({ sets: mine }));
    rows.push({
      id: one.id,
      ours: one.ours ?? false,
      languages: one.languages,
      note: one.note,
      start: starts(one.id),
      bytes: await bytesOf(one),
      sets: child(['speed', one.id, file]),
      growth: growthOf(one.id),
    });
  }
  const result = {
    date: new Date().toISOString().slice(0, 10),
    machine: {
      cpu: cpus()[0]?.model.trim(),
      cores: cpus().length,
      node: process.versions.node,
      load: [loadBefore, loadavg()[0]],
    },
    source,
    corpora: [...new Set(sets.map(({ name }) => name))],
    rows,
  };
  mkdirSync(join(root, 'artifacts'), { recursive: true });
  writeFileSync(join(root, 'artifacts/bench.json'), `${JSON.stringify(result, null, '\t')}\n`);
  const made = tables(result);
  for (const [name, table] of Object.entries(made)) console.log(`\n## ${name}\n\n${table}`);
  if (write) {
    for (const path of ['README.md', 'README.zh-CN.md', 'bench/README.md']) {
      const full = join(root, path);
      writeFileSync(full, writeTables(readFileSync(full, 'utf8'), made));
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
