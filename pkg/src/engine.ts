/// <reference lib="esnext.disposable" preserve="true" />
import type { Context, Verdict } from './verdict.js';

/** Packs, ready to read texts. It holds memory outside the garbage collector's sight: `free` it when done. */
export interface Engine extends Disposable {
  /** What it runs on: WebAssembly, or plain JavaScript where there is none. The verdicts are the same. */
  readonly kind: 'wasm' | 'js';
  /** The loaded packs, as `name@version`. */
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
  /** Gives its memory back. Any later call throws `engine_freed`; freeing twice is no error. */
  free(): void;
}
