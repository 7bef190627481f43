// The page that `npx liangyan-webview` writes, in a real WebKitGTK view embedded in a native program: script message
// handlers out, arguments of a function in, both ways, ten megabytes.

import assert from 'node:assert/strict';
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const WRITE = at('../../pkg/dist/write-webview-page.js');
/** Debian's own Python: the bindings are installed for that one. */
const PYTHON = '/usr/bin/python3';
const BINDINGS = "import gi; gi.require_version('WebKit2', '4.1'); from gi.repository import WebKit2";

function skipReason() {
  for (const [program, args] of [
    ['xvfb-run', ['--help']],
    ['dbus-run-session', ['--version']],
    [PYTHON, ['-c', BINDINGS]],
  ]) {
    if (spawnSync(program, args).status !== 0) return `no embedded WebKit view (${program} ${args[0]} does not work)`;
  }
  return false;
}

const QUIET = {
  WEBKIT_DISABLE_COMPOSITING_MODE: '1',
  WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
  WEBKIT_DISABLE_DMABUF_RENDERER: '1',
  LIBGL_ALWAYS_SOFTWARE: '1',
  NO_AT_BRIDGE: '1',
};

describe('a WebKitGTK view in a native program', { skip: skipReason() }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'liangyan-'));
  const page = join(folder, 'page.html');
  let seen;
  let byId;
  before(async () => {
    execFileSync(process.execPath, [WRITE, page]);
    // Ten megabytes in: ten texts just under the limit of one. Out: verdicts of thousands of cruel texts.
    const long = Array.from({ length: 10 }, (_, n) => `${n} ${'好'.repeat(300_000)}`);
    const cruel = Array.from({ length: 30_000 }, (_, n) => `you are a worthless idiot, number ${n + 20_000}`);
    const requests = [
      { id: 'hello', type: 'hello', payload: null },
      { id: 'check', type: 'check', payload: { text: '你这个废物', context: { surface: 'dm' } } },
      { id: 'long', type: 'checkMany', payload: { texts: long } },
      { id: 'many', type: 'checkMany', payload: { texts: cruel } },
      { id: 'bad', type: 'check', payload: { text: 7 } },
      { id: 'type', type: 'no.such', payload: null },
      { frame: JSON.stringify({ v: 2, id: 'future', type: 'check', payload: { text: 'a' } }) },
      { frame: 'not json' },
      { frame: JSON.stringify({ v: 1, id: 'torn', type: 'part', payload: { at: 3, last: true, text: '}' } }) },
      { id: 'after', type: 'check', payload: { text: 'see you on Saturday' } },
    ];
    const file = join(folder, 'requests.json');
    writeFileSync(file, JSON.stringify(requests));
    const answers = join(folder, 'answers.json');
    const args = ['--', 'xvfb-run', '-a', PYTHON, at('app.py'), page, file, answers];
    await promisify(execFile)('dbus-run-session', args, { env: { ...process.env, ...QUIET }, timeout: 180_000 });
    seen = JSON.parse(readFileSync(answers, 'utf8'));
    byId = Object.fromEntries(seen.answers.map((answer) => [answer.id, answer]));
  });
  after(() => rmSync(folder, { recursive: true }));

  test('the page says that it is ready, and what it runs on', () => {
    const [ready] = seen.answers;
    assert.equal(ready.type, 'ready');
    assert.equal(ready.payload.kind, 'wasm');
    assert.deepEqual(byId.hello.payload, ready.payload);
  });

  test('a text comes back as a verdict', () => {
    assert.equal(byId.check.type, 'result');
    assert.notEqual(byId.check.payload.level, 'none');
    assert.equal(byId.after.payload.level, 'none');
  });

  test('ten megabytes go in, and more than five come out, in frames of at most 64 KiB', () => {
    assert.equal(byId.long.type, 'result');
    assert.equal(byId.long.payload.length, 10);
    assert.equal(byId.many.payload.length, 30_000);
    assert.ok(byId.many.payload.every(({ level }) => level !== 'none'));
    assert.ok(Buffer.byteLength(JSON.stringify(byId.many.payload)) > 5_000_000);
    assert.ok(byId.many.parts > 80);
    assert.ok(seen.longest <= 65_536, `a frame of ${seen.longest} bytes`);
  });

  test('what is wrong is answered by a code and its mend', () => {
    const errors = seen.answers.filter(({ type }) => type === 'error');
    assert.deepEqual(
      errors.map(({ id, payload }) => [id, payload.code]),
      [
        ['bad', 'bad_text'],
        ['type', 'bridge_type'],
        ['future', 'bridge_version'],
        ['', 'bridge_message'],
        ['torn', 'bridge_message'],
      ],
    );
    for (const { payload } of errors) assert.ok(payload.message.length > 10 && payload.fix.length > 10);
  });

  test('the page allows its own script by hash and no network', () => {
    const html = readFileSync(page, 'utf8');
    assert.match(html, /default-src 'none'; script-src 'sha256-[^']+' 'wasm-unsafe-eval';/);
    assert.equal(html.match(/<script/g).length, 1);
  });
});
