import { fromBase64 } from '../base64.js';
import type { Engine } from '../engine.js';
import { LiangyanError, messageOf } from '../errors.js';
import type { Personal } from '../personal.js';
import type { UpdateOptions } from '../updates/contract.js';
import type { Context } from '../verdict.js';
import { shown } from '../wire.js';
import type { AsyncEngine } from '../worker/async-engine.js';
import { type Envelope, VERSION } from './envelope.js';
import { Link } from './link.js';
import { hostTransport, type Transport } from './transport.js';

/** Answers requests of one type; what it returns, or resolves to, is the result. */
export type Handler = (payload: unknown) => unknown;

export interface ServeOptions {
  engine: Engine | AsyncEngine;
  /** Default: the app around this page. */
  transport?: Transport;
  /** More that the app may ask, by type: an inbox's `receive`, a vault's `capture`. */
  handlers?: Readonly<Record<string, Handler>>;
  /**
   * Origins from which frames are taken, where they come as window messages (React Native): default the app alone, whose
   * messages have none.
   */
  origins?: readonly string[];
  /** The longest message taken in, in UTF-16 code units of its JSON text. Default 33,554,432. */
  maxMessage?: number;
  /** Requests that may be at work at once; more are refused with `bridge_busy`. Default 64. */
  maxRequests?: number;
  /** A frame that was refused: damaged, of a foreign origin, of another version. */
  onRefused?: (error: LiangyanError) => void;
}

/** A served bridge. */
export interface Bridge {
  /** Stops listening. The engine stays the caller's. */
  close(): void;
}

/** Room for ten megabytes of text in any script. */
export const MAX_MESSAGE = 32 * 1024 * 1024;
const MAX_REQUESTS = 64;
/** Messages that only ever answer. */
const ANSWERS = ['result', 'error'];

/**
 * Answers the app around this page: `hello`, `check`, `checkMany`, `setPersonal`, `stillSays`, `updatePack` and the types of `handlers`.
 *
 * Says `ready` first, so that an app that started the page knows when to ask. Throws `bridge_unavailable`, `bridge_framed`.
 */
export function serveBridge(options: ServeOptions): Bridge {
  const {
    engine,
    origins = [''],
    maxMessage = MAX_MESSAGE,
    maxRequests = MAX_REQUESTS,
    onRefused = () => {},
  } = options;
  const place = globalThis as { parent?: unknown };
  if (place.parent !== undefined && place.parent !== place) {
    throw new LiangyanError('bridge_framed', 'this page stands in a frame of another page');
  }
  const about = () => ({ v: VERSION, kind: engine.kind, packs: engine.packs });
  const handlers: Readonly<Record<string, Handler>> = {
    ...options.handlers,
    hello: about,
    check: (payload) => {
      const { text, context } = fields(payload);
      return engine.check(text as string, context as Context);
    },
    setPersonal: (payload) => engine.setPersonal(payload as Personal),
    stillSays: (payload) => {
      const { phrases, text } = fields(payload);
      return engine.stillSays(phrases as string[], text as string);
    },
    updatePack: (payload) => {
      const { pack, signature, publicKey, now, kept } = fields(payload);
      return engine.updatePack(packOf(pack), signature as string, { publicKey, now, kept } as UpdateOptions);
    },
    checkMany: (payload) => {
      const { texts, context } = fields(payload);
      return engine.checkMany(texts as string[], context as Context | Context[]);
    },
  };
  let working = 0;
  const answer = async ({ id, type, payload }: Envelope) => {
    const handler = Object.keys(handlers).includes(type) ? handlers[type] : undefined;
    if (handler === undefined) {
      return link.refuse(id, new LiangyanError('bridge_type', `nobody here answers ${shown(type)}`));
    }
    if (working >= maxRequests) {
      return link.refuse(id, new LiangyanError('bridge_busy', `${working} requests are at work already`));
    }
    working += 1;
    try {
      await link.send(id, 'result', await handler(payload));
    } catch (thrown) {
      const error = thrown instanceof LiangyanError ? thrown : new LiangyanError('bridge_failed', messageOf(thrown));
      link.refuse(id, error);
    } finally {
      working -= 1;
    }
  };
  const link = new Link(options.transport ?? hostTransport(), {
    longest: maxMessage,
    origins,
    onMessage: (message) => {
      if (!ANSWERS.includes(message.type)) void answer(message);
    },
    onRefused,
  });
  void link.send('', 'ready', about());
  return { close: () => link.close() };
}

/** Bytes cross as base64: a bridge carries text. */
function packOf(pack: unknown): Uint8Array {
  try {
    return fromBase64(pack as string);
  } catch (thrown) {
    throw new LiangyanError('bad_option', 'the pack of an `updatePack` is base64', thrown);
  }
}

function fields(payload: unknown): Record<string, unknown> {
  if (typeof payload === 'object' && payload !== null) return payload as Record<string, unknown>;
  throw new LiangyanError('bridge_message', `the payload is an object, not ${shown(payload)}`);
}
