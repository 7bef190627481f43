// What the bench makes of a run: its tables and charts, from figures that stand here. A whole quick run is `npm run bench -- --quick`.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { bars, charts, lines } from '../../bench/charts.mjs';
import { CONTESTANTS } from '../../bench/contestants.mjs';
import { FAMILIES, LONG, SHORT } from '../../bench/families.mjs';
import { measureSets } from '../../bench/measure.mjs';
import { byLength, byScript, LENGTHS } from '../../bench/shapes.mjs';
import { tables, writeTables } from '../../bench/tables.mjs';

/** A run of two contestants, the second ten times as slow. */
function run() {
  const row = (id, ours, languages, us) => {
    const spoken = (list) => list.filter(({ language }) => languages.includes(language));
    const timed = (list) =>
      spoken(list).map(({ texts, ...set }, at) => ({ ...set, count: texts.length, flagged: 1, us: us * (at + 1) }));
    const sets = [
      { name: 'one', language: 'zh', abusive: true, texts: ['a', 'b'] },
      { name: 'two', language: 'en', abusive: false, texts: ['a', 'b'] },
    ];
    return {
      id,
      ours,
      languages,
      start: { ms: 12.3, first: 0.4, rss: 1 << 20, heap: 1 << 20, linear: 1 << 20 },
      bytes: { raw: 4096, gzip: 2048, brotli: 1024 },
      sets: timed(sets),
      lengths: timed(byLength()),
      scripts: timed(byScript()),
      growth: Object.fromEntries(Object.keys(FAMILIES).map((name) => [name, { short: 1, long: 10.5 }])),
    };
  };
  const rows = [row('liangyan (wasm)', true, ['zh', 'en'], 5), row('a<b & "c"', false, ['en'], 50)];
  return {
    date: '2026-11-22',
    machine: { cpu: 'a machine', cores: 2, node: '20', load: [0.1, 1] },
    source: 'corpora',
    corpora: ['one', 'two'],
    seconds: 600,
    rows,
    stages: [{ name: 'one', abusive: true, count: 2, fold: 1, rules: 2, model: 3 }],
    chromium: { version: '1', rows: rows.map(({ id, start, sets, lengths }) => ({ id, start, sets, lengths })) },
  };
}

test('every table has a row for each contestant and the figures of the run', () => {
  const made = tables(run());
  for (const name of ['summary', 'zh', 'en', 'cost', 'lengths', 'scripts', 'chromium'])
    assert.match(made[name], /^\| liangyan \(wasm\) \|/m, name);
  assert.match(made.en, /\| 50 \| 5\.00 \|/, 'five times ours');
  assert.doesNotMatch(made.zh, /a<b/, 'who speaks no Chinese is not asked in it');
  assert.match(made.growth, /\| one character \| 10\.5 /);
  assert.match(made.stages, /one, abusive \(2\) \| 1\.0 \| 2\.0 \| 3\.0 \| 6\.0/);
  assert.match(made.cost, /\| 12\.3 \| 0\.40 \|/);
  assert.match(made.run, /Chromium 1; .*10 minutes/);
  assert.doesNotMatch(Object.values(made).join(), /NaN|undefined|Infinity/);
});

test('a document gets its tables, and nothing else of it changes', () => {
  const made = tables(run());
  const whole = writeTables('before\n<!-- bench:run -->\nold\n<!-- /bench:run -->\nafter', made);
  assert.equal(whole, `before\n<!-- bench:run -->\n${made.run}\n<!-- /bench:run -->\nafter`);
  const page = readFileSync(new URL('../../bench/README.md', import.meta.url), 'utf8');
  const places = [...page.matchAll(/<!-- bench:(\w+) -->/g)].map(([, name]) => name);
  for (const name of Object.keys(made))
    if (name !== 'summary') assert.ok(places.includes(name), `no place for ${name}`);
  const shown = [
    ...Object.values(made)
      .join('\n')
      .matchAll(/\(charts\/([\w-]+)\.svg\)/g),
  ].map(([, name]) => name);
  assert.deepEqual(shown.sort(), Object.keys(charts(run())).sort(), 'every chart is shown');
});

test('charts are whole SVG: each row drawn, names escaped, longer for more', () => {
  for (const [name, svg] of Object.entries(charts(run()))) {
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 \d+ [\d.]+"/, name);
    assert.doesNotMatch(svg, /NaN|undefined|Infinity|a<b/, name);
  }
  assert.match(charts(run())['speed-en'], /a&lt;b &amp; &quot;c&quot;/);
  const drawn = bars('t', 'u', [
    { id: 'a', value: 1 },
    { id: 'b', value: 10 },
    { id: 'c', value: 100 },
  ]);
  const widths = [...drawn.matchAll(/class="bar"[^>]* width="([\d.]+)"/g)].map(([, width]) => Number(width));
  assert.equal(widths.length, 3);
  assert.ok(Math.abs(widths[2] - 2 * widths[1]) < 0.2, 'a factor of ten is one step');
  const ends = lines('t', 'u', [
    {
      id: 'a',
      points: [
        [10, 1],
        [100, 50],
      ],
    },
    {
      id: 'b',
      points: [
        [10, 1],
        [100, 50],
      ],
    },
  ]);
  const places = [...ends.matchAll(/<text x="576" y="([\d.]+)"/g)].map(([, y]) => Number(y));
  assert.ok(Math.abs(places[0] - places[1]) >= 15, 'names do not lie over each other');
});

test('texts are as long as they say, and whole', () => {
  for (const { name, texts } of byLength()) {
    for (const text of texts) assert.equal(text.length, Number(name));
  }
  assert.deepEqual([...new Set(byLength().map(({ name }) => Number(name)))], LENGTHS);
  for (const text of byScript().flatMap(({ texts }) => texts)) assert.ok(text.isWellFormed?.() ?? true);
  for (const [name, make] of Object.entries(FAMILIES)) {
    for (const length of [SHORT, LONG]) assert.ok(Math.abs(make(length).length - length) < 10, name);
  }
});

test('the best pass counts, and what is flagged is counted once', () => {
  let now = 0;
  let passes = 0;
  const flags = (text) => {
    now += passes < 2 ? 3 : 1;
    if (text === 'b') passes += 1;
    return text === 'a';
  };
  const [set] = measureSets(flags, [{ name: 'x', texts: ['a', 'b'] }], { clock: () => now, budget: 20 });
  assert.deepEqual(set, { name: 'x', count: 2, flagged: 1, us: 1000 });
});

test('the peers of the comparison are all there', () => {
  const ids = CONTESTANTS.map(({ id }) => id).join('\n');
  for (const peer of [
    'obscenity',
    'glin-profanity',
    '@2toad/profanity',
    'allprofanity',
    'bad-words',
    'bad-words-chinese',
    'mint-filter',
    'sensitive-word-tool',
    'rustrict (wasm)',
  ])
    assert.match(ids, new RegExp(`^${peer.replace(/[()]/g, '\\$&')}`, 'm'));
});
