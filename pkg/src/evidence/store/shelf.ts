/**
 * Where captures lie: an IndexedDB database. Everything that belongs together is written in one transaction, so whenever
 * the page dies there is either all of a capture or nothing of it, and the chain has no gap.
 */
import { messageOf } from '../../errors.js';
import type { ChainEntry, Head, SealingKey } from '../contract.js';
import { evidenceError } from '../errors.js';
import type { Boxed } from './box.js';
import type { LockState } from './lock.js';
import { answered, committed } from './requests.js';

/** One kept capture, but for its bytes. */
export interface ItemRow {
  id: string;
  seq: number;
  /** Bytes of the package. */
  size: number;
  /** What a list shows; boxed when the vault has a passphrase. */
  summary: Boxed | string;
}

export interface PackageRow {
  id: string;
  bytes: Boxed | Uint8Array;
}

interface Meta {
  key: SealingKey & { keyId: string };
  head: Head;
  lock: LockState;
  notices: Boxed | string;
}

const VERSION = 1;
const STORES = ['meta', 'chain', 'items', 'packages'] as const;
type StoreName = (typeof STORES)[number];

export class Shelf {
  private constructor(private readonly database: IDBDatabase) {}

  /** Rejects with `vault_unavailable` or `vault_version`. `onClosed` hears when another tab takes the database away. */
  static open(name: string, onClosed: () => void): Promise<Shelf> {
    return new Promise((resolve, reject) => {
      let request: IDBOpenDBRequest;
      try {
        request = indexedDB.open(name, VERSION);
      } catch (thrown) {
        reject(evidenceError('vault_unavailable', `this browser stores nothing here: ${messageOf(thrown)}`, thrown));
        return;
      }
      request.onupgradeneeded = () => {
        const { result } = request;
        result.createObjectStore('meta');
        result.createObjectStore('chain', { keyPath: 'seq' });
        result.createObjectStore('items', { keyPath: 'id' });
        result.createObjectStore('packages', { keyPath: 'id' });
      };
      request.onsuccess = () => {
        const { result } = request;
        // A tab that wipes or upgrades must not wait for this one.
        result.onversionchange = () => {
          result.close();
          onClosed();
        };
        result.onclose = onClosed;
        resolve(new Shelf(result));
      };
      request.onerror = () => {
        const newer = request.error?.name === 'VersionError';
        const code = newer ? 'vault_version' : 'vault_unavailable';
        reject(evidenceError(code, `the vault does not open: ${messageOf(request.error)}`, request.error));
      };
    });
  }

  close(): void {
    this.database.close();
  }

  read<K extends keyof Meta>(name: K): Promise<Meta[K] | undefined> {
    return answered(this.begin(['meta'], 'readonly').objectStore('meta').get(name));
  }

  /** Keeps a value only where there is none yet, and answers with the one that stands. */
  async keepFirst<K extends keyof Meta>(name: K, value: Meta[K]): Promise<Meta[K]> {
    const transaction = this.begin(['meta'], 'readwrite');
    const done = committed(transaction);
    const store = transaction.objectStore('meta');
    const there = await answered<Meta[K] | undefined>(store.get(name));
    if (there === undefined) store.put(value, name);
    await done;
    return there ?? value;
  }

  async write<K extends keyof Meta>(name: K, value: Meta[K] | undefined): Promise<void> {
    const transaction = this.begin(['meta'], 'readwrite');
    if (value === undefined) transaction.objectStore('meta').delete(name);
    else transaction.objectStore('meta').put(value, name);
    await committed(transaction);
  }

  chain(): Promise<ChainEntry[]> {
    return answered(this.begin(['chain'], 'readonly').objectStore('chain').getAll());
  }

  items(): Promise<ItemRow[]> {
    return answered(this.begin(['items'], 'readonly').objectStore('items').getAll());
  }

  item(id: string): Promise<ItemRow | undefined> {
    return answered(this.begin(['items'], 'readonly').objectStore('items').get(id));
  }

  package(id: string): Promise<PackageRow | undefined> {
    return answered(this.begin(['packages'], 'readonly').objectStore('packages').get(id));
  }

  /**
   * Adds an entry to the chain together with what it is about. False, and nothing written, when the chain has grown
   * since `before` was read: then what was sealed on it has to be sealed again.
   */
  async append(
    before: Head | null,
    entry: ChainEntry,
    head: Head,
    change: { add?: { item: ItemRow; package: PackageRow }; remove?: string },
  ): Promise<boolean> {
    const transaction = this.begin(['meta', 'chain', 'items', 'packages'], 'readwrite');
    const done = committed(transaction);
    const meta = transaction.objectStore('meta');
    const now = await answered<Head | undefined>(meta.get('head'));
    if ((now?.hash ?? null) !== (before?.hash ?? null)) {
      transaction.abort();
      await done.catch(() => {});
      return false;
    }
    transaction.objectStore('chain').add(entry);
    meta.put(head, 'head');
    const { add, remove } = change;
    if (add) {
      transaction.objectStore('items').add(add.item);
      transaction.objectStore('packages').add(add.package);
    }
    if (remove !== undefined) {
      transaction.objectStore('items').delete(remove);
      transaction.objectStore('packages').delete(remove);
    }
    await done;
    return true;
  }

  /** Puts a kept capture in another dress: boxed or unboxed. Gone meanwhile: nothing happens. */
  async replace(item: ItemRow | null, one: PackageRow): Promise<void> {
    const transaction = this.begin(['items', 'packages'], 'readwrite');
    const done = committed(transaction);
    const there = await answered(transaction.objectStore('packages').count(one.id));
    if (there > 0) {
      if (item) transaction.objectStore('items').put(item);
      transaction.objectStore('packages').put(one);
    }
    await done;
  }

  /** Empties everything, key included. */
  async empty(): Promise<void> {
    const transaction = this.begin([...STORES], 'readwrite');
    for (const name of STORES) transaction.objectStore(name).clear();
    await committed(transaction);
  }

  private begin(stores: StoreName[], mode: IDBTransactionMode): IDBTransaction {
    try {
      // A capture counts as kept when it would outlive a power cut.
      return this.database.transaction(stores, mode, mode === 'readwrite' ? { durability: 'strict' } : {});
    } catch (thrown) {
      throw evidenceError('vault_closed', `the vault is closed: ${messageOf(thrown)}`, thrown);
    }
  }
}

/** Takes the whole database away. Another tab that does not let go keeps an empty one. */
export function removeDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onblocked = () => resolve();
    request.onerror = () => reject(request.error);
  });
}
