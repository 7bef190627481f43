/// <reference lib="esnext.disposable" preserve="true" />
import type { Personal, PersonalReport } from './personal.js';
import type { PackUpdated, UpdateOptions } from './updates/contract.js';
import type { Context, Verdict } from './verdict.js';

/** Packs, ready to read texts. It holds memory outside the garbage collector's sight: `free` it when done. */
export interface Engine extends Disposable {
  /** What it runs on: WebAssembly, or plain JavaScript where there is none. The verdicts are the same. */
  readonly kind: 'wasm' | 'js';
  /** The packs that run, as `name@version`. */
  readonly packs: readonly string[];
  /**
   * Reads one text. Linear in its length; a comment takes microseconds.
   *
   * Throws a `LiangyanError`: `bad_text`, `bad_context`, `text_too_long`, `engine_trapped`, `engine_freed`.
   */
  check(text: string, context?: Context): Verdict;
  /**
   * Reads many texts in one go, under one context or one each. Throws as `check`, and then answers for none of them.
   */
  checkMany(texts: readonly string[], context?: Context | readonly Context[]): Verdict[];
  /**
   * Takes the person's words and dismissals in place of those before, and says which of them cannot be used. A word that
   * is found is a finding with `via: 'user'` and the rule `user.fold` or `user.hold`; it raises neither level nor score,
   * since not wanting to see a word says nothing about the text. Of what was dismissed nothing is said. What expires stops
   * counting by itself, by `clock` (default `Date.now`, ms since the epoch). Milliseconds for ten thousand words.
   *
   * Throws a `LiangyanError`: `bad_personal`, `engine_trapped`, `engine_freed`.
   */
  setPersonal(personal: Personal, clock?: () => number): PersonalReport;
  /**
   * Whether a text still holds one of these phrases, as written or dressed up (`idiot`, `1d1ot`): an edit that only hides a
   * word is told from one that took it out. Phrases over 100 UTF-16 code units are not looked for.
   *
   * Throws as `check`.
   */
  stillSays(phrases: readonly string[], text: string): boolean;
  /**
   * Takes a newer pack in place of the one of its name that runs, if its publisher signed it: `pack` is the content of a
   * .lypack file, exactly as it was signed, `signature` the text of its .minisig file. The host fetches both; this package
   * never does. Until the new pack stands the old one answers, and when it is refused nothing has changed.
   *
   * Rejects with a `LiangyanError`: `signature_unreadable`, `signature_key`, `signature_wrong`, `public_key_unreadable`,
   * `update_unavailable`, `pack_not_recognised`, `pack_version`, `pack_damaged`, `pack_expired`, `expiry_missing`,
   * `pack_not_newer`, `pack_not_running`, `bad_option`, `engine_trapped`, `engine_freed`; for a model also
   * `model_not_recognised`, `model_version`, `model_damaged`.
   */
  updatePack(pack: Uint8Array, signature: string, options: UpdateOptions): Promise<PackUpdated>;
  /** Gives its memory back. Any later call throws `engine_freed`; freeing twice is no error. */
  free(): void;
}
