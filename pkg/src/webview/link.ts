/** Messages over a transport, in both directions: cut into frames, put together, no faster than the other side reads. */
import { LiangyanError } from '../errors.js';
import { type Envelope, FRAME_BYTES, idOf, readFrame, VERSION } from './envelope.js';
import { Assembly, jsonBytes, pieces } from './parts.js';
import type { Transport } from './transport.js';

/** Room for the envelope around a part: everything but its text. Bytes. */
const AROUND = 256;
/** Parts that may be out without a word from the other side. */
const WINDOW = 8;
/** Long messages that may come in at once. */
const OPEN = 4;

export interface LinkOptions {
  /** The longest message that is taken in, in UTF-16 code units of its JSON text. */
  longest: number;
  /** Origins whose frames are taken where the transport tells them. */
  origins: readonly string[];
  onMessage: (message: Envelope) => void;
  /** A frame that was refused. */
  onRefused: (error: LiangyanError) => void;
}

/** A long message on its way out: how far the other side has read, and who waits for that. */
interface Outgoing {
  read: number;
  wake: () => void;
  stopped: boolean;
}

export class Link {
  readonly #outgoing = new Map<string, Outgoing>();
  readonly #assembly: Assembly;
  readonly #stop: () => void;
  #closed = false;

  constructor(
    private readonly transport: Transport,
    private readonly options: LinkOptions,
  ) {
    this.#assembly = new Assembly(options.longest, OPEN);
    this.#stop = transport.listen((frame, origin) => this.#receive(frame, origin));
  }

  /** Sends a message; resolves when its last frame is out. */
  async send(id: string, type: string, payload: unknown): Promise<void> {
    const whole = frameOf(id, type, payload);
    // A string's UTF-8 is at most three times its UTF-16 code units: most need no counting.
    if (whole.length * 3 <= FRAME_BYTES || jsonBytes(whole, FRAME_BYTES) <= FRAME_BYTES) return this.#put(whole);
    const outgoing: Outgoing = { read: 0, wake: () => {}, stopped: false };
    this.#outgoing.set(id, outgoing);
    try {
      for (const part of pieces(whole, FRAME_BYTES - AROUND)) {
        while (part.at - outgoing.read >= WINDOW && !outgoing.stopped) {
          await new Promise<void>((resolve) => {
            outgoing.wake = resolve;
          });
        }
        if (outgoing.stopped) return;
        this.#put(frameOf(id, 'part', part));
      }
    } finally {
      this.#outgoing.delete(id);
    }
  }

  /** Tells the other side why its message was not taken. */
  refuse(id: string, { code, message, fix }: LiangyanError): void {
    this.#put(frameOf(id, 'error', { code, message, fix }));
  }

  /** Stops a long message that is not wanted any more. */
  drop(id: string): void {
    const outgoing = this.#outgoing.get(id);
    if (outgoing === undefined) return;
    outgoing.stopped = true;
    outgoing.wake();
  }

  close(): void {
    this.#closed = true;
    this.#stop();
    for (const id of this.#outgoing.keys()) this.drop(id);
  }

  #put(frame: string): void {
    if (!this.#closed) this.transport.send(frame);
  }

  #receive(frame: unknown, origin: string | undefined): void {
    if (origin !== undefined && !this.options.origins.includes(origin)) {
      // No answer: it would go to the app, which did not ask.
      this.options.onRefused(new LiangyanError('bridge_origin', `a frame came from ${JSON.stringify(origin)}`));
      return;
    }
    let message: Envelope;
    try {
      message = readFrame(frame);
    } catch (thrown) {
      this.#refused(thrown as LiangyanError, idOf(thrown as LiangyanError));
      return;
    }
    if (message.type === 'part') this.#takePart(message);
    else if (message.type === 'read') this.#takeRead(message);
    else {
      if (message.type === 'error') this.drop(message.id);
      this.options.onMessage(message);
    }
  }

  #takePart({ id, payload }: Envelope): void {
    try {
      const whole = this.#assembly.take(id, payload);
      if (whole !== null) {
        const message = readFrame(whole);
        if (message.id !== id) throw new LiangyanError('bridge_message', 'a message is of another id than its parts');
        this.options.onMessage(message);
      }
      this.#put(frameOf(id, 'read', { at: (payload as { at: number }).at }));
    } catch (thrown) {
      this.#refused(thrown as LiangyanError, id);
    }
  }

  #takeRead({ id, payload }: Envelope): void {
    const outgoing = this.#outgoing.get(id);
    const at = (payload as { at?: unknown } | null)?.at;
    if (outgoing === undefined || typeof at !== 'number') return;
    outgoing.read = Math.max(outgoing.read, at + 1);
    outgoing.wake();
  }

  #refused(error: LiangyanError, id: string): void {
    this.refuse(id, error);
    this.options.onRefused(error);
  }
}

function frameOf(id: string, type: string, payload: unknown): string {
  return JSON.stringify({ v: VERSION, id, type, payload } satisfies Envelope);
}
