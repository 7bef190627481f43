import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { LiangyanError } from '../src/errors.js';
import type { Context, Preset } from '../src/verdict.js';
import { contextWords, presetIndex, readVerdicts, type Tables } from '../src/wire.js';

const tables: Tables = {
  rules: [
    { id: 'zh.a', category: 'insult', why: 'insult.general' },
    { id: 'en.b', category: 'threat', why: 'threat.death' },
  ],
  packs: ['zh@1', 'en@2'],
};

describe('verdicts off the wire', () => {
  it('reads an empty verdict', () => {
    assert.deepEqual(readVerdicts(new Uint32Array([0, 0]), 1, tables), [
      { level: 'none', score: 0, findings: [], support: null, packs: ['zh@1', 'en@2'] },
    ]);
  });

  it('reads every field of a finding', () => {
    const how = 4 | (913 << 3) | (2 << 13) | (0b1000_0000_0011 << 16);
    const words = new Uint32Array([3 | (1 << 2) | (1 << 8), 987, 1, 3, 5, how]);
    assert.deepEqual(readVerdicts(words, 1, tables)[0], {
      level: 'severe',
      score: 0.987,
      findings: [
        {
          rule: 'en.b',
          category: 'threat',
          severity: 4,
          confidence: 0.913,
          start: 3,
          end: 5,
          via: 'shape',
          why: 'threat.death',
          toned: ['targeted', 'quoted', 'repeated'],
        },
      ],
      support: 'distress',
      packs: ['zh@1', 'en@2'],
    });
  });

  it('reads verdicts one after the other', () => {
    const finding = (rule: number) => [rule, 0, 1, 1 | (1000 << 3)];
    const words = [1 | (2 << 8), 100, ...finding(0), ...finding(1), 0, 0, 2 | (1 << 8), 501, ...finding(1)];
    const verdicts = readVerdicts(Uint32Array.from(words), 3, tables);
    assert.deepEqual(
      verdicts.map((verdict) => [verdict.level, verdict.score, verdict.findings.map((finding) => finding.rule)]),
      [
        ['hint', 0.1, ['zh.a', 'en.b']],
        ['none', 0, []],
        ['warn', 0.501, ['en.b']],
      ],
    );
    assert.equal(verdicts[2]?.findings[0]?.confidence, 1);
  });

  it('gives every verdict lists of its own', () => {
    const [one, two] = readVerdicts(new Uint32Array([0, 0, 0, 0]), 2, tables);
    one?.packs.push('mine');
    assert.deepEqual(two?.packs, ['zh@1', 'en@2']);
  });
});

describe('contexts onto the wire', () => {
  it('has the defaults of the engine', () => {
    assert.deepEqual(contextWords(), [1 | (4 << 4), 0, 0xffffffff, 0, 0]);
    assert.deepEqual(contextWords({}), contextWords());
  });

  it('packs every field', () => {
    const context: Context = {
      surface: 'dm',
      relation: 'mutual',
      replyTo: 'm1',
      minor: true,
      mentions: 3,
      sinceLastToSameTargetMs: 1500.7,
      sentToSameTarget: 9,
      reports: 2,
      lang: 'zh-TW',
    };
    assert.deepEqual(contextWords(context), [2 | (1 << 4) | (1 << 8) | (1 << 9), 3, 1500, 9, 2]);
  });

  it('keeps a time that does not fit apart from an unknown one', () => {
    assert.equal(contextWords({ sinceLastToSameTargetMs: 1e12 })[2], 0xfffffffe);
    assert.equal(contextWords({ reports: Number.POSITIVE_INFINITY })[4], 0xfffffffe);
  });

  it('refuses what is not a context', () => {
    const wrong: unknown[] = [
      null,
      'dm',
      [],
      { surface: 'DM' },
      { relation: 'friend' },
      { mentions: -1 },
      { reports: Number.NaN },
      { sentToSameTarget: '3' },
    ];
    for (const context of wrong) {
      assert.throws(
        () => contextWords(context as Context),
        (error) => error instanceof LiangyanError && error.code === 'bad_context',
      );
    }
  });

  it('refuses an unknown preset', () => {
    assert.deepEqual([presetIndex(), presetIndex('relaxed'), presetIndex('strict')], [1, 0, 2]);
    assert.throws(
      () => presetIndex('harsh' as Preset),
      (error) => error instanceof LiangyanError && error.code === 'bad_option',
    );
  });
});

/** The names of a Rust enum in the order of its variants, off its `name` function. */
function namesInRust(file: string, type: string): string[] {
  const source = readFileSync(join(DIST, '../../src', file), 'utf8');
  const start = source.indexOf(`impl ${type} {`);
  assert.ok(start >= 0, `src/${file} has no impl ${type}`);
  const body = source.slice(source.indexOf('pub const fn name', start));
  return [...body.slice(0, body.indexOf('\n    }')).matchAll(/=> "(\w+)"/g)].map(([, name]) => name as string);
}

describe('the lists of the wire', () => {
  const list = (name: string): string[] => {
    const source = readFileSync(join(DIST, '../src/wire.ts'), 'utf8');
    const body = new RegExp(`const ${name}: .* = \\[([^\\]]*)\\]`).exec(source)?.[1] ?? '';
    return [...body.matchAll(/'(\w+)'/g)].map(([, entry]) => entry as string);
  };
  const pairs = [
    ['LEVELS', 'verdict.rs', 'Level'],
    ['VIAS', 'verdict.rs', 'Via'],
    ['TONES', 'verdict.rs', 'Tone'],
    ['SURFACES', 'context.rs', 'Surface'],
    ['RELATIONS', 'context.rs', 'Relation'],
    ['PRESETS', 'context.rs', 'Preset'],
  ] as const;
  for (const [name, file, type] of pairs) {
    it(`${name} are in the order of the engine's ${type}`, () => {
      assert.ok(list(name).length > 2);
      assert.deepEqual(list(name), namesInRust(file, type));
    });
  }
});
