/**
 * The engine inside a webview, for apps that are not web pages. The page serves a bridge; the app around it asks.
 *
 * ```ts
 * import { load } from 'liangyan/inline';
 * import { serveBridge } from 'liangyan/webview';
 * serveBridge({ engine: await load() });
 * ```
 *
 * An app written in JavaScript (React Native) connects with `connectBridge`; others speak the envelope themselves: see
 * docs/webview.md in this package. `npx liangyan-webview FILE.html` writes a page that does all of it.
 */
export * from '../exports.js';
export type { AsyncEngine } from '../worker/async-engine.js';
export { type ConnectOptions, connectBridge, type RemoteEngine } from './connect.js';
export { type Envelope, FRAME_BYTES, VERSION } from './envelope.js';
export { type Bridge, type Handler, type ServeOptions, serveBridge } from './serve.js';
export { hostTransport, type Transport } from './transport.js';
