import type { DraftKind, VerdictWord } from '../contract.js';
import type { GapKind } from '../copy/gaps.js';
import type { StorageWarning } from '../storage.js';

/**
 * Every sentence a host needs around evidence. A catalogue is plain data: take one, replace what you like. `{name}` is
 * filled in at the place it stands. Facts only: what the seal shows, and never more than that.
 */
export interface EvidenceStrings {
  /** BCP 47 tag. */
  lang: string;
  /** After a capture. `{id}` is the short id of the seal. */
  kept: string;
  undo: string;
  /** After taking it back. */
  undone: string;
  /** A press of the key with no message in reach. */
  nothing: string;
  /** `{reason}` says why. */
  failed: string;
  /** No room was left, and the sealed file went to the downloads. */
  full: string;
  /** Sealed without a signature. */
  unsigned: string;
  /** What a check found, in one sentence. `intact` and `intactNotPinned` differ in whether the key was known before. */
  verdicts: Record<VerdictWord | 'intactNotPinned', { title: string; body: string }>;
  warnings: Record<StorageWarning, string>;
  /** What is not in a capture. `{count}` says how often. */
  gaps: Record<GapKind, string>;
  drafts: Record<DraftKind, string>;
  /** What every package says about itself. */
  proves: string;
  provesNot: string;
}
