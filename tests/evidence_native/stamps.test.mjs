// Time stamps by a real authority, made of openssl, and proofs: put beside a seal by the module, and looked at by the module, the
// command line, and the recipe with openssl and Python's standard library.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { capture, root, which } from '../../xtask/node/command.mjs';
import { authority, proof } from './authority.mjs';
import { loadModules } from './modules.mjs';
import { captureOf, clock, software } from './sample.mjs';

const RECIPE = join(root, 'pkg/docs/verify-evidence.py');
const shown = captureOf('你就是个废物');
const liangyan = (args) => {
  const env = { ...process.env, LC_ALL: 'C' };
  return capture('cargo', ['run', '-q', '--release', '-p', 'liangyan-cli', '--', 'evidence', ...args], { env });
};

describe('stamps and proofs', { skip: which('openssl') ? false : 'no openssl here' }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'liangyan-stamps-'));
  let kinds;
  let bytes;
  before(async () => {
    kinds = await loadModules(folder);
    const key = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-384' }, false, ['sign', 'verify']);
    ({ bytes } = await kinds.wasm.evidence.seal({ capture: shown, parts: [], clock, head: null, software }, key));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const file = (name, content) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const codes = (list) => list.map(({ code }) => code);

  for (const [kind, key, ess] of [
    ['wasm', 'ec:P-384', 'sha256'],
    ['js', 'ec:P-256', 'sha256'],
    ['wasm', 'rsa:2048', 'sha1'],
  ]) {
    test(`${kind}, ${key}, ${ess}: a stamp and a proof are put beside the seal and found good; the package stays the same`, async () => {
      const { evidence, stamps } = kinds[kind];
      const reader = { beside: stamps.beside };
      const input = evidence.stampInput(bytes);
      const { roots, stamp } = authority(folder, { key, ess, name: `${kind}-${key.replace(':', '-')}` });
      const token = stamps.tokenIn(stamp(input.rfc3161Request));
      const made = await evidence.attach(bytes, { rfc3161: token, opentimestamps: proof(input.sha256) }, reader);
      assert.equal(evidence.read(made).packageHash, evidence.read(bytes).packageHash);
      const trusted = readFileSync(roots);
      const check = async (options) =>
        (await evidence.verify([{ name: 'x', bytes: made }], { ...options, ...reader })).files[0];
      const good = await check({ roots: [trusted] });
      assert.deepEqual([good.verdict, good.problems], ['intact', []]);
      assert.deepEqual(codes(good.notes).slice(0, 3), ['key_not_pinned', 'stamp_good', 'proof_pending']);
      const [, note, pending, block] = good.notes;
      assert.match(note.where, /^rfc3161\/0, \d{4}-\d\d-\d\dT.*Z, Stamps of the tests$/);
      assert.equal(pending.where, 'https://calendar.example/');
      assert.match(block.where, /^block 900000, Merkle root [0-9a-f]{64}$/);
      assert.equal((await check({})).notes[1].code, 'stamp_unchecked');

      const path = file('stamped.wacz', made);
      const told = liangyan(['verify', path, '--roots', roots]);
      assert.equal(told.code, 0, told.out);
      assert.match(
        told.out,
        /INTACT[\s\S]*block 900000[\s\S]*An authority you trust confirms[\s\S]*Stamps of the tests/,
      );
      const seen = liangyan(['show', path, '--lang', 'zh-tw']);
      assert.match(seen.out, /時間戳記（RFC 3161）.*Stamps of the tests[\s\S]*calendar\.example[\s\S]*900000/);
      if (which('python3')) {
        const recipe = capture('python3', [RECIPE, '--roots', roots, path]);
        assert.equal(recipe.code, 0, recipe.out);
        assert.match(recipe.out, /^INTACT [\s\S]*time stamp.*: good/m);
      }

      const other = authority(folder, { name: 'other' });
      const refused = await check({ roots: [readFileSync(other.roots)] });
      assert.deepEqual([refused.verdict, codes(refused.problems)], ['altered', ['stamp_untrusted']]);
      const doubted = liangyan(['verify', path, '--roots', other.roots]);
      assert.deepEqual([doubted.code, /stamp_untrusted/.test(doubted.out)], [1, true]);
      if (which('python3')) assert.equal(capture('python3', [RECIPE, '--roots', other.roots, path]).code, 1);
    });
  }

  test('what is about something else, is damaged, or was refused is not put beside the seal', async () => {
    const { evidence, stamps } = kinds.wasm;
    const reader = { beside: stamps.beside };
    const { stamp } = authority(folder, { name: 'strict' });
    const input = evidence.stampInput(bytes);
    const bad = { name: 'Error', code: 'bad_attachment' };
    const attach = (attachment) => evidence.attach(bytes, attachment, reader);
    const request = input.rfc3161Request.slice();
    request[40] ^= 1;
    await assert.rejects(attach({ rfc3161: stamps.tokenIn(stamp(request)) }), bad, 'about another signature');
    await assert.rejects(attach({ opentimestamps: proof(request.slice(0, 32)) }), bad);
    const token = stamps.tokenIn(stamp(input.rfc3161Request));
    for (const at of [token.length - 5, token.length >> 1, 30]) {
      const damaged = token.slice();
      damaged[at] ^= 1;
      await assert.rejects(attach({ rfc3161: damaged }), bad, `byte ${at}`);
    }
    assert.throws(() => stamps.tokenIn(new TextEncoder().encode('no')), bad);
    const roots = [new TextEncoder().encode('no certificate')];
    const made = await attach({ rfc3161: token });
    const call = evidence.verify([{ name: 'x', bytes: made }], { roots, ...reader });
    await assert.rejects(call, { code: 'bad_call' });
    const { bytes: unsigned } = await evidence.seal({ capture: shown, parts: [], clock, head: null, software }, null);
    assert.throws(() => evidence.stampInput(unsigned), bad);
  });
});
