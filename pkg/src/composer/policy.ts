/**
 * When the composer may ask. Pure: time comes in as an argument, storage as a port. The limits exist because questions
 * that come too often are no longer read.
 */
import type { Level } from './contract.js';

/** Where the policy keeps its few numbers. `localStorage`-like; nothing about texts is ever written here. */
export interface PolicyStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** What is kept: a day, how often the person was asked on it, and until when not to ask (ms since the epoch). */
interface Kept {
  day: string;
  asked: number;
  snoozedUntil: number;
}

const KEY = 'liangyan.composer';

/** Local calendar day, `2026-11-21`. */
function dayOf(now: number): string {
  const date = new Date(now);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/** The first millisecond of the next local day. */
export function nextMidnight(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
}

/** From which level on the dialog may open. */
export type AskAt = 'warn' | 'severe' | 'never';

export class AskPolicy {
  readonly #dailyCap: number;
  readonly #storage: PolicyStorage | undefined;
  /** Used when the storage is missing, full or forbidden. */
  #memory: Kept = { day: '', asked: 0, snoozedUntil: 0 };

  /** `dailyCap` questions a day at most, counted in `storage`, or in memory without one. */
  constructor(dailyCap: number, storage: PolicyStorage | undefined) {
    this.#dailyCap = dailyCap;
    this.#storage = storage;
  }

  /** Whether a verdict of this level may be asked about now (`now` in ms since the epoch). */
  mayAsk(level: Level, askAt: AskAt, now: number): boolean {
    if (askAt === 'never') return false;
    if (level !== 'severe' && !(level === 'warn' && askAt === 'warn')) return false;
    const kept = this.#read();
    if (now < kept.snoozedUntil) return false;
    return (kept.day === dayOf(now) ? kept.asked : 0) < this.#dailyCap;
  }

  /** Counts a question that was shown. */
  countAsked(now: number): void {
    const kept = this.#read();
    const day = dayOf(now);
    this.#write({ ...kept, day, asked: kept.day === day ? kept.asked + 1 : 1 });
  }

  /** No questions until `until` (ms since the epoch); 0 ends a snooze. */
  snooze(until: number): void {
    this.#write({ ...this.#read(), snoozedUntil: until });
  }

  /** Until when no questions are asked, ms since the epoch; 0 when not snoozed. */
  snoozedUntil(now: number): number {
    const { snoozedUntil } = this.#read();
    return now < snoozedUntil ? snoozedUntil : 0;
  }

  #read(): Kept {
    try {
      const text = this.#storage?.getItem(KEY);
      if (!text) return this.#memory;
      const kept = JSON.parse(text) as Partial<Kept>;
      return {
        day: String(kept.day ?? ''),
        asked: Number(kept.asked) || 0,
        snoozedUntil: Number(kept.snoozedUntil) || 0,
      };
    } catch {
      return this.#memory;
    }
  }

  #write(kept: Kept): void {
    this.#memory = kept;
    try {
      this.#storage?.setItem(KEY, JSON.stringify(kept));
    } catch {
      // Private windows and full disks: the numbers then live as long as the page.
    }
  }
}
