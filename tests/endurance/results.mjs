// What was measured and when: one line of `results.jsonl` a run, the latest of each kind as a table in the README.

import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';

const FILE = new URL('results.jsonl', import.meta.url);
const README = new URL('README.md', import.meta.url);
const [BEGIN, END] = ['<!-- results -->', '<!-- /results -->'];

const number = (value) => value.toLocaleString('en');
const kib = (bytes) => number(Math.round(bytes / 1024));
const both = ([early, late], show) => `${show(early)} → ${show(late)}`;
const length = (seconds) => (seconds < 120 ? `${seconds} s` : `${(seconds / 60).toFixed(1)} min`);

/** What came of a run, in words. */
function outcome(row) {
  if (row.findings) {
    const found = row.findings.length === 0 ? 'nothing found' : `**${row.findings.length} found**`;
    return `${number(row.runs)} inputs, ${number(row.covered)} edges: ${found}`;
  }
  const parts = [
    `${number(row.messages)} messages`,
    `wasm memory ${both(row.linear, kib)} KiB`,
    `JS heap ${both(row.heap, kib)} KiB`,
  ];
  if (row.nodes[1] > 0) parts.push(`nodes ${both(row.nodes, number)}`);
  return `${parts.join(', ')}: ${row.flat ? 'flat' : '**not flat**'}`;
}

/** Adds a run to the file, and the latest of each kind to the README. */
export function record(row) {
  appendFileSync(FILE, `${JSON.stringify({ date: new Date().toISOString().slice(0, 10), ...row })}\n`);
  write();
}

/** Writes the table into the README. */
export function write() {
  if (!existsSync(FILE)) return;
  const rows = readFileSync(FILE, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const latest = new Map(rows.map((row) => [row.what, row]));
  const lines = [...latest.values()].map(
    (row) => `| ${row.what} | ${row.date} | ${length(row.seconds)} | ${outcome(row)} |`,
  );
  const table = ['| run | date | duration | outcome |', '| --- | --- | ---: | --- |', ...lines].join('\n');
  const text = readFileSync(README, 'utf8');
  const [head, rest] = text.split(BEGIN);
  writeFileSync(README, `${head}${BEGIN}\n${table}\n${END}${rest.split(END)[1]}`);
}
