/** What the person told this device: words they do not want to see, and findings they took back. */
import type { Surface } from './verdict.js';

/** A phrase the person does not want to see. */
export interface UserWord {
  /** At most 100 UTF-16 code units. */
  phrase: string;
  /** `word`: with a word boundary where it begins or ends with a Latin letter. Chinese has none: there both are the same. */
  match: 'word' | 'part';
  /** Where it counts. Empty: everywhere. */
  surfaces: readonly Surface[];
  action: 'fold' | 'hold';
  /** When it stops, ms since the epoch. */
  expiresAt?: number;
  /** It does not count for people the person follows. */
  exceptFollowing?: boolean;
}

/** "This is not abuse." Every field that is given must fit; one of `rule`, `phrase` and `sender` is needed. */
export interface Dismissed {
  /** A finding's rule. */
  rule?: string;
  /** The words of a finding; compared as they are folded. */
  phrase?: string;
  /** Who wrote: `sender` of the context. */
  sender?: string;
  /** When it stops, ms since the epoch. */
  until?: number;
}

/** Words and dismissals: one object, shared by composer and inbox. */
export interface Personal {
  words: readonly UserWord[];
  dismissed: readonly Dismissed[];
}

/** An entry that cannot be used. */
export interface Ignored {
  list: 'words' | 'dismissed';
  /** Its place in the list. */
  index: number;
  /**
   * `empty`: nothing is left when it is folded; `too_long`: over 100 UTF-16 code units; `too_many`: behind the first 10,000;
   * `crowded`: 256 others begin the same way, which would make reading slow.
   */
  reason: 'empty' | 'too_long' | 'too_many' | 'crowded';
}

/** What became of a {@link Personal}. */
export interface PersonalReport {
  ignored: Ignored[];
}
