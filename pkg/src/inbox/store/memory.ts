import type { Change, HeldItem, HeldPage, HeldQuery, HeldState, Place, Saved, Seen, Store } from './contract.js';
import { fits, hasWords, needle, newestFirst, placeOf, sizeOf } from './query.js';

/** A store that lives as long as the page: for tests, for private windows, and for hosts that keep nothing. */
export function memoryStore(): Store {
  return new MemoryStore();
}

export class MemoryStore implements Store {
  #revision = 0;
  #documents = new Map<string, unknown>();
  #items = new Map<string, HeldItem>();
  #seen = new Map<string, Seen>();
  /** Items in the order of a list; null after a change. */
  #ordered: HeldItem[] | null = null;

  async read(): Promise<Saved> {
    return { revision: this.#revision, documents: structuredClone(Object.fromEntries(this.#documents)) };
  }

  async commit(change: Change): Promise<boolean> {
    if (change.expected !== this.#revision) return false;
    // Cloned before anything is written: what cannot be cloned changes nothing.
    const documents = structuredClone(change.documents ?? {});
    const items = structuredClone(change.put ?? []);
    for (const [name, value] of Object.entries(documents)) this.#documents.set(name, value);
    for (const item of items) this.#items.set(item.id, item);
    for (const id of change.remove ?? []) this.#items.delete(id);
    for (const one of change.seen ?? []) this.#seen.set(one.id, { ...one });
    if (change.forgetSeenBefore !== undefined) this.#forget(change.forgetSeenBefore);
    if (items.length > 0 || (change.remove?.length ?? 0) > 0) this.#ordered = null;
    this.#revision += 1;
    return true;
  }

  async list(query: HeldQuery = {}): Promise<HeldPage> {
    const words = needle(query);
    const size = sizeOf(query);
    const items: HeldItem[] = [];
    for (const item of this.#after(query.after)) {
      if (!fits(item, query) || !hasWords(item, words)) continue;
      if (items.length === size) return { items: structuredClone(items), next: placeOf(items[size - 1] as HeldItem) };
      items.push(item);
    }
    return { items: structuredClone(items), next: null };
  }

  async get(ids: readonly string[]): Promise<(HeldItem | null)[]> {
    return ids.map((id) => structuredClone(this.#items.get(id) ?? null));
  }

  async count(query: { state?: HeldState; shield?: number } = {}): Promise<number> {
    let count = 0;
    for (const item of this.#items.values()) if (fits(item, query)) count += 1;
    return count;
  }

  async oldest(until: number, limit: number): Promise<{ ids: string[]; count: number }> {
    const old = [...this.#items.values()].filter((item) => item.heldAt <= until);
    old.sort((a, b) => newestFirst(b, a));
    return { ids: old.slice(0, limit).map(({ id }) => id), count: old.length };
  }

  async seen(ids: readonly string[]): Promise<(Seen | null)[]> {
    return ids.map((id) => this.#seen.get(id) ?? null);
  }

  async wipe(): Promise<void> {
    // The count goes on, as with every other change.
    this.#revision += 1;
    this.#documents.clear();
    this.#items.clear();
    this.#seen.clear();
    this.#ordered = null;
  }

  close(): void {}

  *#after(place?: Place): Generator<HeldItem> {
    this.#ordered ??= [...this.#items.values()].sort(newestFirst);
    for (const item of this.#ordered) if (!place || newestFirst(place, item) < 0) yield item;
  }

  #forget(before: number): void {
    for (const [id, { at }] of this.#seen) if (at < before) this.#seen.delete(id);
  }
}
