/** What runs in the page that an app loads from its own files: `npx liangyan-webview` puts it there. */
import { carried, type Inlined } from '../carried.js';
import { LiangyanError, messageOf } from '../errors.js';
import { type JsCore, loadAny } from '../load.js';
import * as minisign from '../updates/minisign.js';
import { VERSION } from './envelope.js';
import { serveBridge } from './serve.js';
import { hostTransport } from './transport.js';

/** Loads the engine and serves the bridge; an engine that cannot be loaded is said to the app, by an error without an id. */
export async function start(inlined: Inlined, core: JsCore | null): Promise<void> {
  const transport = hostTransport();
  try {
    const shipped = { ...carried(inlined, refuse), signatures: async () => minisign };
    serveBridge({ engine: await loadAny(shipped, async () => core ?? refuse(), {}), transport });
  } catch (thrown) {
    const error = thrown instanceof LiangyanError ? thrown : new LiangyanError('bridge_failed', messageOf(thrown));
    const { code, message, fix } = error;
    transport.send(JSON.stringify({ v: VERSION, id: '', type: 'error', payload: { code, message, fix } }));
  }
}

function refuse(): never {
  throw new Error('this page carries all that it needs, and fetches nothing');
}
