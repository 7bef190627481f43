/// <reference lib="esnext.disposable" preserve="true" />
import type { Personal, PersonalReport } from '../personal.js';
import type { PackUpdated, UpdateOptions } from '../updates/contract.js';
import type { Context, Verdict } from '../verdict.js';

/** An engine in workers of its own: the names of `Engine`, answered by promises, so that the page never waits. */
export interface AsyncEngine extends AsyncDisposable {
  /** What it runs on: WebAssembly, or plain JavaScript where there is none. The verdicts are the same. */
  readonly kind: 'wasm' | 'js';
  /** The packs that run, as `name@version`. */
  readonly packs: readonly string[];
  /** How many texts wait for an answer, in the queue and in the workers. */
  readonly waiting: number;
  /**
   * Reads one text. Goes before what is left of any `checkMany`.
   *
   * Rejects with a `LiangyanError`: `bad_text`, `bad_context`, `text_too_long`, `engine_trapped`, `engine_freed`,
   * `engine_busy`, `worker_died`, `worker_unavailable`.
   */
  check(text: string, context?: Context): Promise<Verdict>;
  /**
   * Reads many texts, shared out among the workers; the verdicts come in the order of the texts. One context for all or
   * one each. Rejects as `check`, and then answers for none of them.
   */
  checkMany(texts: readonly string[], context?: Context | readonly Context[]): Promise<Verdict[]>;
  /**
   * Takes the person's words and dismissals in place of those before: see `Engine`. What is asked from then on is read
   * with them; what expires stops counting by the workers' clock.
   *
   * Rejects with a `LiangyanError`: `bad_personal`, and as `check`.
   */
  setPersonal(personal: Personal): Promise<PersonalReport>;
  /** Whether a text still holds one of these phrases: see `Engine`. Rejects as `check`. */
  stillSays(phrases: readonly string[], text: string): Promise<boolean>;
  /** Takes a newer pack that its publisher signed, in every worker: see `Engine`. Rejects as there, and as `check`. */
  updatePack(pack: Uint8Array, signature: string, options: UpdateOptions): Promise<PackUpdated>;
  /**
   * Resolves when there is room in the queue: at once, or when half of it is empty. For hosts that take in texts without
   * waiting for each answer: past the limit calls are refused with `engine_busy`.
   */
  room(): Promise<void>;
  /** Ends the workers. What still waits, and any later call, is refused with `engine_freed`. Twice is no error. */
  free(): Promise<void>;
}
