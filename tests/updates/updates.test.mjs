// Packs that their publisher signed take the place of those that run, and nothing else does: in Node, in every form of the
// package. `everywhere.test.mjs` does the same in browsers.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { load, loadSync } from 'liangyan';
import * as inline from 'liangyan/inline';
import * as js from 'liangyan/js';
import { connectBridge, serveBridge } from 'liangyan/webview';
import { gzipped, pack, publisher } from './publisher.mjs';

const NOW = 1_800_000_000_000;
const EXPIRES = NOW / 1000 + 86_400;
const GOOD = `timestamp:1800000000\tfile:zh.lypack\texpires:${EXPIRES}`;
const CRUEL = 'you are a worthless idiot';

const own = publisher();
const options = { publicKey: own.publicKey, now: NOW };
/** The English rules under the Chinese name: what runs can be told from what ran. */
const newer = pack('en', { name: 'zh', version: '2099.1.1' });
const signature = own.sign(newer, GOOD);

const require = createRequire(import.meta.url);
const wasm = readFileSync(require.resolve('liangyan/liangyan.wasm'));
const model = readFileSync(new URL('../../packs/model.lymodel', import.meta.url));
const WAYS = {
  load: () => load({ packs: ['zh'] }),
  loadSync: () => loadSync({ wasm, packs: ['zh'] }),
  'inline load': () => inline.load({ packs: ['zh'] }),
  'js load': () => js.load({ packs: ['zh'] }),
  'require of load': () => require('liangyan').load({ packs: ['zh'] }),
  'require of js': () => require('liangyan/js').load({ packs: ['zh'] }),
};

for (const [name, way] of Object.entries(WAYS)) {
  test(`${name}: a newer pack that is well signed is taken`, async () => {
    const engine = await way();
    const [before] = engine.packs;
    assert.equal(engine.check(CRUEL).level, 'none');
    const updated = await engine.updatePack(newer, signature, options);
    assert.deepEqual(updated, { pack: 'zh@2099.1.1', replaced: before, expires: EXPIRES * 1000 });
    assert.deepEqual(engine.packs, ['zh@2099.1.1']);
    const verdict = engine.check(CRUEL);
    assert.notEqual(verdict.level, 'none');
    assert.deepEqual(verdict.packs, ['zh@2099.1.1']);
    engine.free();
  });
}

/** What is refused: `[why, code, pack, signature, options]`. */
function refused() {
  const flipped = newer.slice();
  flipped[flipped.length - 9] ^= 1;
  const other = publisher();
  const of = (bytes, comment = GOOD) => [bytes, own.sign(bytes, comment), options];
  const cases = {
    'a flipped bit': ['signature_wrong', flipped, signature, options],
    'a comment of another': [
      'signature_wrong',
      newer,
      signature.replace(`expires:${EXPIRES}`, 'expires:9999999999'),
      options,
    ],
    'another pack under the signature': ['signature_wrong', pack('zh', { version: '2099.1.1' }), signature, options],
    'a signature by another key': ['signature_key', newer, other.sign(newer, GOOD), options],
    'another key expected': ['signature_key', newer, signature, { ...options, publicKey: other.publicKey }],
    'no signature': ['signature_unreadable', newer, '', options],
    'a cut signature': ['signature_unreadable', newer, signature.slice(0, 150), options],
    'a signature that is not prehashed': [
      'signature_unreadable',
      newer,
      own.sign(newer, GOOD, { prehashed: false }),
      options,
    ],
    'no key': ['public_key_unreadable', newer, signature, { ...options, publicKey: 'RWQ' }],
    'an expired one': ['pack_expired', newer, signature, { ...options, now: EXPIRES * 1000 }],
    'one that names no expiry': ['expiry_missing', ...of(newer, 'timestamp:1800000000')],
    'an older one': ['pack_not_newer', ...of(pack('zh', { version: '2020.1.1' }))],
    'the one that runs': ['pack_not_newer', ...of(pack('zh'))],
    'one of a name that does not run': ['pack_not_running', ...of(pack('en', { version: '2099.1.1' }))],
    'one that is damaged, though signed': ['pack_damaged', ...of(pack('zh', { version: '2099.1.1', damaged: true }))],
    'what is no pack, though signed': ['pack_not_recognised', ...of(new Uint8Array(99))],
    'gzip that lies, though signed': ['pack_damaged', ...of(gzipped(newer).subarray(0, 900))],
    'a model that is damaged, though signed': ['model_damaged', ...of(new Uint8Array(model.subarray(0, 999)))],
    'a pack that is no bytes': ['bad_option', 'zh', signature, options],
    'no options': ['bad_option', newer, signature, undefined],
    'a time that is none': ['bad_option', newer, signature, { ...options, now: Number.NaN }],
  };
  return Object.entries(cases);
}

for (const [kind, way] of Object.entries({ wasm: WAYS.load, js: WAYS['js load'] })) {
  describe(`refused, and the running pack stays (${kind})`, async () => {
    const engine = await way();
    const before = [engine.packs, engine.check('你这个废物')];
    for (const [why, [code, bytes, signed, how]] of refused()) {
      test(why, async () => {
        await assert.rejects(engine.updatePack(bytes, signed, how), (error) => {
          assert.equal(error.name, 'LiangyanError');
          assert.equal(error.code, code);
          assert.ok(error.message.length > 10 && error.fix.length > 10);
          return true;
        });
        assert.deepEqual([engine.packs, engine.check('你这个废物')], before);
      });
    }
  });
}

test('a pack that was kept is put back after it expired, and only then', async () => {
  const late = { publicKey: own.publicKey, now: (EXPIRES + 99) * 1000 };
  const engine = await load({ packs: ['zh'] });
  await assert.rejects(engine.updatePack(newer, signature, late), { code: 'pack_expired' });
  assert.equal((await engine.updatePack(newer, signature, { ...late, kept: true })).pack, 'zh@2099.1.1');
  await assert.rejects(engine.updatePack(newer, signature, { ...late, kept: true }), { code: 'pack_not_newer' });
});

test('rollback: after one update an older one is refused, a newer one taken', async () => {
  const engine = await load();
  const all = engine.packs;
  for (const [version, code] of [
    ['2098.1.1', null],
    ['2097.12.31', 'pack_not_newer'],
    ['2098.1.10', null],
    ['2098.1.9', 'pack_not_newer'],
  ]) {
    const bytes = pack('en', { version });
    const asked = engine.updatePack(bytes, own.sign(bytes, GOOD), options);
    if (code) await assert.rejects(asked, { code });
    else assert.equal((await asked).pack, `en@${version}`);
  }
  assert.deepEqual(
    engine.packs,
    all.map((name) => (name.startsWith('en@') ? 'en@2098.1.10' : name)),
  );
});

test('updates of two packs at once both stand; of two for one pack the newest does', async () => {
  const engine = await load({ packs: ['zh', 'en'] });
  const of = (file, version) => {
    const bytes = pack(file, { version });
    return engine.updatePack(bytes, own.sign(bytes, GOOD), options);
  };
  await Promise.allSettled([of('zh', '2098.1.1'), of('en', '2098.1.1'), of('en', '2099.1.1'), of('zh', '2097.1.1')]);
  const [zh, en] = engine.packs;
  assert.match(zh, /^zh@2098\.1\.1$/);
  assert.match(en, /^en@2099\.1\.1$/);
});

test('a gzipped pack is taken as it was signed; one of several keys is enough', async () => {
  const engine = await load({ packs: ['zh'] });
  const packed = gzipped(newer);
  const publicKey = [publisher().publicKey, own.publicKey.split('\n')[1]];
  assert.equal((await engine.updatePack(packed, own.sign(packed, GOOD), { publicKey, now: NOW })).pack, 'zh@2099.1.1');
});

test("the person's words outlast an update", async () => {
  const personal = { words: [{ phrase: 'broccoli', match: 'word', surfaces: [], action: 'fold' }], dismissed: [] };
  const engine = await load({ packs: ['zh'], personal });
  await engine.updatePack(newer, signature, options);
  assert.deepEqual(
    engine.check('I like broccoli').findings.map(({ rule }) => rule),
    ['user.fold'],
  );
});

test('what is checked is what is used: the caller may change the bytes meanwhile', async () => {
  const engine = await load({ packs: ['zh'] });
  const bytes = newer.slice();
  const asked = engine.updatePack(bytes, signature, options);
  bytes.fill(0);
  assert.equal((await asked).pack, 'zh@2099.1.1');
});

test('an engine that was freed takes none', async () => {
  const engine = await load({ packs: ['zh'] });
  const asked = engine.updatePack(newer, signature, options);
  engine.free();
  await assert.rejects(asked, { code: 'engine_freed' });
  await assert.rejects(engine.updatePack(newer, signature, options), { code: 'engine_freed' });
});

test('without Ed25519 in the platform a library checks the signature', async () => {
  const { subtle } = globalThis.crypto;
  const real = subtle.importKey;
  let asked = 0;
  subtle.importKey = async () => {
    asked += 1;
    throw new DOMException('Unrecognized name.', 'NotSupportedError');
  };
  try {
    const engine = await load({ packs: ['zh'] });
    const flipped = newer.slice();
    flipped[99] ^= 1;
    await assert.rejects(engine.updatePack(flipped, signature, options), { code: 'signature_wrong' });
    assert.equal((await engine.updatePack(newer, signature, options)).pack, 'zh@2099.1.1');
    assert.ok(asked >= 3);
  } finally {
    subtle.importKey = real;
  }
});

// Made with minisign 0.11: `minisign -S -m words.txt -t expires:1805552000` over the line "kind words".
const MINISIGN = {
  file: new TextEncoder().encode('kind words\n'),
  publicKey: 'RWTkt8Ne+1+GIqTlcOvFlDWZyawMR20WtBudqBgVD5nHwEZaM5D+0jj8',
  signature: `untrusted comment: signature from minisign secret key
RUTkt8Ne+1+GIv67Aa76BYtRjx7tB1dfstjdY+Id17wjdBvzqxVsINlr75rsQUeXsJP9PwfroxiPLxAu7uRoi9lKLhXqkFTw6w4=
trusted comment: expires:1805552000
V82oFDwxovpd1lG/q6yw6G8TfAY+Y+uGDY9o3aeS0eSpLeS5wyy666ytEj3EEnr/ovmhBeFLNhguFjOtoQCPCQ==
`,
};

test('what minisign itself signed is found good: only then is it read, and is no pack', async () => {
  const engine = await load({ packs: ['zh'] });
  const { file, signature: theirs, publicKey } = MINISIGN;
  await assert.rejects(engine.updatePack(file, theirs, { publicKey, now: NOW }), { code: 'pack_not_recognised' });
  const otherwise = theirs.replaceAll('\n', '\r\n');
  await assert.rejects(engine.updatePack(file, otherwise, { publicKey, now: NOW }), { code: 'pack_not_recognised' });
  const forged = theirs.replace('1805552000', '1905552000');
  await assert.rejects(engine.updatePack(file, forged, { publicKey, now: NOW }), { code: 'signature_wrong' });
});

test('over the bridge of a webview an app in JavaScript updates the page’s engine', async () => {
  const ends = [new Set(), new Set()];
  const end = (from, to) => ({
    send: (frame) =>
      queueMicrotask(() => {
        for (const receive of ends[to]) receive(frame);
      }),
    listen: (receive) => {
      ends[from].add(receive);
      return () => ends[from].delete(receive);
    },
  });
  const engine = await load({ packs: ['zh'] });
  const bridge = serveBridge({ engine, transport: end(0, 1) });
  const remote = await connectBridge(end(1, 0));
  try {
    const flipped = newer.slice();
    flipped[99] ^= 1;
    await assert.rejects(remote.updatePack(flipped, signature, options), { code: 'signature_wrong' });
    await assert.rejects(remote.request('updatePack', { pack: '?', signature, ...options }), { code: 'bad_option' });
    assert.equal((await remote.updatePack(newer, signature, options)).pack, 'zh@2099.1.1');
    assert.deepEqual([remote.packs, engine.packs], [['zh@2099.1.1'], ['zh@2099.1.1']]);
    assert.notEqual((await remote.check(CRUEL)).level, 'none');
  } finally {
    await remote.free();
    bridge.close();
  }
});
