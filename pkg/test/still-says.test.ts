import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type Engine, LiangyanError, load } from 'liangyan';
import { load as loadJs } from 'liangyan/js';

for (const [kind, open] of [
  ['wasm', load],
  ['js', loadJs],
] as const) {
  describe(`stillSays (${kind})`, () => {
    let engine: Engine;
    before(async () => {
      engine = await open({ packs: ['zh'] });
    });

    it('tells a word that was hidden from one that was taken out', () => {
      for (const [phrases, text, still] of [
        [['worthless idiot'], 'You w0rthless  1diot', true],
        [['worthless idiot'], 'you are a "worthless idiot", as they say', true],
        [['worthless idiot'], 'I am upset that you were late', false],
        [['废物'], '你真是个废.物', true],
        [['廢物'], '你真是个废物', true],
        [['废物'], '你让我很失望', false],
        [['废物', 'idiot'], 'what an id1ot', true],
        [[], 'anything', false],
        [[''], 'anything', false],
      ] as const) {
        assert.equal(engine.stillSays(phrases, text), still, `${phrases.join()} in ${text}`);
      }
    });

    it('refuses what is no text', () => {
      assert.throws(() => engine.stillSays('idiot' as never, 'x'), LiangyanError);
      assert.throws(() => engine.stillSays(['idiot'], 7 as never), LiangyanError);
    });
  });
}
