import type { Verdict } from '../../verdict.js';
import type { Message } from '../message.js';

/** `held`: not seen yet. `restored`: given back to the person. `hidden`: put away by the person's own hand. */
export type HeldState = 'held' | 'restored' | 'hidden';

/** A message that was kept back. Filters never delete it: the person does, or its age after a notice. */
export interface HeldItem {
  /** The message's id. */
  id: string;
  message: Message;
  action: 'hold' | 'refuse' | 'hide';
  /** Why, the weightiest first. */
  reasons: string[];
  verdict: Verdict | null;
  /** When it was kept back, ms since the epoch. */
  heldAt: number;
  state: HeldState;
  /** The shield that kept it back, by its id. */
  shield?: number;
  /** When it went to evidence, ms since the epoch, and under which id. */
  kept?: { at: number; id?: string };
}

/** The place after an item, newest first. */
export interface Place {
  heldAt: number;
  id: string;
}

/** Which items, newest first. */
export interface HeldQuery {
  /** Default `held`. */
  state?: HeldState;
  /** Only what was kept back while this shield was on. */
  shield?: number;
  /** Only from this sender. */
  sender?: string;
  /** Only with these words in the text or the sender's name; case, width and accents as written do not matter. */
  search?: string;
  /** Only older than this place: the `next` of the page before. */
  after?: Place;
  /** 1 to 500. Default 50. */
  limit?: number;
}

/** A page of items, newest first. A search may give a short page with a `next`: it read its share and goes on from there. */
export interface HeldPage {
  items: HeldItem[];
  /** Where the next page begins; null at the end. */
  next: Place | null;
}

/** What the inbox remembers besides items. */
export interface Saved {
  /** Counts the commits; 0 before the first. */
  revision: number;
  /** Named documents, structured-cloneable. */
  documents: Record<string, unknown>;
}

/** A message that was decided on, so that the same one coming again (another tab, a reconnect) is answered alike. */
export interface Seen {
  id: string;
  action: string;
  reasons: string[];
  /** ms since the epoch */
  at: number;
}

/** One step, all or nothing. */
export interface Change {
  /** The revision that this step was thought out on. */
  expected: number;
  /** Documents to write, by name. */
  documents?: Record<string, unknown>;
  /** Items to write, new or changed. */
  put?: readonly HeldItem[];
  /** Ids of items to take out for good. */
  remove?: readonly string[];
  /** Messages decided on. */
  seen?: readonly Seen[];
  /** Forget messages decided on before this, ms since the epoch. */
  forgetSeenBefore?: number;
}

/**
 * Where an inbox keeps what it must not lose. `indexedDbStore` and `memoryStore` are ready; a host may bring its own
 * (SQLite, a server of its own): a commit is a compare-and-swap, and that is all the order there has to be among tabs.
 *
 * Every method may reject with a `LiangyanError` whose code begins with `store_`. The inbox then goes on in memory, tells
 * the host, and writes back when the store answers again.
 */
export interface Store {
  /** What all tabs on the same store have in common; without it each stands alone. */
  readonly name?: string;
  /** What was saved. */
  read(): Promise<Saved>;
  /** Makes a step, or answers false and changes nothing when `expected` is not the store's revision any more. */
  commit(change: Change): Promise<boolean>;
  /** A page of items. */
  list(query?: HeldQuery): Promise<HeldPage>;
  /** Items by id, in this order; null for one that is not there. */
  get(ids: readonly string[]): Promise<(HeldItem | null)[]>;
  /** How many items are in a state; with a shield, how many were kept back while it was on. */
  count(query?: Pick<HeldQuery, 'state' | 'shield'>): Promise<number>;
  /** The oldest items up to a time (ms since the epoch), at most `limit` of them, and how many there are in all. */
  oldest(until: number, limit: number): Promise<{ ids: string[]; count: number }>;
  /** Which of these messages were decided on, in this order. */
  seen(ids: readonly string[]): Promise<(Seen | null)[]>;
  /** Takes everything out. */
  wipe(): Promise<void>;
  /** Hears that another tab wrote. The answer ends it. Without it a tab finds out at its next step. */
  watch?(listener: () => void): () => void;
  /** Lets go of what it holds open. */
  close(): void;
}
