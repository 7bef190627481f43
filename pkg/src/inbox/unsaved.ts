import type { GuardEvent } from '../guard/contract.js';
import type { Documents } from './documents.js';
import type { Change, HeldItem } from './store/contract.js';

/** How many messages' events are kept for a replay. What the person did by hand is kept whatever the number. */
const MOST_MESSAGES = 5000;
/** How many items of this session are remembered, for the day somebody deletes the store under us. */
const MOST_RECENT = 2000;

/** What could not be written yet. */
export class Unsaved {
  /** Items to write; null for one to take out. */
  readonly items = new Map<string, HeldItem | null>();
  readonly documents = new Set<keyof Documents>();
  /** What happened since the store fell silent, to be played again on a state that another tab wrote meanwhile. */
  #events: GuardEvent[] = [];
  #messages = 0;
  readonly #recent = new Map<string, HeldItem>();

  get events(): readonly GuardEvent[] {
    return this.#events;
  }

  get recent(): Iterable<HeldItem> {
    return this.#recent.values();
  }

  /** Takes a step in that was not written. */
  absorb(change: Change, events: readonly GuardEvent[]): void {
    for (const item of change.put ?? []) this.items.set(item.id, item);
    for (const id of change.remove ?? []) {
      this.items.set(id, null);
      this.#recent.delete(id);
    }
    for (const name of Object.keys(change.documents ?? {})) this.documents.add(name as keyof Documents);
    for (const event of events) {
      this.#events.push(event);
      if (event.type === 'message') this.#messages += 1;
    }
    if (this.#messages > 2 * MOST_MESSAGES) this.#thin();
  }

  /** Remembers a step that was written. */
  wrote(change: Change): void {
    for (const item of change.put ?? []) {
      this.#recent.delete(item.id);
      this.#recent.set(item.id, item);
    }
    for (const id of change.remove ?? []) this.#recent.delete(id);
    for (const id of this.#recent.keys()) {
      if (this.#recent.size <= MOST_RECENT) break;
      this.#recent.delete(id);
    }
  }

  /** Everything is in the store again. */
  clear(): void {
    this.items.clear();
    this.documents.clear();
    this.#events = [];
    this.#messages = 0;
  }

  /** The store was emptied on purpose. */
  forget(): void {
    this.clear();
    this.#recent.clear();
  }

  #thin(): void {
    let over = this.#messages - MOST_MESSAGES;
    this.#events = this.#events.filter((event) => event.type !== 'message' || over-- <= 0);
    this.#messages = MOST_MESSAGES;
  }
}
