// `npm run bench`: the same work for this engine and for the packages people would pick instead, in one run.
//
// npm run bench                       texts: the packs' own sentences (speed only: they were written for this engine)
// npm run bench -- FOLDER             texts: corpora in FOLDER, or in the folder LIANGYAN_DATA names
// npm run bench -- FOLDER --write     also writes the tables into the READMEs and the charts into bench/charts
//
// npm run bench -- --quick            a minute, to see that everything works; the figures mean nothing
//
// Everything measured goes to artifacts/bench.json.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../xtask/node/command.mjs';
import { setUp } from '../xtask/node/setup.mjs';
import { beQuick } from './pace.mjs';

const words = process.argv.slice(2);
const write = words.includes('--write');
if (words.includes('--quick')) beQuick();
const folder = words.find((word) => !word.startsWith('--')) ?? process.env.LIANGYAN_DATA;

await setUp();
// Only now: they read what the build made, and the pace.
const { child, growthOf, starts } = await import('./children.mjs');
const { inChromium } = await import('./chromium.mjs');
const { CONTESTANTS } = await import('./contestants.mjs');
const { cargo, measureNative, NATIVE } = await import('./native.mjs');
const { packFiles } = await import('./material.mjs');
const { byLength, byScript } = await import('./shapes.mjs');
const { texts } = await import('./texts.mjs');
const { bytesOf } = await import('./bytes.mjs');
const { charts } = await import('./charts.mjs');
const { tables, writeTables } = await import('./tables.mjs');

const began = performance.now();
const { source, sets } = texts(folder);
const [lengths, scripts] = [byLength(), byScript()];
// What others were doing to the machine: a run beside other work is no run to publish.
const [loadBefore] = loadavg();
const work = mkdtempSync(join(tmpdir(), 'liangyan-bench-'));
try {
  console.log(NATIVE);
  const native = measureNative(work, { sets, lengths, scripts }, packFiles());
  cargo('run', '-q', '--release', '-p', 'xtask', '--', 'rivals');
  const rows = [native.row];
  // A contestant is asked in the languages it has words for.
  const asked = (one, list) => list.filter(({ language }) => one.languages.includes(language));
  for (const one of CONTESTANTS) {
    console.log(one.id);
    const speed = (list) => {
      const file = join(work, 'texts.json');
      writeFileSync(file, JSON.stringify({ sets: asked(one, list) }));
      return child(['speed', one.id, file]);
    };
    rows.push({
      id: one.id,
      ours: one.ours ?? false,
      languages: one.languages,
      note: one.note,
      start: starts(one.id),
      bytes: await bytesOf(one),
      sets: speed(sets),
      lengths: speed(lengths),
      scripts: speed(scripts),
      growth: await growthOf(one.id),
    });
  }
  const chromium = await inChromium(
    (one) => asked(one, sets),
    (one) => asked(one, lengths),
  );
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
    seconds: (performance.now() - began) / 1000,
    rows,
    stages: native.stages,
    chromium,
  };
  mkdirSync(join(root, 'artifacts'), { recursive: true });
  writeFileSync(join(root, 'artifacts/bench.json'), `${JSON.stringify(result, null, '\t')}\n`);
  const made = tables(result);
  for (const [name, table] of Object.entries(made)) console.log(`\n## ${name}\n\n${table}`);
  console.log(`\nThe run took ${Math.round(result.seconds)} s.`);
  if (write) {
    for (const path of ['README.md', 'README.zh-CN.md', 'bench/README.md']) {
      const full = join(root, path);
      writeFileSync(full, writeTables(readFileSync(full, 'utf8'), made));
    }
    mkdirSync(join(root, 'bench/charts'), { recursive: true });
    for (const [name, svg] of Object.entries(charts(result)))
      writeFileSync(join(root, `bench/charts/${name}.svg`), svg);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
