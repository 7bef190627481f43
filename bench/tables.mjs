// The result of a run as Markdown tables, and their places in documents.

import { LONG, SHORT } from './families.mjs';

const kb = (bytes) => (bytes / 1024).toFixed(bytes < 10_240 ? 1 : 0);
const mib = (bytes) => (bytes / 2 ** 20).toFixed(1);
const us = (value) => value.toFixed(value < 10 ? 1 : 0);
const percent = (part, whole) => (whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`);

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** Microseconds a message over all sets of a language, each message counting once. */
function mean(sets) {
  const messages = sets.reduce((sum, set) => sum + set.count, 0);
  return sets.reduce((sum, set) => sum + set.us * set.count, 0) / messages;
}

/** Speed and what is flagged: one column a set, speed relative to this engine as wasm. */
function language(result, wanted) {
  const takes = result.rows.filter((row) => row.sets.some((set) => set.language === wanted));
  const of = (row) => row.sets.filter((set) => set.language === wanted);
  const base = mean(of(takes.find((row) => row.id === 'liangyan (wasm)')));
  const columns = of(takes[0]).map(
    ({ name, abusive, count }) => `${name}: ${abusive ? 'abusive' : 'benign'} flagged (${count})`,
  );
  return table(
    ['', 'µs a message', 'time, ours = 1', ...columns],
    takes.map((row) => [
      row.id,
      us(mean(of(row))),
      (mean(of(row)) / base).toFixed(2),
      ...of(row).map(({ flagged, count }) => percent(flagged, count)),
    ]),
  );
}

function cost({ rows }) {
  return table(
    [
      '',
      'ready, ms',
      'raw, KiB',
      'gzip, KiB',
      'brotli, KiB',
      'resident memory, MiB',
      'JS heap, MiB',
      'wasm memory, MiB',
    ],
    rows.map(({ id, start, bytes }) => [
      id,
      start.ms.toFixed(1),
      ...(bytes ? [kb(bytes.raw), kb(bytes.gzip), kb(bytes.brotli)] : ['–', '–', '–']),
      mib(start.rss),
      start.heap ? mib(start.heap) : '–',
      start.linear ? mib(start.linear) : '–',
    ]),
  );
}

function growth({ rows }) {
  const families = Object.keys(rows[0].growth);
  return table(
    [`${LONG / 1000},000 ÷ ${SHORT / 1000},000 units`, ...rows.map(({ id }) => id)],
    families.map((family) => [
      family,
      ...rows.map((row) => {
        const times = row.growth[family];
        if (!times) return 'gave up';
        return `${(times.long / times.short).toFixed(1)} (${times.long.toFixed(times.long < 10 ? 1 : 0)} ms)`;
      }),
    ]),
  );
}

/** The few lines of a README: one row a contestant, with both languages. */
function summary(result) {
  const flagged = (row, wanted, abusive) => {
    const sets = row.sets.filter((set) => set.language === wanted && set.abusive === abusive);
    return percent(
      sets.reduce((sum, set) => sum + set.flagged, 0),
      sets.reduce((sum, set) => sum + set.count, 0),
    );
  };
  const speed = (row, wanted) => {
    const sets = row.sets.filter((set) => set.language === wanted);
    return sets.length === 0 ? '–' : us(mean(sets));
  };
  return table(
    ['', 'zh abusive', 'zh benign', 'zh µs', 'en abusive', 'en benign', 'en µs', 'ready, ms', 'brotli, KiB'],
    result.rows.map((row) => [
      row.id,
      flagged(row, 'zh', true),
      flagged(row, 'zh', false),
      speed(row, 'zh'),
      flagged(row, 'en', true),
      flagged(row, 'en', false),
      speed(row, 'en'),
      row.start.ms.toFixed(1),
      row.bytes ? kb(row.bytes.brotli) : '–',
    ]),
  );
}

/** Name of a table -> its Markdown. */
export function tables(result) {
  const languages = [...new Set(result.rows.flatMap((row) => row.sets.map((set) => set.language)))];
  const texts = result.source === 'corpora' ? result.corpora.join(', ') : "the packs' own sentences";
  const load = `${result.machine.load.map((value) => value.toFixed(1)).join(' at the start, ')} at the end`;
  return {
    run: `Measured ${result.date} on ${result.machine.cpu} (${result.machine.cores} cores), Node ${result.machine.node}, load average ${load} (this run alone makes 1); texts: ${texts}.`,
    summary: summary(result),
    ...Object.fromEntries(languages.map((wanted) => [wanted, language(result, wanted)])),
    cost: cost(result),
    growth: growth(result),
  };
}

/** A document with each table put between its markers `<!-- bench:NAME -->` and `<!-- /bench:NAME -->`. */
export function writeTables(document, made) {
  return document.replace(/(<!-- bench:(\w+) -->)[\s\S]*?(<!-- \/bench:\2 -->)/g, (whole, open, name, close) =>
    name in made ? `${open}\n${made[name]}\n${close}` : whole,
  );
}
