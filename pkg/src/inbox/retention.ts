import type { RetentionState } from './documents.js';

/** How long held items are kept. */
export interface Retention {
  /** Days until an item ages out. Default 90; null keeps everything. */
  days: number | null;
  /** Days between the notice and the first item that goes. Default 7. */
  noticeDays: number;
}

const DAY = 86_400_000;

/** What is to be done about age now. */
export interface Ageing {
  /** Items kept back up to this time may go; null for none. */
  removeUpTo: number | null;
  /** Items kept back up to this time are to be announced; null for nothing new. `at` is when the first of them may go. */
  announce: { upTo: number; at: number } | null;
  /** What to remember. */
  state: RetentionState;
}

/**
 * Nothing ages out unannounced: an item goes when it is old enough, when a notice named it, and when that notice stood
 * for its days. Those days are counted while somebody looks in, one a look at most, so that a clock that jumps ahead, or
 * a year away from the page, takes nothing.
 */
export function ageing(retention: Retention, before: RetentionState | undefined, now: number): Ageing | null {
  if (retention.days === null) return null;
  const keep = retention.days * DAY;
  const notice = retention.noticeDays * DAY;
  const passed = before ? Math.min(Math.max(now - before.at, 0), DAY) : 0;
  const last: RetentionState = before ?? { upTo: 0, seenMs: 0, at: now };
  const seenMs = last.upTo > 0 ? last.seenMs + passed : 0;
  const ripe = last.upTo > 0 && seenMs >= notice;
  const removeUpTo = ripe ? Math.min(last.upTo, now - keep) : null;
  // One notice at a time: the next one begins when the last one has been served.
  const upTo = now - keep + notice;
  const mayAnnounce = upTo > 0 && (last.upTo === 0 || (ripe && now - keep >= last.upTo));
  if (mayAnnounce) {
    return { removeUpTo, announce: { upTo, at: now + notice }, state: { upTo, seenMs: 0, at: now } };
  }
  const standing = !ripe && last.notice ? { notice: last.notice } : {};
  return { removeUpTo, announce: null, state: { upTo: last.upTo, seenMs, at: now, ...standing } };
}
