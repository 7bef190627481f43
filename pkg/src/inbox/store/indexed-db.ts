import { LiangyanError, messageOf } from '../../errors.js';
import type { Change, HeldItem, HeldPage, HeldQuery, HeldState, Saved, Seen, Store } from './contract.js';
import { fits, hasWords, needle, placeOf, SEARCH_SHARE, sizeOf } from './query.js';

const VERSION = 1;
const HELD = 'held';
const STATE = 'state';
const SEEN = 'seen';
const STORES = [HELD, STATE, SEEN];
const REVISION = 'revision';

/** How long opening may take before it counts as blocked; it is still awaited behind that. Milliseconds. */
const PATIENCE = 4000;

/** An item as it lies in the database: `age` runs against the clock, because only ascending reads come in bulk. */
type Row = HeldItem & { age: number };

/**
 * A store in the browser's IndexedDB. The name is the database's name: give each person who uses the page one of their
 * own, and choose a plain one, since it can be read in the browser's tools by whoever shares the device.
 */
export function indexedDbStore(name: string): Store {
  return new IndexedDbStore(name);
}

class IndexedDbStore implements Store {
  readonly name: string;
  #database: Promise<IDBDatabase> | null = null;
  #channel: BroadcastChannel | null = null;
  /** An attempt to open is being kept waiting by another tab. */
  #waiting = false;

  constructor(name: string) {
    this.name = name;
  }

  read(): Promise<Saved> {
    return this.#reading(async (of) => {
      const [keys, values] = await Promise.all([done(of(STATE).getAllKeys()), done(of(STATE).getAll())]);
      const documents = Object.fromEntries(keys.map((key, at) => [String(key), values[at]]));
      const revision = Number(documents[REVISION] ?? 0);
      delete documents[REVISION];
      return { revision, documents };
    });
  }

  async commit(change: Change): Promise<boolean> {
    return this.#within('readwrite', (of) => {
      const state = of(STATE);
      const held = of(HELD);
      const seen = of(SEEN);
      const read = state.get(REVISION);
      const answer = { committed: false };
      read.onsuccess = () => {
        if (Number(read.result ?? 0) !== change.expected) return;
        answer.committed = true;
        state.put(change.expected + 1, REVISION);
        for (const [name, value] of Object.entries(change.documents ?? {})) state.put(value, name);
        for (const item of change.put ?? []) held.put({ ...item, age: -item.heldAt } satisfies Row);
        for (const id of change.remove ?? []) held.delete(id);
        for (const one of change.seen ?? []) seen.put(one);
        if (change.forgetSeenBefore !== undefined) {
          const old = seen.index('at').openKeyCursor(IDBKeyRange.upperBound(change.forgetSeenBefore, true));
          old.onsuccess = () => {
            if (!old.result) return;
            seen.delete(old.result.primaryKey);
            old.result.continue();
          };
        }
      };
      return Promise.resolve(answer);
    }).then(({ committed }) => {
      if (committed) this.#tell();
      return committed;
    });
  }

  list(query: HeldQuery = {}): Promise<HeldPage> {
    const words = needle(query);
    const size = sizeOf(query);
    const sifted = words !== null || (query.sender ?? query.shield) !== undefined;
    return this.#reading(async (of) => {
      const { index, range } = indexFor(of(HELD), query);
      const items: HeldItem[] = [];
      let from = range(query.after);
      let read = 0;
      while (true) {
        const chunk = sifted ? 500 : size + 1;
        const rows = await done(index.getAll(from, chunk));
        for (const row of rows as Row[]) {
          if (!fits(row, query) || !hasWords(row, words)) continue;
          if (items.length === size) return { items, next: placeOf(items[size - 1] as HeldItem) };
          items.push(bare(row));
        }
        read += rows.length;
        const last = rows[rows.length - 1] as Row | undefined;
        if (rows.length < chunk || !last) return { items, next: null };
        if (read >= SEARCH_SHARE) return { items, next: placeOf(last) };
        from = range(placeOf(last));
      }
    });
  }

  get(ids: readonly string[]): Promise<(HeldItem | null)[]> {
    return this.#reading((of) =>
      Promise.all(
        ids.map(async (id) => {
          const row = (await done(of(HELD).get(id))) as Row | undefined;
          return row ? bare(row) : null;
        }),
      ),
    );
  }

  count(query: { state?: HeldState; shield?: number } = {}): Promise<number> {
    return this.#reading(async (of) => {
      const { index, range } = indexFor(of(HELD), query);
      if (query.state === undefined || query.shield === undefined) return done(index.count(range()));
      const rows = (await done(index.getAll(range()))) as Row[];
      return rows.filter((row) => fits(row, query)).length;
    });
  }

  oldest(until: number, limit: number): Promise<{ ids: string[]; count: number }> {
    return this.#reading(async (of) => {
      const index = of(HELD).index('heldAt');
      const range = IDBKeyRange.upperBound(until);
      // A count of 0 would mean all of them.
      const wanted = limit > 0 ? done(index.getAllKeys(range, limit)) : [];
      const [keys, count] = await Promise.all([wanted, done(index.count(range))]);
      return { ids: keys.map(String), count };
    });
  }

  seen(ids: readonly string[]): Promise<(Seen | null)[]> {
    return this.#reading((of) =>
      Promise.all(ids.map(async (id) => ((await done(of(SEEN).get(id))) as Seen | undefined) ?? null)),
    );
  }

  async wipe(): Promise<void> {
    await this.#within('readwrite', (of) => {
      const state = of(STATE);
      const read = state.get(REVISION);
      read.onsuccess = () => {
        for (const name of STORES) of(name).clear();
        // The count goes on, so that another tab can tell this from a database that was lost.
        state.put(Number(read.result ?? 0) + 1, REVISION);
      };
      return Promise.resolve();
    });
    this.#tell();
  }

  watch(listener: () => void): () => void {
    // Safari before 15.4 has none: there a tab finds out at its next step.
    this.#channel ??= typeof BroadcastChannel === 'function' ? new BroadcastChannel(`liangyan.${this.name}`) : null;
    const channel = this.#channel;
    channel?.addEventListener('message', listener);
    return () => channel?.removeEventListener('message', listener);
  }

  close(): void {
    this.#channel?.close();
    this.#channel = null;
    const database = this.#database;
    this.#database = null;
    database?.then((open) => open.close()).catch(() => {});
  }

  #tell(): void {
    this.#channel?.postMessage(null);
  }

  #reading<T>(work: (of: (name: string) => IDBObjectStore) => Promise<T>): Promise<T> {
    return this.#within('readonly', work);
  }

  /** Works in one transaction over all object stores, and answers when it is complete. */
  async #within<T>(
    mode: IDBTransactionMode,
    work: (of: (name: string) => IDBObjectStore) => Promise<T>,
    again = true,
  ): Promise<T> {
    const database = await this.#open();
    let transaction: IDBTransaction;
    try {
      transaction = database.transaction(STORES, mode);
    } catch (thrown) {
      // The connection was closed under us a moment ago.
      this.#forget(database);
      if (again && nameOf(thrown) === 'InvalidStateError') return this.#within(mode, work, false);
      throw faultOf(thrown);
    }
    const complete = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new DOMException('closed', 'AbortError'));
    });
    // A request that fails rejects twice, by itself and with its transaction.
    complete.catch(() => {});
    try {
      const answer = await work((name) => transaction.objectStore(name));
      await complete;
      return answer;
    } catch (thrown) {
      abort(transaction);
      throw faultOf(thrown);
    }
  }

  #open(): Promise<IDBDatabase> {
    if (this.#database) return this.#database;
    const opening = this.#connect(VERSION).catch((thrown: unknown) => {
      // A newer page was here. Its store serves as long as it has what this one needs.
      if (nameOf(thrown) === 'VersionError') return this.#connect();
      throw thrown;
    });
    const ready = opening.then((database) => {
      if (STORES.every((name) => database.objectStoreNames.contains(name))) return database;
      database.close();
      throw new LiangyanError('store_version', 'the store was changed by another version of this page');
    });
    const mine = ready.catch((thrown: unknown) => {
      if (this.#database === mine) this.#database = null;
      throw faultOf(thrown);
    });
    this.#database = mine;
    return mine;
  }

  #connect(version?: number): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      const { indexedDB } = globalThis;
      if (!indexedDB) throw new LiangyanError('store_unavailable', 'there is no IndexedDB here');
      // One that waits is enough: what is asked meanwhile is answered at once.
      if (this.#waiting) throw blocked();
      const request = indexedDB.open(this.name, version);
      const wait = () => {
        this.#waiting = true;
        reject(blocked());
      };
      const timer = setTimeout(wait, PATIENCE);
      request.onblocked = wait;
      request.onupgradeneeded = () => lay(request.result);
      request.onerror = () => {
        clearTimeout(timer);
        this.#waiting = false;
        reject(request.error);
      };
      request.onsuccess = () => {
        clearTimeout(timer);
        const database = request.result;
        // Another tab wants to upgrade or delete it: making room is the only way it can go on.
        database.onversionchange = () => {
          database.close();
          this.#forget(database);
        };
        database.onclose = () => this.#forget(database);
        // Whoever asked has gone on without it; who asks next opens anew, and nothing stands in the way any more.
        if (this.#waiting) database.close();
        this.#waiting = false;
        resolve(database);
      };
    });
  }

  #forget(database: IDBDatabase): void {
    const current = this.#database;
    current?.then((open) => {
      if (open === database && this.#database === current) this.#database = null;
    }, noop);
  }
}

const noop = () => {};

function blocked(): LiangyanError {
  return new LiangyanError('store_blocked', 'another tab keeps the store from opening');
}

/** Lays the database out. */
function lay(database: IDBDatabase): void {
  if (database.objectStoreNames.contains(HELD)) return;
  const held = database.createObjectStore(HELD, { keyPath: 'id' });
  held.createIndex('state', ['state', 'age', 'id']);
  held.createIndex('shield', ['shield', 'age', 'id']);
  held.createIndex('sender', ['message.sender.id', 'age', 'id']);
  held.createIndex('heldAt', 'heldAt');
  database.createObjectStore(STATE);
  database.createObjectStore(SEEN, { keyPath: 'id' }).createIndex('at', 'at');
}

/** The index that serves a query, and its keys from a place on. */
function indexFor(held: IDBObjectStore, query: HeldQuery) {
  const [name, key] =
    query.sender !== undefined
      ? (['sender', query.sender] as const)
      : query.shield !== undefined
        ? (['shield', query.shield] as const)
        : (['state', query.state ?? 'held'] as const);
  // An array sorts behind every number, so this ends behind the oldest.
  const end = [key, []];
  const range = (after?: HeldQuery['after']) =>
    after ? IDBKeyRange.bound([key, -after.heldAt, after.id], end, true) : IDBKeyRange.bound([key], end);
  return { index: held.index(name), range };
}

function bare({ age: _, ...item }: Row): HeldItem {
  return item;
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It had ended by itself.
  }
}

function nameOf(thrown: unknown): string {
  return (thrown as { name?: string } | null)?.name ?? '';
}

/** What went wrong, by its code. */
function faultOf(thrown: unknown): LiangyanError {
  if (thrown instanceof LiangyanError) return thrown;
  const said = messageOf(thrown);
  switch (nameOf(thrown)) {
    case 'QuotaExceededError':
      return new LiangyanError('store_full', `no room is left in the store: ${said}`, thrown);
    case 'VersionError':
    case 'NotFoundError':
      return new LiangyanError('store_version', `the store is of another version: ${said}`, thrown);
    case 'AbortError':
    case 'InvalidStateError':
      return new LiangyanError('store_blocked', `the store was closed meanwhile: ${said}`, thrown);
    default:
      return new LiangyanError('store_unavailable', `the store does not answer: ${said}`, thrown);
  }
}
