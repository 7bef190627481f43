/// <reference lib="esnext.disposable" preserve="true" />
import { plainContext, plainPersonal } from '../asked.js';
import { toBase64 } from '../base64.js';
import { codeOf, LiangyanError } from '../errors.js';
import type { Personal, PersonalReport } from '../personal.js';
import type { PackUpdated, UpdateOptions } from '../updates/contract.js';
import type { Context, Verdict } from '../verdict.js';
import type { AsyncEngine } from '../worker/async-engine.js';
import type { Envelope } from './envelope.js';
import { Link } from './link.js';
import { MAX_MESSAGE } from './serve.js';
import type { Transport } from './transport.js';

export interface ConnectOptions {
  /** The longest message taken in, in UTF-16 code units of its JSON text. Default 33,554,432. */
  maxMessage?: number;
  /** How long an answer may take, milliseconds. Default 30,000; the first one includes the page's start. */
  patienceMs?: number;
  /** How many requests may be out at once; more wait here. Default 16. */
  maxRequests?: number;
  /** How many requests may wait before calls are refused with `engine_busy`. Default 10,000. */
  maxWaiting?: number;
  /** A frame that was refused. */
  onRefused?: (error: LiangyanError) => void;
}

/** The engine in a webview's page, seen from an app that is written in JavaScript. */
export interface RemoteEngine extends AsyncEngine {
  /** Asks what the page answers by a handler of its own. */
  request(type: string, payload: unknown): Promise<unknown>;
}

/** What the page says of itself. */
interface About {
  v: number;
  kind: 'wasm' | 'js';
  packs: string[];
}

interface Asked {
  type: string;
  payload: unknown;
  texts: number;
  resolve: (result: unknown) => void;
  reject: (error: LiangyanError) => void;
  timer?: ReturnType<typeof setTimeout>;
}

const PATIENCE = 30_000;
const MAX_REQUESTS = 16;
const MAX_WAITING = 10_000;

/**
 * Connects to a page that serves a bridge, and waits until its engine is ready.
 *
 * Rejects with `bridge_silent`, `bridge_version`, or the error with which the page's engine failed to load.
 */
export async function connectBridge(transport: Transport, options: ConnectOptions = {}): Promise<RemoteEngine> {
  const remote = new Remote(transport, options);
  try {
    await remote.ready();
    return remote;
  } catch (thrown) {
    await remote.free();
    throw thrown;
  }
}

class Remote implements RemoteEngine {
  declare [Symbol.asyncDispose]: () => Promise<void>;
  readonly #link: Link;
  readonly #out = new Map<string, Asked>();
  readonly #waits: Asked[] = [];
  readonly #most: number;
  readonly #patienceMs: number;
  readonly #maxWaiting: number;
  #forRoom: (() => void)[] = [];
  #ids = 0;
  #texts = 0;
  #about: About | null = null;
  #greet: { resolve: () => void; reject: (error: LiangyanError) => void } | null = null;
  #freed = false;

  constructor(transport: Transport, { maxMessage, patienceMs, maxRequests, maxWaiting, onRefused }: ConnectOptions) {
    this.#most = maxRequests ?? MAX_REQUESTS;
    this.#patienceMs = patienceMs ?? PATIENCE;
    this.#maxWaiting = maxWaiting ?? MAX_WAITING;
    this.#link = new Link(transport, {
      longest: maxMessage ?? MAX_MESSAGE,
      // The transport is the host's own and tells no origin.
      origins: [],
      onMessage: (message) => this.#hear(message),
      onRefused: onRefused ?? (() => {}),
    });
    // Engines of JavaScript older than explicit resource management have no such symbol.
    if (Symbol.asyncDispose) this[Symbol.asyncDispose] = () => this.free();
  }

  /** Resolves with the page's `ready`, or its answer to `hello` where it was ready before anybody listened. */
  ready(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#greet = { resolve, reject };
      this.request('hello', null).then((about) => this.#know(about as About), reject);
    });
  }

  get kind(): 'wasm' | 'js' {
    return (this.#about as About).kind;
  }

  get packs(): readonly string[] {
    return (this.#about as About).packs;
  }

  get waiting(): number {
    return this.#texts;
  }

  check(text: string, context?: Context): Promise<Verdict> {
    return this.#ask('check', () => ({ text, context: plainContext(context) }), 1) as Promise<Verdict>;
  }

  checkMany(texts: readonly string[], context?: Context | readonly Context[]): Promise<Verdict[]> {
    const contexts = () => (Array.isArray(context) ? context.map(plainContext) : plainContext(context as Context));
    return this.#ask('checkMany', () => ({ texts, context: contexts() }), texts.length) as Promise<Verdict[]>;
  }

  setPersonal(personal: Personal): Promise<PersonalReport> {
    return this.#ask('setPersonal', () => plainPersonal(personal), 0) as Promise<PersonalReport>;
  }

  stillSays(phrases: readonly string[], text: string): Promise<boolean> {
    return this.#ask('stillSays', () => ({ phrases, text }), 0) as Promise<boolean>;
  }

  async updatePack(pack: Uint8Array, signature: string, options: UpdateOptions): Promise<PackUpdated> {
    const payload = () => ({ pack: toBase64(pack), signature, ...options });
    const updated = (await this.#ask('updatePack', payload, 0)) as PackUpdated;
    const packs = this.packs.map((name) => (name === updated.replaced ? updated.pack : name));
    this.#about = { ...(this.#about as About), packs };
    return updated;
  }

  request(type: string, payload: unknown): Promise<unknown> {
    return this.#ask(type, () => payload, 0);
  }

  room(): Promise<void> {
    if (this.#freed || this.#waits.length < this.#maxWaiting) return Promise.resolve();
    return new Promise((resolve) => this.#forRoom.push(resolve));
  }

  async free(): Promise<void> {
    this.#freed = true;
    const error = new LiangyanError('engine_freed', 'this bridge was closed');
    for (const [id, asked] of this.#out) this.#settle(id, () => asked.reject(error));
    for (const asked of this.#waits.splice(0)) asked.reject(error);
    for (const resolve of this.#forRoom.splice(0)) resolve();
    this.#link.close();
  }

  #ask(type: string, payload: () => unknown, texts: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#freed) throw new LiangyanError('engine_freed', 'this bridge was closed');
      if (this.#waits.length >= this.#maxWaiting) {
        throw new LiangyanError('engine_busy', `${this.#waits.length} requests wait for an answer already`);
      }
      this.#waits.push({ type, payload: payload(), texts, resolve, reject });
      this.#texts += texts;
      this.#work();
    });
  }

  #work(): void {
    while (this.#out.size < this.#most) {
      const asked = this.#waits.shift();
      if (asked === undefined) break;
      this.#ids += 1;
      const id = String(this.#ids);
      this.#out.set(id, asked);
      asked.timer = setTimeout(() => this.#silent(id), this.#patienceMs);
      void this.#link.send(id, asked.type, asked.payload);
    }
    if (this.#waits.length <= this.#maxWaiting / 2) for (const resolve of this.#forRoom.splice(0)) resolve();
  }

  #silent(id: string): void {
    this.#link.drop(id);
    const error = new LiangyanError('bridge_silent', `the page did not answer in ${this.#patienceMs} ms`);
    this.#settle(id, (asked) => asked.reject(error));
  }

  #hear({ id, type, payload }: Envelope): void {
    if (type === 'ready') this.#know(payload as About);
    else if (type === 'result') this.#settle(id, (asked) => asked.resolve(payload));
    else if (type === 'error') {
      const error = errorOf(payload);
      // Without an id it is the page's start that failed.
      if (id === '') this.#greet?.reject(error);
      else this.#settle(id, (asked) => asked.reject(error));
    }
  }

  #know(about: About): void {
    this.#about = about;
    this.#greet?.resolve();
    this.#greet = null;
  }

  #settle(id: string, with_: (asked: Asked) => void): void {
    const asked = this.#out.get(id);
    if (asked === undefined) return;
    this.#out.delete(id);
    clearTimeout(asked.timer);
    this.#texts -= asked.texts;
    with_(asked);
    if (!this.#freed) this.#work();
  }
}

function errorOf(payload: unknown): LiangyanError {
  const { code, message } = (payload ?? {}) as { code?: unknown; message?: unknown };
  const known = codeOf(Object.assign(new Error(), { code })) ?? 'bridge_failed';
  return new LiangyanError(known, typeof message === 'string' ? message : 'the page refused, and did not say why');
}
