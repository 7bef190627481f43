/** Calls that wait for a worker, cut into pieces that one answer can hold. */
import type { LiangyanError } from '../errors.js';
import type { Context, Verdict } from '../verdict.js';
import type { Job } from './protocol.js';

/** As much as is sent at once, so that a `check` never waits long behind it. UTF-16 code units and texts. */
const PARCEL_UNITS = 65_536;
const PARCEL_TEXTS = 256;

/** A call of `check` or `checkMany` until it is answered. */
export interface Call {
  texts: readonly string[];
  contexts: Context | readonly Context[] | undefined;
  /** Filled in place, slice by slice. */
  verdicts: Verdict[];
  /** Texts that no answer has come for. */
  open: number;
  /** Where the texts begin that were not sent yet. */
  next: number;
  resolve: (verdicts: Verdict[]) => void;
  reject: (error: LiangyanError) => void;
  /** Set when the call was refused: what is still out is no longer of interest. */
  over: boolean;
}

/** A part of a call on its way. */
export interface Slice {
  call: Call;
  from: number;
  to: number;
}

export class Queue {
  /** Calls of `check`: they go first, because a person waits for them. */
  readonly #single: Call[] = [];
  readonly #many: Call[] = [];

  add(call: Call, single: boolean): void {
    (single ? this.#single : this.#many).push(call);
  }

  get empty(): boolean {
    return this.#single.length === 0 && this.#many.length === 0;
  }

  /** Takes what goes into one parcel: slices of at least one text each, none when nothing waits. */
  take(): Slice[] {
    const slices: Slice[] = [];
    let units = 0;
    let texts = 0;
    for (const calls of [this.#single, this.#many]) {
      let call = calls[0];
      while (call !== undefined && units < PARCEL_UNITS && texts < PARCEL_TEXTS) {
        const from = call.next;
        while (call.next < call.texts.length && units < PARCEL_UNITS && texts < PARCEL_TEXTS) {
          units += (call.texts[call.next] as string).length;
          texts += 1;
          call.next += 1;
        }
        slices.push({ call, from, to: call.next });
        if (call.next < call.texts.length) break;
        calls.shift();
        call = calls[0];
      }
    }
    return slices;
  }

  /** Drops what is left of a call that was refused. */
  drop(call: Call): void {
    const at = this.#many.indexOf(call);
    if (at >= 0) this.#many.splice(at, 1);
  }

  /** Empties itself. */
  takeAll(): Call[] {
    return [...this.#single.splice(0), ...this.#many.splice(0)];
  }
}

export function jobOf({ call, from, to }: Slice): Job {
  const { contexts, texts } = call;
  return {
    texts: texts.slice(from, to),
    contexts: Array.isArray(contexts) ? contexts.slice(from, to) : contexts,
  };
}
