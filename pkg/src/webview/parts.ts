/** A message that is too long for a frame, cut into parts and put together again. */
import { LiangyanError } from '../errors.js';

/** One part, the payload of a frame of type `part`. */
export interface Part {
  /** From 0 up, in order. */
  at: number;
  /** Whether this is the last one. */
  last: boolean;
  /** A piece of the message's JSON text, in which no surrogate pair is cut. */
  text: string;
}

/** Bytes that a UTF-16 code unit takes in the UTF-8 of a JSON string, and whether it begins a surrogate pair. */
function bytesAt(text: string, at: number): { bytes: number; units: number } {
  const unit = text.charCodeAt(at);
  if (unit < 0x80) return { bytes: unit === 0x22 || unit === 0x5c ? 2 : unit < 0x20 ? 6 : 1, units: 1 };
  if (unit < 0x800) return { bytes: 2, units: 1 };
  if (unit < 0xd800 || unit > 0xdfff) return { bytes: 3, units: 1 };
  const next = unit < 0xdc00 ? text.charCodeAt(at + 1) : 0;
  // A half alone is written as an escape.
  return next >= 0xdc00 && next <= 0xdfff ? { bytes: 4, units: 2 } : { bytes: 6, units: 1 };
}

/** How long a text is as a JSON string in UTF-8, counted no further than past `limit`. */
export function jsonBytes(text: string, limit: number): number {
  let bytes = 2;
  for (let at = 0; at < text.length && bytes <= limit; ) {
    const step = bytesAt(text, at);
    bytes += step.bytes;
    at += step.units;
  }
  return bytes;
}

/** Cuts a text into pieces of at most `limit` bytes each, as JSON strings in UTF-8. */
export function* pieces(text: string, limit: number): Generator<Part> {
  let from = 0;
  for (let at = 0; from < text.length; at += 1) {
    let to = from;
    for (let bytes = 2; to < text.length; ) {
      const step = bytesAt(text, to);
      bytes += step.bytes;
      if (bytes > limit) break;
      to += step.units;
    }
    yield { at, last: to === text.length, text: text.slice(from, to) };
    from = to;
  }
}

/** Messages that are still coming in, part by part. */
export class Assembly {
  readonly #open = new Map<string, { parts: string[]; length: number }>();

  constructor(
    /** Longest message, in UTF-16 code units of its JSON text. */
    private readonly longest: number,
    /** How many messages may be open at once. */
    private readonly most: number,
  ) {}

  /** Takes a part in; the whole text with the last one. Throws `bridge_message`, `bridge_too_large`, `bridge_busy`. */
  take(id: string, part: unknown): string | null {
    const { at, last, text } = this.#read(id, part);
    let message = this.#open.get(id);
    if (at === 0) {
      if (message === undefined && this.#open.size >= this.most) {
        throw new LiangyanError('bridge_busy', `${this.#open.size} long messages are coming in already`);
      }
      message = { parts: [], length: 0 };
      this.#open.set(id, message);
    }
    if (message === undefined || at !== message.parts.length) {
      this.drop(id);
      throw new LiangyanError('bridge_message', 'the parts of a message are not in order');
    }
    message.parts.push(text);
    message.length += text.length;
    if (message.length > this.longest) {
      this.drop(id);
      throw new LiangyanError('bridge_too_large', `a message is longer than ${this.longest} UTF-16 code units`);
    }
    if (!last) return null;
    this.drop(id);
    return message.parts.join('');
  }

  drop(id: string): void {
    this.#open.delete(id);
  }

  #read(id: string, part: unknown): Part {
    const { at, last, text } = (part ?? {}) as Partial<Part>;
    if (typeof at === 'number' && typeof last === 'boolean' && typeof text === 'string') return { at, last, text };
    this.drop(id);
    throw new LiangyanError('bridge_message', 'a part has no place or no text');
  }
}
