// The result of a run as Markdown tables, and their places in documents.

import { charts, mean } from './charts.mjs';
import { LONG, SHORT } from './families.mjs';
import { LENGTHS } from './shapes.mjs';

const kb = (bytes) => (bytes / 1024).toFixed(bytes < 10_240 ? 1 : 0);
const mib = (bytes) => (bytes / 2 ** 20).toFixed(1);
const us = (value) => value.toFixed(value < 10 ? 1 : 0);
const percent = (part, whole) => (whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`);

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
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
      'of it the first call, ms',
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
      start.first.toFixed(start.first < 1 ? 2 : 1),
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

/** A row a contestant, a column a set: microseconds a text. */
function bySet(rows, key, title) {
  const columns = [...new Set(rows.flatMap((row) => row[key].map(title)))];
  return table(
    ['µs a text', ...columns],
    rows.map((row) => [
      row.id,
      ...columns.map((column) => {
        const found = row[key].find((set) => title(set) === column);
        return found ? us(found.us) : '–';
      }),
    ]),
  );
}

const inLength = ({ language, name }) => `${language} ${Number(name).toLocaleString('en')}`;

/** What a text costs ten times as long, at the longest: 10 is linear. */
function lengths({ rows }) {
  const [short, long] = LENGTHS.slice(-2).map(String);
  const times = (row, language) => {
    const of = (name) => row.lengths.find((set) => set.language === language && set.name === name)?.us;
    return of(long) === undefined ? '–' : (of(long) / of(short)).toFixed(1);
  };
  const lines = bySet(rows, 'lengths', inLength).split('\n');
  const ratio = ['zh, the last ten times', 'en, the last ten times'];
  const more = [ratio, ['---:', '---:'], ...rows.map((row) => [times(row, 'zh'), times(row, 'en')])];
  return lines.map((line, at) => `${line} ${more[at].join(' | ')} |`).join('\n');
}

function chromium({ chromium: run, rows }) {
  if (!run) return 'No Chromium was installed where this was measured.';
  const cell = (value) => (Number.isFinite(value) ? us(value) : '–');
  const of = (sets, language) => mean(sets.filter((set) => set.language === language));
  const own = new Map(rows.map((row) => [row.id, row]));
  return table(
    [
      '',
      'zh µs',
      'zh µs, Node',
      'en µs',
      'en µs, Node',
      'ready, ms',
      'of it the first call, ms',
      'zh 100,000, ms',
      'en 100,000, ms',
    ],
    run.rows.map(({ id, sets, start, lengths: long }) => {
      const longest = (language) => {
        const found = long.find((set) => set.language === language && set.name === String(LENGTHS.at(-1)));
        return found ? (found.us / 1000).toFixed(1) : '–';
      };
      const both = ['zh', 'en'].flatMap((language) => [cell(of(sets, language)), cell(of(own.get(id).sets, language))]);
      return [id, ...both, start.ms.toFixed(1), start.first.toFixed(1), longest('zh'), longest('en')];
    }),
  );
}

function stages({ stages: rows }) {
  return table(
    ['µs a message, native', 'folding', 'matching and judging', 'the scorer', 'together'],
    rows.map(({ name, abusive, count, fold, rules, model }) => [
      `${name}, ${abusive ? 'abusive' : 'benign'} (${count})`,
      ...[fold, rules, model, fold + rules + model].map((value) => value.toFixed(1)),
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

/** The charts that a document shows together, by what they are about. */
const PICTURES = {
  speed: ['speed-zh', 'speed-en'],
  length: ['length-zh', 'length-en'],
  stages: ['stages'],
  cost: ['ready', 'bytes'],
};

function pictures(result) {
  const made = charts(result);
  const shown = (name) => `![${/<title>(.*)<\/title>/.exec(made[name])[1]}](charts/${name}.svg)`;
  return Object.fromEntries(
    Object.entries(PICTURES).map(([about, names]) => [
      `pictures_${about}`,
      names
        .filter((name) => name in made)
        .map(shown)
        .join('\n\n'),
    ]),
  );
}

/** Name of a table -> its Markdown. */
export function tables(result) {
  const languages = [...new Set(result.rows.flatMap((row) => row.sets.map((set) => set.language)))];
  const texts = result.source === 'corpora' ? result.corpora.join(', ') : "the packs' own sentences";
  const load = `${result.machine.load.map((value) => value.toFixed(1)).join(' at the start, ')} at the end`;
  return {
    run: `Measured ${result.date} on ${result.machine.cpu} (${result.machine.cores} cores), Node ${result.machine.node}, load average ${load} (this run alone makes 1); ${result.chromium ? `Chromium ${result.chromium.version}; ` : ''}texts: ${texts}. The run took ${Math.round(result.seconds / 60)} minutes.`,
    summary: summary(result),
    ...Object.fromEntries(languages.map((wanted) => [wanted, language(result, wanted)])),
    cost: cost(result),
    growth: growth(result),
    lengths: lengths(result),
    scripts: bySet(result.rows, 'scripts', ({ name }) => name),
    chromium: chromium(result),
    stages: stages(result),
    ...pictures(result),
  };
}

/** A document with each table put between its markers `<!-- bench:NAME -->` and `<!-- /bench:NAME -->`. */
export function writeTables(document, made) {
  return document.replace(/(<!-- bench:(\w+) -->)[\s\S]*?(<!-- \/bench:\2 -->)/g, (whole, open, name, close) =>
    name in made ? `${open}\n${made[name]}\n${close}` : whole,
  );
}
