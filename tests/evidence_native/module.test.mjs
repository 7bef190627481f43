// The evidence module as JavaScript loads it: the same packages from wasm and from plain JavaScript, signed by WebCrypto,
// and found intact by the command line.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { capture as run } from '../../xtask/node/command.mjs';
import { loadModules } from './modules.mjs';
import { captureOf, clock, software } from './sample.mjs';

const folder = mkdtempSync(join(tmpdir(), 'liangyan-module-'));
const modules = {};
const text = '你就是个废物 👩‍👩‍👧‍👦 𠮷 \u202ereversed';
const capture = () => captureOf(text);
const parts = () => [{ kind: 'dom', mime: 'text/html', bytes: new TextEncoder().encode(`<p>${text}</p>`) }];
const newKey = (namedCurve = 'P-384') =>
  crypto.subtle.generateKey({ name: 'ECDSA', namedCurve }, false, ['sign', 'verify']);

before(async () => {
  for (const [kind, { evidence }] of Object.entries(await loadModules(folder))) modules[kind] = evidence;
});
after(() => rmSync(folder, { recursive: true, force: true }));

const refused = (code) => (error) => error instanceof Error && error.code === code;

for (const kind of ['wasm', 'js']) {
  test(`${kind}: a capture is sealed, derived, withdrawn, exported and verified`, async () => {
    const evidence = modules[kind];
    const key = await newKey();
    const keyId = await evidence.keyId(key.publicKey);
    const one = await evidence.seal({ capture: capture(), parts: parts(), clock, head: null, software }, key);
    assert.equal(one.keyId, keyId);
    assert.match(one.shortId, /^[\da-f]{4}-[\da-f]{4}-[\da-f]{4}$/);
    const { record, parts: read } = evidence.read(one.bytes);
    assert.equal(record.captures[0].capture.message.text, text);
    assert.equal(new TextDecoder().decode(read[0].bytes), `<p>${text}</p>`);
    const redactions = [{ capture: 0, path: '/message/author/name', by: 'me', reason: 'a third person' }];
    const input = { packages: [one.bytes], redactions, replacements: [], clock, head: one.head, software };
    const derived = await evidence.derive(input, key);
    assert.equal(evidence.read(derived.bytes).record.captures[0].capture.message.author.name, '[redacted]');
    const withdrawn = evidence.withdraw(derived.head, one.packageHash, clock);
    const chain = await evidence.exportChain([one.entry, derived.entry, withdrawn.entry], clock, key);
    const files = [
      { name: 'one.wacz', bytes: one.bytes },
      { name: 'derived.wacz', bytes: derived.bytes },
      { name: 'chain.json', bytes: chain },
    ];
    const report = await evidence.verify(files, { keyId });
    assert.deepEqual(
      report.files.flatMap(({ problems }) => problems),
      [],
    );
    assert.equal(report.verdict, 'intact');
    assert.ok(report.files[0].notes.some(({ code }) => code === 'withdrawn'));
    const paths = files.map(({ name, bytes }) => {
      const path = join(folder, `${kind}-${name}`);
      writeFileSync(path, bytes);
      return path;
    });
    const cli = ['run', '-q', '--release', '-p', 'liangyan-cli', '--', 'evidence', 'verify', '--key', keyId, ...paths];
    const { code, out } = run('cargo', cli);
    assert.equal(code, 0, out);
  });

  test(`${kind}: what is wrong says so`, async () => {
    const evidence = modules[kind];
    const key = await newKey();
    const input = () => ({ capture: capture(), parts: parts(), clock, head: null, software });
    const sealed = await evidence.seal(input(), key);
    const bad = sealed.bytes.slice();
    bad[300] ^= 1;
    const report = await evidence.verify([{ name: 'bad', bytes: bad }], {});
    assert.equal(report.verdict, 'altered');
    assert.equal(report.files[0].problems[0].code, 'zip_crc');
    const other = await newKey();
    const pinned = { keyId: await evidence.keyId(other.publicKey) };
    assert.equal((await evidence.verify([{ name: 'x', bytes: sealed.bytes }], pinned)).verdict, 'another_key');
    const unsigned = await evidence.seal(input(), null);
    assert.equal((await evidence.verify([{ name: 'x', bytes: unsigned.bytes }], {})).verdict, 'unsigned');
    assert.throws(() => evidence.read(bad), refused('altered'));
    assert.throws(() => evidence.read(new TextEncoder().encode('hello')), refused('not_zip'));
    assert.throws(() => evidence.read(sealed.bytes.slice(0, 999)), refused('truncated'));
    const unknown = input();
    unknown.capture.message.more = 1;
    await assert.rejects(evidence.seal(unknown, key), refused('bad_record'));
    const fraction = input();
    fraction.capture.message.counts = { atMs: 1.5 };
    await assert.rejects(evidence.seal(fraction, key), refused('bad_record'));
    await assert.rejects(evidence.seal(input(), await newKey('P-256')), refused('bad_key'));
    await assert.rejects(evidence.seal({ ...input(), head: sealed.head }, other), refused('bad_head'));
  });

  test(`${kind}: a draft is written, for a minor those who look after them first`, async () => {
    const evidence = modules[kind];
    const sealed = await evidence.seal({ capture: capture(), parts: [], clock, head: null, software }, null);
    assert.deepEqual(evidence.draftKinds({ minor: true })[0], { kind: 'guardian', urgent: true });
    const input = { kind: 'school', lang: 'zh', package: sealed.bytes, nowMs: clock.atMs, tzMinutes: 480, minor: true };
    const draft = evidence.draft({ ...input, person: {}, notices: [] });
    assert.ok(draft.urgent && draft.html.includes('你就是个废物') && draft.missing.length > 0);
    assert.throws(() => evidence.draft({ ...input, kind: 'poem', person: {}, notices: [] }), refused('bad_draft'));
  });
}

test('half a surrogate pair becomes U+FFFD, as browsers write it', async () => {
  const input = { capture: capture(), parts: [], clock, head: null, software };
  input.capture.message.text = 'a\ud83db';
  const sealed = await modules.wasm.seal(input, null);
  assert.equal(modules.wasm.read(sealed.bytes).record.captures[0].capture.message.text, 'a\ufffdb');
});
