import type { Ledger } from './ledger.js';
import type { HeldItem, HeldPage, HeldQuery } from './store/contract.js';
import { fits, hasWords, needle, newestFirst, placeOf, sizeOf } from './store/query.js';

/** The held items as the person sees them: what the store has, and what memory has that is not written yet. */
export class Folder {
  constructor(private readonly ledger: Ledger) {}

  /** A page, newest first. Rejects with a `store_…` code only when there is nothing at all to show. */
  async list(query: HeldQuery = {}): Promise<HeldPage> {
    const { unsaved, store, fault } = this.ledger;
    if (unsaved.items.size === 0) return store.list(query);
    const page = await store.list(query).catch((thrown: unknown): HeldPage => {
      if (fault) return { items: [], next: null };
      throw thrown;
    });
    const words = needle(query);
    const size = sizeOf(query);
    const ours = [...unsaved.items.values()].filter(
      (item): item is HeldItem =>
        item !== null &&
        fits(item, query) &&
        hasWords(item, words) &&
        (!query.after || newestFirst(query.after, item) < 0) &&
        (page.next === null || newestFirst(item, page.next) <= 0),
    );
    const items = [...page.items.filter(({ id }) => !unsaved.items.has(id)), ...ours];
    items.sort((a, b) => newestFirst(placeOf(a), placeOf(b)));
    if (items.length <= size) return { items, next: page.next };
    return { items: items.slice(0, size), next: placeOf(items[size - 1] as HeldItem) };
  }

  async count(query: Pick<HeldQuery, 'state' | 'shield'> = {}): Promise<number> {
    const { unsaved, store, fault } = this.ledger;
    let count = await store.count(query).catch((thrown: unknown) => {
      if (fault) return 0;
      throw thrown;
    });
    if (unsaved.items.size === 0) return count;
    const ids = [...unsaved.items.keys()];
    const stored = await store.get(ids).catch(() => ids.map(() => null));
    for (const [at, item] of [...unsaved.items.values()].entries()) {
      const old = stored[at];
      if (old && fits(old, query)) count -= 1;
      if (item && fits(item, query)) count += 1;
    }
    return count;
  }
}
