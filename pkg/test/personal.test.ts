import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { type Engine, LiangyanError, load, loadSync, type Personal, type UserWord } from 'liangyan';
import * as js from 'liangyan/js';

const wasm = readFileSync(join(DIST, 'liangyan.wasm'));
const word = (phrase: string, more: Partial<UserWord> = {}): UserWord => ({
  phrase,
  match: 'part',
  surfaces: [],
  action: 'fold',
  ...more,
});
const only = (...words: UserWord[]): Personal => ({ words, dismissed: [] });
const ABUSE = '你这个废物';

const engines: Engine[] = [loadSync({ wasm, packs: ['zh', 'en'] }), js.loadSync({ packs: ['zh', 'en'] })];
after(() => {
  for (const engine of engines) engine.free();
});

for (const engine of engines) {
  describe(`words and dismissals, ${engine.kind}`, () => {
    it('finds words as findings that say nothing about the text', () => {
      const report = engine.setPersonal(only(word('剧透'), word('Spoiler', { match: 'word', action: 'hold' })));
      assert.deepEqual(report, { ignored: [] });
      const verdict = engine.check('小心剧*透 and a ＳＰＯＩＬＥＲ');
      assert.deepEqual([verdict.level, verdict.score < 0.5], ['none', true]);
      assert.deepEqual(
        verdict.findings.map(({ rule, via, why, start, end }) => [rule, via, why, start, end]),
        [
          ['user.fold', 'user', 'user.word', 2, 5],
          ['user.hold', 'user', 'user.word', 12, 19],
        ],
      );
      assert.deepEqual(engine.check('no spoilers here').findings, []);
    });

    it('asks surface and relation', () => {
      engine.setPersonal(only(word('exam', { surfaces: ['dm'], exceptFollowing: true })));
      const hits = (surface: 'dm' | 'comment', relation: 'stranger' | 'following') =>
        engine.check('the exam', { surface, relation }).findings.length;
      assert.deepEqual([hits('dm', 'stranger'), hits('comment', 'stranger'), hits('dm', 'following')], [1, 0, 0]);
    });

    it('replaces what was told before', () => {
      engine.setPersonal(only(word('tea')));
      engine.setPersonal(only(word('milk')));
      assert.equal(engine.check('tea and milk').findings.length, 1);
      engine.setPersonal(only());
      assert.equal(engine.check('tea and milk').findings.length, 0);
    });

    it('takes back a finding by its words, by its rule, and for one sender', () => {
      engine.setPersonal(only());
      const before = engine.check(ABUSE);
      const [finding] = before.findings;
      assert.ok(finding && before.level !== 'none');
      const phrase = ABUSE.slice(finding.start, finding.end);
      const without = (dismissed: Personal['dismissed'][number], sender?: string) => {
        engine.setPersonal({ words: [], dismissed: [dismissed] });
        return engine.check(ABUSE, sender === undefined ? {} : { sender }).level;
      };
      assert.equal(without({ rule: finding.rule, phrase }), 'none');
      assert.equal(without({ phrase: phrase.replace('废', '廢') }), 'none');
      assert.equal(without({ rule: finding.rule }), 'none');
      assert.equal(without({ rule: finding.rule, phrase: 'another' }), before.level);
      assert.equal(without({ rule: 'zh.no.such.rule', phrase }), before.level);
      assert.equal(without({ sender: 'ann' }, 'ann'), 'none');
      assert.equal(without({ sender: 'ann' }, 'bob'), before.level);
      assert.equal(without({ sender: 'ann' }), before.level);
    });

    it('keeps senders apart in one call', () => {
      engine.setPersonal({ words: [], dismissed: [{ sender: 'ann' }, { sender: 'bob' }] });
      const verdicts = engine.checkMany(
        [ABUSE, ABUSE, ABUSE],
        [{ sender: 'ann' }, { sender: 'cat' }, { sender: 'bob' }],
      );
      assert.deepEqual(
        verdicts.map(({ level }) => level !== 'none'),
        [false, true, false],
      );
    });

    it('forgets what has expired, at the millisecond it names', () => {
      let now = 1_000;
      engine.setPersonal(only());
      const [finding] = engine.check(ABUSE).findings;
      const phrase = ABUSE.slice(finding?.start, finding?.end);
      const personal = {
        words: [word('tea', { expiresAt: 2_000 }), word('old', { expiresAt: 900 }), word('milk')],
        dismissed: [
          { phrase, until: 3_000 },
          { sender: 'gone', until: 1_000 },
        ],
      };
      engine.setPersonal(personal, () => now);
      const hits = () => engine.check('tea, old milk').findings.length;
      assert.equal(hits(), 2);
      now = 1_999;
      assert.equal(hits(), 2);
      now = 2_000;
      assert.equal(hits(), 1);
      assert.equal(engine.check(ABUSE).level, 'none');
      now = 3_000;
      assert.notEqual(engine.check(ABUSE).level, 'none');
    });

    it('says what it cannot use, by the places of the lists that were given', () => {
      const words = [word('gone', { expiresAt: 1 }), word(' '), word('长'.repeat(101)), word('fine')];
      assert.deepEqual(engine.setPersonal({ words, dismissed: [{ until: 1 }, {}] }), {
        ignored: [
          { list: 'words', index: 1, reason: 'empty' },
          { list: 'words', index: 2, reason: 'too_long' },
          { list: 'dismissed', index: 1, reason: 'empty' },
        ],
      });
    });

    it('refuses what is neither', () => {
      const wrong: unknown[] = [
        null,
        {},
        { words: [] },
        { words: [1], dismissed: [] },
        only(word('x', { match: 'x' as 'word' })),
      ];
      for (const personal of wrong) {
        assert.throws(
          () => engine.setPersonal(personal as Personal),
          (error) => error instanceof LiangyanError && error.code === 'bad_personal',
        );
      }
    });

    it('stays linear under a hostile list', () => {
      const words = Array.from({ length: 10_000 }, (_, i) => word(`aaaaaaaaaaaa${i}`));
      const { ignored } = engine.setPersonal(only(...words));
      assert.equal(ignored.length, 10_000 - 256);
      assert.equal(ignored[0]?.reason, 'crowded');
      engine.setPersonal(only());
    });
  });
}

it('takes them when it is loaded', async () => {
  const engine = await load({ wasm, packs: ['zh'], personal: only(word('早起')) });
  assert.equal(engine.check('明天早起').findings.length, 1);
  engine.free();
});
