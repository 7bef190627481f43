// Measures how good the engine is and writes the table into the READMEs: `node xtask/node/figures.mjs FOLDER`.
// FOLDER is laid out as README.md says; without `--write` the table is only printed.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from './command.mjs';
import { evaluate, HELD_OUT } from './evaluate.mjs';

const SETS = [
  'train/cold_dev',
  'train/davidson',
  'train/convabuse_valid',
  'train/hatemojibuild_validation',
  'control/en_film_complaints',
  'control/zh_chat',
  'control/zh_shop_complaints',
];
const PLACE = /(<!-- figures -->)[\s\S]*?(<!-- \/figures -->)/;

const percent = (value) => (typeof value === 'number' ? `${(100 * value).toFixed(1)} %` : '–');
const decimals = (value) => (typeof value === 'number' ? value.toFixed(3) : '–');

function levels(at) {
  const shares = ['hint', 'warn', 'score'].map((level) => percent(at[level]));
  return shares.every((share) => share === '–') ? '–' : shares.join(' / ');
}

function row(name, of) {
  const cells = [
    name,
    of.rows,
    levels(of.recall_at),
    levels(of.false_alarms_at),
    decimals(of.macro_f1),
    decimals(of.auc),
  ];
  return `| ${cells.join(' | ')} |`;
}

function main() {
  const folder = process.argv.slice(2).find((word) => !word.startsWith('--'));
  if (!folder) {
    console.error('usage: node xtask/node/figures.mjs FOLDER [--write]');
    return 2;
  }
  const files = SETS.map((set) => resolve(folder, `${set}.jsonl.gz`));
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length > 0) {
    console.error(`not there: ${missing.join(', ')}`);
    return 2;
  }
  const found = { ...evaluate(files), ...evaluate(HELD_OUT, { heldOut: true }) };
  const table = [
    `Measured ${new Date().toISOString().slice(0, 10)}.`,
    '',
    '| set | texts | abusive: hint / warn / score ≥ 0.5 | benign: hint / warn / score ≥ 0.5 | macro-F1 | AUC |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...Object.entries(found).map(([name, of]) => row(name, of)),
  ].join('\n');
  console.log(table);
  if (!process.argv.includes('--write')) return 0;
  for (const name of ['README.md', 'README.zh-CN.md']) {
    const path = join(root, name);
    writeFileSync(path, readFileSync(path, 'utf8').replace(PLACE, `$1\n${table}\n$2`));
  }
  return 0;
}

process.exitCode = main();
