/** Places and frames that cannot be worked with: each a typed error with the mend in it. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type ErrorCode, LiangyanError, load } from 'liangyan';
import { serveBridge, type Transport } from 'liangyan/webview';

const ABUSE = 'you are a worthless idiot';

describe('a place with no WebAssembly and without the plain JavaScript', () => {
  const copy = mkdtempSync(join(tmpdir(), 'liangyan-'));
  after(() => rmSync(copy, { recursive: true, force: true }));

  it('is told what to import or to serve', async () => {
    cpSync(DIST, copy, { recursive: true, filter: (path) => !/(?:^|[\\/])core\.js$/.test(path) });
    const partial: typeof import('liangyan') = await import(pathToFileURL(join(copy, 'index.node.js')).href);
    const real = globalThis.WebAssembly;
    try {
      Reflect.deleteProperty(globalThis, 'WebAssembly');
      await assert.rejects(partial.load(), (error: LiangyanError) => {
        assert.equal(error.name, 'LiangyanError');
        assert.equal(error.code, 'js_missing');
        assert.match(error.fix, /liangyan\/js/);
        return true;
      });
    } finally {
      globalThis.WebAssembly = real;
    }
    assert.equal((await partial.load()).kind, 'wasm', 'where there is WebAssembly nothing else is needed');
  });
});

describe('a frame for the bridge', async () => {
  const engine = await load();
  after(() => engine.free());

  /** A served bridge, and what it answers and refuses. */
  function bridge(origins?: readonly string[]) {
    const sent: { id: string; type: string; payload: Record<string, string> }[] = [];
    const refused: LiangyanError[] = [];
    let receive: (frame: unknown, origin?: string) => void = () => {};
    const transport: Transport = {
      send: (frame) => sent.push(JSON.parse(frame)),
      listen: (callback) => {
        receive = callback;
        return () => {};
      },
    };
    serveBridge({ engine, transport, onRefused: (error) => refused.push(error), ...(origins && { origins }) });
    const ask = async (frame: unknown, origin?: string) => {
      receive(typeof frame === 'string' ? frame : JSON.stringify(frame), origin);
      await new Promise((resolve) => setImmediate(resolve));
      return sent.slice(1);
    };
    return { ask, refused };
  }
  const request = (v: number) => ({ v, id: '7', type: 'check', payload: { text: ABUSE } });
  const told = (error: LiangyanError | undefined, code: ErrorCode) => {
    assert.ok(error instanceof LiangyanError);
    assert.equal(error.code, code);
    assert.ok(error.message.length > 10 && error.fix.length > 10);
  };

  it('from the app is answered', async () => {
    const [answer] = await bridge().ask(request(1), '');
    assert.equal(answer?.type, 'result');
  });

  it('from a foreign origin is refused, and the app hears nothing of it', async () => {
    const { ask, refused } = bridge();
    assert.deepEqual(await ask(request(1), 'https://elsewhere.example'), []);
    told(refused[0], 'bridge_origin');
    const named = bridge(['https://elsewhere.example']);
    assert.equal((await named.ask(request(1), 'https://elsewhere.example'))[0]?.type, 'result');
  });

  it('of a future version is answered by an error that says which is read', async () => {
    const { ask, refused } = bridge();
    const [answer] = await ask(request(2), '');
    assert.equal(answer?.type, 'error');
    assert.equal(answer?.id, '7');
    assert.equal(answer?.payload.code, 'bridge_version');
    assert.match(answer?.payload.fix ?? '', /version 1/);
    told(refused[0], 'bridge_version');
  });

  it('that is none is refused, and the next is answered', async () => {
    const { ask, refused } = bridge();
    for (const frame of ['not JSON', '[]', 'null', '{"v":1}', '{"v":"1","id":"x","type":"check","payload":{}}']) {
      await ask(frame, '');
    }
    assert.equal(refused.length, 5);
    for (const error of refused) assert.ok(['bridge_message', 'bridge_version'].includes(error.code), error.code);
    const answers = await ask(request(1), '');
    assert.equal(answers.at(-1)?.type, 'result');
  });
});
