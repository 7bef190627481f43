// What the command line says to what it cannot use: which thing, why, and what to do; and nothing else is lost.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root } from '../../xtask/node/command.mjs';

const RULES = `rule xx.insult.one
  category: insult
  severity: 2
  why: insult.worth
  terms:
    worthless
  hits:
    you are worthless
    worthless you
  misses:
    a stamp
    a coin
`;
const CRUEL = 'you are worthless';

const folder = mkdtempSync(join(tmpdir(), 'liangyan-cli-'));
const at = (name) => join(folder, name);
const liangyan = (args, input = '') => {
  const given = ['run', '-q', '--release', '-p', 'liangyan-cli', '--', ...args];
  const { status, stdout, stderr } = spawnSync('cargo', given, {
    cwd: root,
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return { status, stdout, stderr };
};
const scan = (lines, ...more) => {
  const { status, stdout, stderr } = liangyan(['--pack', at('xx.lypack'), 'scan', ...more], lines);
  assert.equal(status, 0, stderr);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
};

let bytes;
before(() => {
  mkdirSync(at('xx'));
  writeFileSync(at('xx/PACK'), 'pack xx\nversion 2026.11.1\nlicence MIT\n');
  writeFileSync(at('xx/a.rules'), RULES);
  const built = liangyan(['pack', 'build', at('xx'), '--out', at('xx.lypack')]);
  assert.equal(built.status, 0, built.stderr);
  bytes = readFileSync(at('xx.lypack'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

describe('a pack that cannot be used', () => {
  /** What the program says to a pack of these bytes. */
  const said = (name, content) => {
    if (content) writeFileSync(at(name), content);
    const { status, stdout, stderr } = liangyan(['--pack', at(name), 'check', CRUEL]);
    assert.notEqual(status, 0);
    assert.equal(stdout, '');
    return stderr;
  };

  test('one that is fine is used', () => {
    const { status, stdout } = liangyan(['--pack', at('xx.lypack'), 'check', CRUEL, '--json']);
    assert.equal(status, 0);
    assert.equal(JSON.parse(stdout).findings[0].rule, 'xx.insult.one');
  });

  test('is not there', () => {
    assert.match(said('nothing.lypack'), /nothing\.lypack/);
  });

  test('is none', () => {
    assert.match(said('none.lypack', 'a page about packs'), /not a rule pack: pass the content of a \.lypack file/);
  });

  test('is damaged, or cut short', () => {
    const flipped = Buffer.from(bytes);
    flipped[flipped.length - 1] ^= 1;
    assert.match(said('damaged.lypack', flipped), /the pack is damaged .*: load it again/);
    assert.match(said('short.lypack', bytes.subarray(0, bytes.length - 4)), /the pack is damaged/);
  });

  test('is of another format version', () => {
    const later = Buffer.from(bytes);
    later.writeUInt16LE(999, 4);
    assert.match(said('later.lypack', later), /format version 999, this engine reads \d+: build the pack anew/);
  });

  test('is a source that is not UTF-8', () => {
    mkdirSync(at('latin'));
    writeFileSync(at('latin/PACK'), 'pack xx\nversion 2026.11.1\nlicence MIT\n');
    writeFileSync(at('latin/a.rules'), Buffer.concat([Buffer.from('# one\n# '), Buffer.from([0xe9, 0x0a])]));
    assert.match(said('latin'), /a\.rules:2: the file is not UTF-8\. Save it as UTF-8/);
  });
});

describe('a line that cannot be checked', () => {
  test('of JSON lines: the error stands in its place, with its id where it has one, and the rest goes on', () => {
    const long = 'a'.repeat(1_000_001);
    const rows = scan(
      [
        JSON.stringify({ id: 1, text: CRUEL }),
        'this is not JSON',
        JSON.stringify({ id: 3, text: null }),
        JSON.stringify({ id: 4, text: 5 }),
        JSON.stringify({ id: 5 }),
        JSON.stringify({ id: 6, text: long }),
        JSON.stringify({ id: 7, text: 'a', context: { surface: 'letter' } }),
        JSON.stringify({ id: 8, text: CRUEL }),
      ].join('\n'),
      '--jsonl',
    );
    assert.deepEqual(
      rows.map(({ id }) => id),
      [1, null, 3, 4, 5, 6, 7, 8],
    );
    assert.deepEqual(
      rows.map(({ error }) => error !== undefined),
      [false, true, true, true, true, true, true, false],
    );
    assert.match(rows[1].error, /not JSON/);
    for (const n of [2, 3, 4]) assert.match(rows[n].error, /`text` is missing or not a string/);
    assert.match(rows[5].error, /1000001 UTF-16 code units, more than 1000000: check it in parts/);
    assert.match(rows[6].error, /surface|letter/);
    assert.deepEqual({ ...rows[7], id: 1 }, rows[0]);
    assert.notEqual(rows[0].level, 'none');
  });

  test('of texts: one that is not UTF-8 costs itself alone', () => {
    const rows = scan(Buffer.concat([Buffer.from(`${CRUEL}\nab`), Buffer.from([0xff]), Buffer.from(`c\n${CRUEL}\n`)]));
    assert.equal(rows.length, 3);
    assert.match(rows[1].error, /not UTF-8 from byte 2: save the file as UTF-8/);
    assert.deepEqual(rows[2], rows[0]);
  });

  test('a file that is not there is named', () => {
    const { status, stderr } = liangyan(['scan', at('nothing.jsonl')]);
    assert.notEqual(status, 0);
    assert.match(stderr, /nothing\.jsonl/);
  });
});
