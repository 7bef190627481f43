/** What goes over a bridge: envelopes as JSON text, one a frame, a large one in parts. */
import { LiangyanError } from '../errors.js';

/** The version of the envelope. A side that reads another one says so and answers nothing else. */
export const VERSION = 1;

/** The longest frame, in bytes of UTF-8: what every host's bridge carries quickly. */
export const FRAME_BYTES = 65_536;

/** A message: a request, or the `result` or `error` that answers the request of the same id. */
export interface Envelope {
  v: number;
  /** Chosen by whoever asks. Up to 64 characters. */
  id: string;
  type: string;
  payload: unknown;
}

const LONGEST_ID = 64;

/** Reads a frame. Throws `bridge_message`, `bridge_version`; the error's `id` is that of the frame where it has one. */
export function readFrame(frame: unknown): Envelope {
  let read: Partial<Envelope> | null = null;
  try {
    if (typeof frame === 'string') read = JSON.parse(frame);
  } catch {
    // Said below: it is no JSON, and what it was is nobody's business.
  }
  if (typeof read !== 'object' || read === null) throw new LiangyanError('bridge_message', 'a frame is not JSON text');
  const { v, id, type } = read;
  const known = typeof id === 'string' && id.length <= LONGEST_ID;
  if (v !== VERSION) {
    throw withId(
      new LiangyanError('bridge_version', `a frame is of version ${shownVersion(v)}, not ${VERSION}`),
      known ? id : '',
    );
  }
  if (!known || typeof type !== 'string') {
    throw withId(new LiangyanError('bridge_message', 'a frame has no id or no type'), known ? id : '');
  }
  return { v, id, type, payload: read.payload };
}

const shownVersion = (v: unknown) => (typeof v === 'number' ? v : typeof v);

function withId(error: LiangyanError, id: string): LiangyanError {
  return Object.defineProperty(error, 'id', { value: id });
}

/** The id of the frame that was refused, empty where it had none. */
export function idOf(error: LiangyanError): string {
  return (error as LiangyanError & { id?: string }).id ?? '';
}
