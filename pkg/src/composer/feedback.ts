import type { PolicyStorage } from './policy.js';

/** One "this is not abusive": the words and the rule, never the whole draft. */
export interface FeedbackEntry {
  phrase: string;
  rule: string;
  category: string;
  packs: readonly string[];
  /** Milliseconds since the epoch. */
  at: number;
}

/**
 * The person's own list of what was marked wrongly. It lies in the given storage and goes nowhere: the person can read
 * it, take entries out, and export it if they want to help the rules along.
 */
export interface FeedbackList {
  all(): FeedbackEntry[];
  add(entry: FeedbackEntry): void;
  /** Takes the entry at this place of `all()` out. */
  remove(index: number): void;
  clear(): void;
  /** The list as JSON text, for a file the person saves or sends. */
  export(): string;
}

const KEY = 'liangyan.feedback';
/** The oldest entries make room. */
const MOST = 200;

/** Opens the list. Default storage: `localStorage`. */
export function feedbackList(storage?: PolicyStorage): FeedbackList {
  let memory: FeedbackEntry[] = [];
  const place = (): PolicyStorage | undefined => {
    if (storage) return storage;
    try {
      return globalThis.localStorage;
    } catch {
      return undefined;
    }
  };
  const read = (): FeedbackEntry[] => {
    try {
      const kept: unknown = JSON.parse(place()?.getItem(KEY) ?? 'null');
      return Array.isArray(kept) ? (kept as FeedbackEntry[]) : memory;
    } catch {
      return memory;
    }
  };
  const write = (entries: FeedbackEntry[]): void => {
    memory = entries.slice(-MOST);
    try {
      place()?.setItem(KEY, JSON.stringify(memory));
    } catch {
      // A full or forbidden storage: the list lives as long as the page.
    }
  };
  return {
    all: read,
    add: (entry) => write([...read(), entry]),
    remove: (index) => write(read().filter((_, at) => at !== index)),
    clear: () => write([]),
    export: () => JSON.stringify({ format: 'liangyan-feedback-1', entries: read() }, null, 2),
  };
}
