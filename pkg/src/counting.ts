/** What of a {@link Personal} counts at a moment, in the engine's words. The engine knows no clock and no sender's id. */
import { LiangyanError } from './errors.js';
import type { Ignored, Personal, PersonalReport, UserWord } from './personal.js';
import { shown } from './wire.js';

/** What the engine takes. */
export interface RawPersonal {
  words: UserWord[];
  dismissed: { rule?: string; phrase?: string; sender?: number }[];
}

/** The entries that count now. */
export interface Counting {
  raw: RawPersonal;
  /** The engine's numbers of the senders that dismissals name, from 1. */
  senders: ReadonlyMap<string, number>;
  /** When the next entry stops counting, ms since the epoch. */
  until: number;
  /** What the engine says about its lists, as places in the person's. */
  report(ignored: readonly Ignored[]): PersonalReport;
}

/** Refuses what is not an object of two lists. */
export function refusePersonal(personal: Personal): void {
  const lists = typeof personal === 'object' && personal !== null ? [personal.words, personal.dismissed] : [personal];
  for (const list of lists) {
    if (!Array.isArray(list) || list.some((one) => typeof one !== 'object' || one === null)) {
      throw new LiangyanError('bad_personal', `words and dismissed are arrays of objects, not ${shown(list)}`);
    }
  }
}

/** The entries of a personal that count at `now`, ms since the epoch: an entry stops counting at the moment it names. */
export function countingAt(personal: Personal, now: number): Counting {
  let until = Number.POSITIVE_INFINITY;
  const counts = (ends: number | null | undefined): boolean => {
    const end = ends ?? Number.POSITIVE_INFINITY;
    if (end <= now) return false;
    until = Math.min(until, end);
    return true;
  };
  const senders = new Map<string, number>();
  const number = (sender: string): number => {
    const known = senders.get(sender) ?? senders.size + 1;
    senders.set(sender, known);
    return known;
  };
  const places = { words: [] as number[], dismissed: [] as number[] };
  const raw: RawPersonal = { words: [], dismissed: [] };
  for (const [at, word] of personal.words.entries()) {
    if (!counts(word.expiresAt)) continue;
    places.words.push(at);
    const { phrase, match, surfaces, action, exceptFollowing } = word;
    raw.words.push({ phrase, match, surfaces: surfaces ?? [], action, exceptFollowing: exceptFollowing === true });
  }
  for (const [at, { rule, phrase, sender, until }] of personal.dismissed.entries()) {
    if (!counts(until)) continue;
    places.dismissed.push(at);
    raw.dismissed.push({
      ...(rule != null && { rule }),
      ...(phrase != null && { phrase }),
      ...(sender != null && { sender: number(sender) }),
    });
  }
  const report = (ignored: readonly Ignored[]): PersonalReport => ({
    ignored: ignored.map((one) => ({ ...one, index: places[one.list][one.index] as number })),
  });
  return { raw, senders, until, report };
}
