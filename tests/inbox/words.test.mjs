// Lists of words in and out: good lines are kept whatever stands beside them, and nothing a spreadsheet would run goes out.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { exportWords, importWords } from 'liangyan/inbox';

const phrases = ({ words }) => words.map(({ phrase }) => phrase);

describe('reading a list', () => {
  test('a phrase a line needs no header', () => {
    const { words, errors } = importWords('丑八怪\nugly duck\n');
    assert.deepEqual(errors, []);
    assert.deepEqual(words, [
      { phrase: '丑八怪', match: 'part', surfaces: [], action: 'fold' },
      { phrase: 'ugly duck', match: 'part', surfaces: [], action: 'fold' },
    ]);
  });

  test('columns go by their names, in any order', () => {
    const { words } = importWords(
      'action,phrase,expiresAt,surfaces,exceptFollowing\nhold,pear,2027-01-01T00:00:00Z,dm|comment,yes\n',
    );
    assert.deepEqual(words, [
      {
        phrase: 'pear',
        match: 'part',
        surfaces: ['dm', 'comment'],
        action: 'hold',
        expiresAt: Date.UTC(2027, 0, 1),
        exceptFollowing: true,
      },
    ]);
  });

  test('every fault is named with its line, and the lines around it stay', () => {
    const list = [
      'phrase,match,surfaces,action,expiresAt,exceptFollowing',
      'one,word,dm,hold,,',
      ',word,dm,hold,,',
      'two,words,dm,hold,,',
      'three,word,sofa,hold,,',
      'four,word,dm,burn,,',
      'five,word,dm,hold,some day,',
      'six,word,dm,hold,,perhaps',
      'one,word,dm,fold,,',
      `${'x'.repeat(101)},,,,,`,
      '=HYPERLINK("http://a.example"),,,,,',
      '"never closed,,,,,',
      'a,b,c,d,e,f,g',
      'last',
    ].join('\n');
    const { words, errors, left } = importWords(list);
    assert.deepEqual(phrases({ words }), ['one', 'last']);
    assert.equal(left, 11);
    assert.deepEqual(
      errors.map(({ line, fault }) => `${line} ${fault}`),
      [
        '3 no_phrase',
        '4 bad_match',
        '5 bad_surface',
        '6 bad_action',
        '7 bad_expiry',
        '8 bad_exception',
        '9 duplicate',
        '10 too_long',
        '11 formula',
        '12 unreadable',
        '13 unreadable',
      ],
    );
  });

  test('a quoted phrase may hold commas and quotes, never a line', () => {
    const { words, errors } = importWords('phrase,action\n"a, ""b""",hold\n"c\nd,fold\n');
    assert.deepEqual(phrases({ words }), ['a, "b"', 'd']);
    assert.deepEqual(errors, [{ line: 3, fault: 'unreadable' }]);
  });

  test('broken JSON loses its broken elements alone', () => {
    const { words, errors } = importWords(
      '[\n  "one",\n  {"phrase": "two"},\n  {"phrase": "three,\n  {"phrase": 4},\n  "five"\n',
    );
    assert.deepEqual(phrases({ words }), ['one', 'two', 'five']);
    assert.deepEqual(errors, [
      { line: 4, fault: 'unreadable' },
      { line: 5, fault: 'no_phrase' },
    ]);
  });

  test('what the person has already is a duplicate', () => {
    const { words } = importWords('Pear\nplum\n');
    assert.deepEqual(phrases(importWords('ｐｅａｒ\nfig\n', words)), ['fig']);
  });

  test('a megabyte of ill will keeps its good lines and ends', () => {
    const bad = ['"', '=cmd|x!A0', '"",""",",', '@SUM(1)', '\u0000', ',,,,,,,,', '"a"b', '\u202e'];
    const lines = [];
    for (let size = 0, at = 0; size < 1_000_000; at += 1) {
      const line = at % 50 === 0 ? `good ${at}` : at % 50 === 1 ? 'good 0' : `${bad[at % bad.length]}`;
      lines.push(line);
      size += line.length + 1;
    }
    const { words, errors, left } = importWords(lines.join('\r\n'));
    const good = lines.filter((_, at) => at % 50 === 0);
    assert.deepEqual(phrases({ words }), good.slice(0, 10_000));
    assert.equal(errors.length, 1000);
    assert.ok(left > 100_000);
  });
});

describe('writing a list', () => {
  const words = [
    { phrase: '=1+1', match: 'part', surfaces: [], action: 'fold' },
    { phrase: '@name', match: 'word', surfaces: ['dm', 'mention'], action: 'hold', exceptFollowing: true },
    { phrase: "'tis", match: 'part', surfaces: [], action: 'fold', expiresAt: Date.UTC(2027, 4, 1) },
    { phrase: 'a, "b"', match: 'part', surfaces: [], action: 'fold' },
  ];

  for (const format of ['csv', 'json']) {
    test(`${format} comes back as it was`, () => {
      assert.deepEqual(importWords(exportWords(words, format)), { words, errors: [], left: 0 });
    });
  }

  test('no cell begins with what a spreadsheet would run', () => {
    const rows = exportWords(words)
      .replace(/^\uFEFF/, '')
      .split('\r\n');
    for (const row of rows) assert.doesNotMatch(row, /(?:^|,)"?[=+\-@\t]/);
  });
});
