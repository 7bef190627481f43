/** The ways a page and the app around it reach each other. */
import { LiangyanError } from '../errors.js';

/** Carries frames, which are strings, both ways. */
export interface Transport {
  send(frame: string): void;
  /**
   * Calls back with every frame that comes in and, where the way has one, the origin it came from. Returns a function that
   * stops it.
   */
  listen(receive: (frame: unknown, origin?: string) => void): () => void;
}

/** The name under which a page and its app know each other, in every kind of webview. */
export const HOST = 'liangyanHost';
/** The function of the page that an app calls with a frame, where its webview has no other way in. */
export const RECEIVE = 'liangyanReceive';

interface Port {
  postMessage(frame: string): void;
  addEventListener?(type: 'message', listener: (event: MessageEvent) => void): void;
  removeEventListener?(type: 'message', listener: (event: MessageEvent) => void): void;
}

/** What apps leave in a page's window. */
interface Hosts {
  /** Android (`addWebMessageListener`), with events; Flutter's channel, without. */
  [HOST]?: Port;
  /** WKWebView, WebKitGTK. */
  webkit?: { messageHandlers?: Partial<Record<typeof HOST, Port>> };
  ReactNativeWebView?: Port;
  [RECEIVE]?: (frame: unknown) => void;
}

/**
 * Finds the app around this page: Android, iOS, WebKitGTK, Flutter, React Native.
 *
 * Throws `bridge_unavailable` where there is none.
 */
export function hostTransport(): Transport {
  const hosts = globalThis as unknown as Hosts;
  const own = hosts[HOST];
  if (own?.addEventListener)
    return { send: (frame) => own.postMessage(frame), listen: (receive) => heard(own, receive) };
  const out = own ?? hosts.webkit?.messageHandlers?.[HOST];
  if (out) return { send: (frame) => out.postMessage(frame), listen: (receive) => called(hosts, receive) };
  const native = hosts.ReactNativeWebView;
  if (native) return { send: (frame) => native.postMessage(frame), listen: (receive) => posted(receive) };
  throw new LiangyanError('bridge_unavailable', 'there is no app around this page that it knows');
}

/** Frames that come as events of the app's own object: nobody else can raise them, and they carry no origin. */
function heard(port: Port, receive: (frame: unknown) => void): () => void {
  const listener = ({ data }: MessageEvent) => receive(data);
  port.addEventListener?.('message', listener);
  return () => port.removeEventListener?.('message', listener);
}

/** Frames that the app hands to a function of this page. A frame of another origin cannot reach it. */
function called(hosts: Hosts, receive: (frame: unknown) => void): () => void {
  hosts[RECEIVE] = (frame) => receive(frame);
  return () => {
    delete hosts[RECEIVE];
  };
}

/** Frames that come as `message` events of the window, where anybody may post: the origin says who it was. */
function posted(receive: (frame: unknown, origin?: string) => void): () => void {
  const listener = (event: Event) => {
    const { data, origin } = event as MessageEvent;
    receive(data, origin);
  };
  // React Native raises them on the document on Android and on the window on iOS.
  const targets: EventTarget[] = [globalThis, globalThis.document];
  for (const target of targets) target.addEventListener('message', listener);
  return () => {
    for (const target of targets) target.removeEventListener('message', listener);
  };
}
