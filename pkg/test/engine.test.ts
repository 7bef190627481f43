import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { type Engine, type ErrorCode, LiangyanError, load, loadSync } from 'liangyan';
import * as inline from 'liangyan/inline';
import * as js from 'liangyan/js';

const wasm = readFileSync(join(DIST, 'liangyan.wasm'));
const packs = ['zh', 'en'].map((name) => new Uint8Array(readFileSync(join(DIST, `packs/${name}.lypack`))));
const ABUSE = '你这个废物，去死吧';

/** Passes on an error that says how to mend it. */
const withCode = (code: ErrorCode) => (error: unknown) => {
  assert.ok(error instanceof LiangyanError, `not a LiangyanError: ${error}`);
  assert.equal(error.code, code);
  assert.ok(error.message.length > 10 && error.fix.length > 10);
  return true;
};

describe('ways to load', () => {
  const require = createRequire(import.meta.url);
  const named = { packs: ['zh', 'en'] };
  const ways: Record<string, () => Engine | Promise<Engine>> = {
    'load by names': () => load(named),
    'load with bytes': () => load({ wasm, packs }),
    'load with a module and URLs': () =>
      load({ wasm: new WebAssembly.Module(wasm), packs: [new URL(`file://${join(DIST, 'packs/zh.lypack')}`), 'en'] }),
    'loadSync with bytes': () => loadSync({ wasm, packs }),
    'loadSync by names': () => loadSync({ wasm, ...named }),
    'inline load': () => inline.load(named),
    'inline loadSync': () => inline.loadSync(named),
    'js load': () => js.load(named),
    'js loadSync': () => js.loadSync({ packs }),
    'require of load': () => require('liangyan').load(named),
    'require of inline': () => require('liangyan/inline').loadSync(named),
    'require of js': () => require('liangyan/js').loadSync(named),
  };
  let expected: string | undefined;
  for (const [name, way] of Object.entries(ways)) {
    it(`${name} gives the same verdict as the others`, async () => {
      const engine = await way();
      assert.equal(engine.kind, /js/.test(name) ? 'js' : 'wasm');
      assert.deepEqual(
        engine.packs.map((pack) => pack.split('@')[0]),
        ['zh', 'en'],
      );
      const verdict = engine.check(ABUSE, { surface: 'dm' });
      assert.notEqual(verdict.level, 'none');
      assert.ok(verdict.score >= 0.5 && verdict.findings.length > 0);
      expected ??= JSON.stringify(verdict);
      assert.equal(JSON.stringify(verdict), expected);
      engine.free();
    });
  }

  it('falls back to plain JavaScript where there is no WebAssembly', async () => {
    const real = globalThis.WebAssembly;
    try {
      Reflect.deleteProperty(globalThis, 'WebAssembly');
      const engine = await load(named);
      assert.equal(engine.kind, 'js');
      assert.equal(JSON.stringify(engine.check(ABUSE, { surface: 'dm' })), expected);
      assert.throws(() => loadSync({ wasm }), withCode('wasm_unavailable'));
    } finally {
      globalThis.WebAssembly = real;
    }
  });

  it('falls back where a policy refuses every module', async () => {
    const real = globalThis.WebAssembly.Module;
    try {
      globalThis.WebAssembly.Module = function refuse() {
        throw new WebAssembly.CompileError('Refused to compile: unsafe-eval is not an allowed source of script');
      } as unknown as typeof real;
      assert.equal((await load()).kind, 'js');
    } finally {
      globalThis.WebAssembly.Module = real;
    }
  });

  it('loads every pack of the package where none is named', async () => {
    const [files, carried, plain] = [await load(), await inline.load(), await js.load()];
    assert.ok(files.packs.length >= 2);
    assert.deepEqual(carried.packs, files.packs);
    assert.deepEqual(plain.packs, files.packs);
    const verdict = files.check(ABUSE);
    for (const engine of [carried, plain]) assert.deepEqual(engine.check(ABUSE), verdict);
  });

  it('throws the same class from every entry', () => {
    assert.equal(inline.LiangyanError, LiangyanError);
    assert.equal(js.LiangyanError, LiangyanError);
    assert.equal(require('liangyan').LiangyanError, require('liangyan/js').LiangyanError);
  });
});

describe('what cannot be loaded', () => {
  const damaged = () => {
    const copy = (packs[0] as Uint8Array).slice();
    copy[copy.length - 1] = (copy[copy.length - 1] as number) ^ 0xff;
    return copy;
  };
  const unpacked = new Uint8Array(gunzipSync(packs[0] as Uint8Array));
  const ofAnotherVersion = () => {
    const copy = unpacked.slice();
    copy[4] = (copy[4] as number) ^ 0x40;
    return copy;
  };
  /** The first pack, its last four bytes claiming another size than it has. */
  const withSize = (size: number) => {
    const copy = (packs[0] as Uint8Array).slice();
    new DataView(copy.buffer).setUint32(copy.length - 4, size, true);
    return copy;
  };
  /** The engine's wasm as another build would have marked it. */
  const ofAnotherBuild = () => {
    const copy = Buffer.from(wasm);
    copy[copy.length - 1] = (copy[copy.length - 1] as number) ^ 1;
    return copy;
  };
  const cases: [string, ErrorCode, Parameters<typeof load>[0] | unknown][] = [
    ['a file that is no pack', 'pack_not_recognised', { packs: [new TextEncoder().encode('not a pack at all')] }],
    ['an empty pack', 'pack_not_recognised', { packs: [new Uint8Array()] }],
    ['a damaged pack', 'pack_damaged', { packs: [damaged()] }],
    ['a pack cut short', 'pack_damaged', { packs: [(packs[0] as Uint8Array).slice(0, 1000)] }],
    ['a pack of another version', 'pack_version', { packs: [ofAnotherVersion()] }],
    ['a gzipped pack with a damaged end', 'pack_damaged', { packs: [withSize((packs[0] as Uint8Array).length)] }],
    ['a gzipped pack that claims gigabytes', 'pack_damaged', { packs: [withSize(0xffffffff)] }],
    ['a damaged pack that is not gzipped', 'pack_damaged', { packs: [unpacked.subarray(0, 1000)] }],
    ['a pack that is not there', 'pack_missing', { packs: [new URL('file:///no/such/folder/x.lypack')] }],
    ['an unknown pack name', 'bad_option', { packs: ['klingon'] }],
    ['packs that are no list', 'bad_option', { packs: 'zh' }],
    ['a pack of the wrong type', 'bad_option', { packs: [7] }],
    ['an unknown preset', 'bad_option', { preset: 'harsh' }],
    ['options that are none', 'bad_option', 'zh'],
    ['bytes that are no wasm', 'wasm_unreadable', { wasm: new Uint8Array([1, 2, 3]) }],
    ['wasm cut short', 'wasm_unreadable', { wasm: wasm.subarray(0, 5000) }],
    ['wasm of something else', 'wasm_unreadable', { wasm: new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]) }],
    ['wasm of another build', 'wasm_version', { wasm: ofAnotherBuild() }],
    ['wasm that is not there', 'wasm_missing', { wasm: new URL('file:///no/such/folder/x.wasm') }],
  ];
  for (const [name, code, options] of cases) {
    it(`${name} is ${code}`, async () => {
      const call = async () => load(options as Parameters<typeof load>[0]);
      await assert.rejects(call, withCode(code));
    });
  }

  it('loadSync takes no URL', () => {
    const wrong = { wasm: new URL('file:///x.wasm') } as unknown as Parameters<typeof loadSync>[0];
    assert.throws(() => loadSync(wrong), withCode('bad_option'));
  });
});

describe('an engine', async () => {
  const engine = await load();
  after(() => engine.free());

  it('counts in UTF-16 code units of the text as typed', () => {
    const before = '😀𠮷 \u200b';
    const [finding] = engine.check(`${before}你这个废物`).findings;
    assert.ok(finding);
    assert.equal(finding.start, before.length);
    assert.equal(`${before}你这个废物`.slice(finding.start, finding.end), '你这个废物');
  });

  it('takes lone surrogates, NULs and the empty text', () => {
    const texts = ['', '\0', '\ud83d', '\ude00', `\ud83d${ABUSE}`, `${ABUSE}\0`, '\0\0', 'é', '😀'];
    const one = texts.map((text) => engine.check(text));
    assert.deepEqual(engine.checkMany(texts), one);
    assert.equal(one[4]?.findings[0]?.start, 1);
  });

  it('keeps lone surrogates of neighbours apart', () => {
    const verdicts = engine.checkMany(['a\ud83d', '\ude00b', ABUSE]);
    assert.deepEqual(verdicts[2], engine.check(ABUSE));
  });

  it('checks many as it checks one, under one context or one each', () => {
    const texts = [ABUSE, 'hello', 'you are an idiot', '谢谢你'];
    const dm = { surface: 'dm' } as const;
    assert.deepEqual(
      engine.checkMany(texts, dm),
      texts.map((text) => engine.check(text, dm)),
    );
    const each = [dm, {}, { relation: 'mutual' } as const, { minor: true }];
    assert.deepEqual(
      engine.checkMany(texts, each),
      texts.map((text, at) => engine.check(text, each[at])),
    );
    assert.deepEqual(engine.checkMany([]), []);
  });

  it('checks many long texts', () => {
    const texts = Array.from({ length: 5 }, (_, n) => `${'长'.repeat(300_000 + n)}${ABUSE}`);
    const verdicts = engine.checkMany(texts);
    assert.deepEqual(
      verdicts.map((verdict, n) => (verdict.findings[0]?.start ?? 0) >= 300_000 + n),
      [true, true, true, true, true],
    );
  });

  it('refuses what is not a text', () => {
    for (const wrong of [null, undefined, 7, {}, ['a'], Symbol.iterator, new String('a')]) {
      assert.throws(() => engine.check(wrong as unknown as string), withCode('bad_text'));
      assert.throws(() => engine.checkMany(['a', wrong as unknown as string]), withCode('bad_text'));
    }
    assert.throws(() => engine.checkMany('abc' as unknown as string[]), withCode('bad_text'));
  });

  it('refuses a text over the limit and takes one at it', () => {
    assert.throws(() => engine.check('x'.repeat(1_000_001)), withCode('text_too_long'));
    assert.throws(() => engine.checkMany(['a', 'x'.repeat(1_000_001)]), withCode('text_too_long'));
    assert.equal(engine.check(' '.repeat(1_000_000)).level, 'none');
  });

  it('refuses a wrong context, and contexts that do not fit the texts', () => {
    assert.throws(() => engine.check('a', { surface: 'letter' } as never), withCode('bad_context'));
    assert.throws(() => engine.checkMany(['a', 'b'], [{}]), withCode('bad_context'));
  });

  it('goes on after every refusal', () => {
    assert.notEqual(engine.check(ABUSE).level, 'none');
  });

  it('says that it was freed', async () => {
    const other = await load();
    other.free();
    other.free();
    assert.throws(() => other.check('a'), withCode('engine_freed'));
    assert.throws(() => other.checkMany(['a']), withCode('engine_freed'));
    assert.notEqual(engine.check(ABUSE).level, 'none');
  });

  it('is disposed of where the language can', async () => {
    if (!Symbol.dispose) return;
    const other = await load();
    other[Symbol.dispose]();
    assert.throws(() => other.check('a'), withCode('engine_freed'));
  });

  it('does not see what becomes of the bytes it was loaded from', async () => {
    const mine = packs.map((pack) => pack.slice());
    const other = await load({ wasm, packs: mine });
    for (const pack of mine) pack.fill(0);
    const same = await load({ wasm, packs });
    assert.deepEqual(other.check(ABUSE), same.check(ABUSE));
    other.free();
    same.free();
  });
});

describe('a trap', () => {
  /** Loads an engine whose linear memory the test can spoil. */
  async function withMemory(): Promise<{ engine: Engine; memories: WebAssembly.Memory[] }> {
    const real = WebAssembly.instantiate;
    const memories: WebAssembly.Memory[] = [];
    const watched = async (...args: Parameters<typeof real>) => {
      const instance = (await real(...args)) as unknown as WebAssembly.Instance;
      memories.push(instance.exports.memory as WebAssembly.Memory);
      return instance;
    };
    try {
      WebAssembly.instantiate = watched as unknown as typeof real;
      return { engine: await load(), memories };
    } finally {
      WebAssembly.instantiate = real;
    }
  }

  it('costs the call and not the engine, and no other engine', async () => {
    const other = await load();
    const { engine, memories } = await withMemory();
    const before = engine.check(ABUSE);
    const [memory] = memories;
    assert.ok(memory);
    new Uint8Array(memory.buffer).fill(0xff);
    assert.throws(() => engine.check(ABUSE), withCode('engine_trapped'));
    assert.deepEqual(engine.check(ABUSE), before);
    assert.deepEqual(other.check(ABUSE), before);
    engine.free();
    other.free();
  });
});
