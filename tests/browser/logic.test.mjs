// The parts of the composer that need no browser: what a draft is, when to ask, where marks go, what is covered.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The composer's own modules, bundled for Node: they are not exported by the package. */
async function parts() {
  const names = [
    'draft',
    'policy',
    'pace',
    'mask',
    'phrase',
    'feedback',
    'helplines',
    'pieces',
    'marks/span',
    'strings/index',
  ];
  const { outputFiles } = await build({
    stdin: {
      contents: names.map((name) => `export * from './${name}.js';`).join('\n'),
      resolveDir: fileURLToPath(new URL('../../pkg/src/composer', import.meta.url)),
    },
    bundle: true,
    format: 'esm',
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
const {
  AskPolicy,
  byWeight,
  carry,
  covers,
  countPost,
  distinct,
  Draft,
  en,
  feedbackList,
  fill,
  flatten,
  forgetPosts,
  linesFor,
  merged,
  nextMidnight,
  paceTowards,
  pieces,
  privateParts,
  regionOf,
  shorten,
  stringsFor,
  windowAround,
  zhCN,
  zhTW,
} = await parts();

const storage = () => {
  const kept = new Map();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) };
};
const NOON = new Date(2026, 10, 21, 12).getTime();
const finding = (start, end, severity = 2, confidence = 0.9) => ({
  start,
  end,
  severity,
  confidence,
  category: 'insult',
});

describe('a draft', () => {
  test('goes on through edits and ends when it is emptied', () => {
    const draft = new Draft();
    draft.observe('you are an idiot');
    draft.markAsked();
    draft.observe('you are not an idiot');
    assert.equal(draft.asked, true);
    draft.observe('  ');
    assert.equal(draft.asked, false);
  });

  test('ends when the whole text is another one, as after a post that emptied the field silently', () => {
    const draft = new Draft();
    draft.observe('you are an idiot');
    draft.markAsked();
    draft.observe('See you on Saturday then');
    assert.equal(draft.asked, false);
  });
});

describe('when to ask', () => {
  test('hints are never asked about, warnings and grave texts are', () => {
    const policy = new AskPolicy(8, storage());
    assert.deepEqual(
      ['none', 'hint', 'warn', 'severe'].map((level) => policy.mayAsk(level, 'warn', NOON)),
      [false, false, true, true],
    );
    assert.deepEqual(
      ['warn', 'severe'].map((level) => policy.mayAsk(level, 'severe', NOON)),
      [false, true],
    );
    assert.equal(policy.mayAsk('severe', 'never', NOON), false);
  });

  test('at most so often a day, over every field that shares the storage', () => {
    const shared = storage();
    const [one, two] = [new AskPolicy(2, shared), new AskPolicy(2, shared)];
    one.countAsked(NOON);
    two.countAsked(NOON + 1000);
    assert.equal(one.mayAsk('warn', 'warn', NOON + 2000), false);
    assert.equal(one.mayAsk('warn', 'warn', nextMidnight(NOON)), true, 'a new day, a new count');
    assert.equal(new AskPolicy(0, storage()).mayAsk('warn', 'warn', NOON), false);
  });

  test('a snooze ends by itself at midnight', () => {
    const policy = new AskPolicy(8, storage());
    policy.snooze(nextMidnight(NOON));
    assert.equal(policy.mayAsk('severe', 'warn', nextMidnight(NOON) - 1), false);
    assert.equal(policy.mayAsk('severe', 'warn', nextMidnight(NOON)), true);
    assert.equal(policy.snoozedUntil(nextMidnight(NOON)), 0);
  });

  test('a storage that throws or holds rubbish costs nothing but the memory of yesterday', () => {
    const broken = {
      getItem: () => '{not json',
      setItem: () => {
        throw new Error('full');
      },
    };
    const policy = new AskPolicy(1, broken);
    assert.equal(policy.mayAsk('warn', 'warn', NOON), true);
    policy.countAsked(NOON);
    assert.equal(policy.mayAsk('warn', 'warn', NOON), false);
  });
});

describe('marks', () => {
  test('overlaps are cut at the edges and the graver one wins', () => {
    assert.deepEqual(flatten([finding(0, 6, 2), finding(4, 8, 4)], 8), [
      { start: 0, end: 4, severity: 2 },
      { start: 4, end: 8, severity: 4 },
    ]);
    assert.deepEqual(flatten([finding(0, 3), finding(3, 5)], 5), [{ start: 0, end: 5, severity: 2 }]);
    assert.deepEqual(flatten([finding(2, 99)], 4), [{ start: 2, end: 4, severity: 2 }], 'never past the text');
  });

  test('an edit moves what lies behind it and drops what it touches', () => {
    const spans = [finding(0, 3), finding(8, 11)];
    assert.deepEqual(
      carry(spans, 'abc def ghi', 'abc XX def ghi').map(({ start, end }) => [start, end]),
      [
        [0, 3],
        [11, 14],
      ],
    );
    assert.deepEqual(
      carry(spans, 'abc def ghi', 'abc def gi').map(({ start, end }) => [start, end]),
      [[0, 3]],
    );
  });

  test('one line for one place, the gravest first', () => {
    const all = [finding(0, 3), finding(1, 4), finding(8, 11, 4)];
    assert.deepEqual(
      distinct(all).map(({ start }) => start),
      [8, 0],
    );
    assert.deepEqual(
      byWeight([finding(0, 1, 2, 0.5), finding(2, 3, 2, 0.9)]).map(({ start }) => start),
      [2, 0],
    );
  });
});

describe('words', () => {
  test('a phrase is cut between words, or never inside a pair of surrogates', () => {
    assert.equal(shorten('one two three four', 12), 'one two…');
    assert.equal(shorten('你'.repeat(30), 10), `${'你'.repeat(9)}…`);
    assert.equal(shorten(`${'a'.repeat(8)}😀bcd`, 10), `${'a'.repeat(8)}…`);
  });

  test('the dialog shows the part of a long draft that matters', () => {
    const text = `${'x'.repeat(500)}idiot${'y'.repeat(500)}`;
    const { start, end } = windowAround(text, [finding(500, 505)]);
    assert.ok(start < 500 && end > 505 && end - start <= 160);
    assert.deepEqual(windowAround('short', [finding(0, 5)]), { start: 0, end: 5 });
  });

  test('the three catalogues have the same sentences, with the same places to fill', () => {
    const places = (sentence) => [...String(sentence).matchAll(/\{\w+\}/g)].map(String).sort().join();
    for (const other of [zhCN, zhTW]) {
      assert.deepEqual(Object.keys(other), Object.keys(en));
      for (const [key, sentence] of Object.entries(en)) {
        if (typeof sentence === 'string') assert.equal(places(other[key]), places(sentence), `${other.lang} ${key}`);
        else assert.deepEqual(Object.keys(other[key]), Object.keys(sentence), `${other.lang} ${key}`);
      }
    }
    assert.equal(fill('{a} of {b}', { a: 1 }), '1 of {b}');
  });

  test('the nearest catalogue', () => {
    const named = (tag) => stringsFor(tag).lang;
    assert.deepEqual(
      ['zh', 'zh-CN', 'zh-SG', 'zh-Hans-HK', 'zh-TW', 'zh-HK', 'zh-Hant', 'en-GB', 'fr', ''].map(named),
      ['zh-CN', 'zh-CN', 'zh-CN', 'zh-CN', 'zh-TW', 'zh-TW', 'zh-TW', 'en', 'en', 'en'],
    );
  });
});

describe('long texts', () => {
  const pair = '\u{1f600}';
  test('are cut behind sentences, without a gap, never inside a surrogate pair', () => {
    const texts = [
      'One sentence here. '.repeat(700),
      `${'word '.repeat(3000)}`,
      '字'.repeat(9000),
      `x${pair.repeat(5000)}`,
      `${'a'.repeat(1990)}\n${'b'.repeat(1990)}`,
    ];
    for (const text of texts) {
      const made = pieces(text);
      assert.ok(made.length > 1);
      assert.equal(made.map(({ start, end }) => text.slice(start, end)).join(''), text);
      for (const { start, end } of made) {
        assert.ok(end > start && end - start <= 2000);
        assert.doesNotMatch(text.slice(start, end), /^[\udc00-\udfff]|[\ud800-\udbff]$/);
      }
    }
    assert.ok(pieces(texts[0]).every(({ end }) => end === texts[0].length || texts[0].slice(0, end).endsWith('. ')));
    assert.deepEqual(pieces('short'), [{ start: 0, end: 5 }]);
    assert.deepEqual(pieces(''), []);
  });

  test('are as grave as their gravest piece, with every finding at its place', () => {
    const verdict = (level, score, findings, support = null) => ({ level, score, findings, support, packs: ['en@1'] });
    const all = merged(
      [
        { start: 0, end: 10 },
        { start: 10, end: 20 },
        { start: 20, end: 30 },
      ],
      [
        verdict('hint', 0.4, [finding(1, 2)]),
        verdict('warn', 0.8, [finding(3, 5)]),
        verdict('none', 0.1, [], 'distress'),
      ],
    );
    assert.deepEqual([all.level, all.score, all.support, all.packs], ['warn', 0.8, 'distress', ['en@1']]);
    assert.deepEqual(
      all.findings.map(({ start, end }) => [start, end]),
      [
        [1, 2],
        [13, 15],
      ],
    );
  });
});

describe('help-lines', () => {
  test('are for everybody, or by region', () => {
    const line = (label) => [{ label, href: 'tel:0' }];
    const lines = { TW: line('1925'), GB: line('116 123'), '*': line('elsewhere') };
    assert.equal(linesFor(line('one'), 'TW')[0].label, 'one');
    assert.deepEqual(
      ['TW', 'gb', 'FR', undefined].map((region) => linesFor(lines, region)[0].label),
      ['1925', '116 123', 'elsewhere', 'elsewhere'],
    );
    assert.deepEqual(linesFor({ TW: line('1925') }, 'FR'), []);
    assert.deepEqual(['zh-TW', 'zh-CN', 'zh', 'en-GB', 'not a tag'].map(regionOf), ['TW', 'CN', 'CN', 'GB', undefined]);
  });
});

describe('covering private data', () => {
  const cover = (text, ...found) => {
    const findings = found.map(([piece, why]) => {
      const start = text.indexOf(piece);
      return { ...finding(start, start + piece.length), why: `doxxing.${why}` };
    });
    return covers(text, findings).reduceRight(
      (now, { start, end, text: by }) => now.slice(0, start) + by + now.slice(end),
      text,
    );
  };
  test('of a number only what has digits goes; its first sign and the words around stay', () => {
    assert.equal(cover('call 138-1234-5678 now', ['138-1234-5678', 'phone']), 'call 1**-****-**** now');
    assert.equal(
      cover('她的电话是13812345678，打给她', ['她的电话是13812345678', 'phone']),
      '她的电话是1**********，打给她',
    );
    assert.equal(cover('his plate is B7XK42', ['his plate is B7XK42', 'plate']), 'his plate is B*****');
  });
  test('of an e-mail address the address, not the words before it', () => {
    assert.equal(
      cover('her email is ann@example.org', ['her email is ann@example.org', 'email']),
      'her email is a**@*******.***',
    );
    assert.equal(
      cover('她的邮箱：ann@example.org，快去', ['她的邮箱：ann@example.org', 'email']),
      '她的邮箱：a**@*******.***，快去',
    );
  });
  test('the button says what it will cover', () => {
    const found = (text, piece) => [
      { ...finding(text.indexOf(piece), text.indexOf(piece) + piece.length), why: 'doxxing.phone' },
    ];
    for (const [text, piece, said] of [
      ['她的电话是13812345678，打给她', '她的电话是13812345678', '13812345678'],
      ['Her number is +1 415 555 0142', 'Her number is +1 415 555 0142', '1 415 555 0142'],
    ]) {
      assert.equal(privateParts(text, found(text, piece)), said);
    }
  });
  test('where somebody lives goes as a whole', () => {
    assert.equal(cover('at 12 Maple Street', ['12 Maple Street', 'address']), 'at ** ***** ******');
    assert.equal(cover('幸福路8号', ['幸福路8号', 'address']), '*****');
  });
  test('findings that overlap are covered once, and signs of two code units count as one', () => {
    const text = '她的电话是13812345678大家打给她';
    assert.equal(
      cover(text, ['她的电话是13812345678', 'phone'], ['13812345678大家打给她', 'phone']),
      '她的电话是1**********大家打给她',
    );
    assert.equal(cover('住𠮷野路8号', ['𠮷野路8号', 'address']), '住*****');
  });
});

describe('many messages to one person', () => {
  test('are counted for ten minutes, by person, and forgotten when that person answers', () => {
    for (let i = 0; i < 6; i += 1) countPost('a', NOON + i * 20_000);
    countPost('b', NOON);
    assert.deepEqual(paceTowards('a', NOON + 110_000), { sent: 6, sinceLastMs: 10_000, spanMs: 110_000 });
    assert.equal(paceTowards('b', NOON + 1).sent, 1);
    assert.equal(paceTowards('a', NOON + 600_000).sent, 5, 'the first one is ten minutes old');
    forgetPosts('a');
    assert.deepEqual(paceTowards('a', NOON + 600_000), { sent: 0, spanMs: 0 });
  });
});

describe('the feedback list', () => {
  test('keeps, takes out, exports, and never grows without end', () => {
    const list = feedbackList(storage());
    const entry = (phrase) => ({ phrase, rule: 'r', category: 'insult', packs: ['zh@1'], at: NOON });
    list.add(entry('a'));
    list.add(entry('b'));
    list.remove(0);
    assert.deepEqual(
      list.all().map(({ phrase }) => phrase),
      ['b'],
    );
    assert.equal(JSON.parse(list.export()).entries[0].phrase, 'b');
    for (let i = 0; i < 300; i += 1) list.add(entry(String(i)));
    assert.equal(list.all().length, 200);
    assert.equal(list.all().at(-1).phrase, '299');
    list.clear();
    assert.deepEqual(list.all(), []);
  });
});
