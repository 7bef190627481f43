import { codeOf, LiangyanError, messageOf } from '../errors.js';
import type { Guard, GuardEvent, Guards, Outcome, Policy } from '../guard/contract.js';
import type { PersonalTime } from './clock.js';
import { type Documents, merged } from './documents.js';
import type { Change, HeldItem, Saved, Seen, Store } from './store/contract.js';
import { Unsaved } from './unsaved.js';

/** What a step works on. Guard and documents are as the store has them, or as memory has them while it is silent. */
export interface Desk {
  readonly guard: Guard;
  readonly documents: Readonly<Documents>;
  /** Puts an event to the guard. */
  apply(event: GuardEvent): Outcome;
  write<K extends keyof Documents>(name: K, value: Documents[K]): void;
  put(item: HeldItem): void;
  remove(id: string): void;
  seen(message: Seen): void;
  forgetSeenBefore(at: number): void;
  /** Items by id, those that are not written yet included. */
  get(ids: readonly string[]): Promise<(HeldItem | null)[]>;
  /** Messages decided on earlier. */
  known(ids: readonly string[]): Promise<(Seen | null)[]>;
}

/** What the ledger tells about itself. */
export interface LedgerEvents {
  /** The store failed; the inbox goes on in memory. */
  fault(error: LiangyanError): void;
  /** The store answers again and has everything. */
  well(): void;
  /** Another tab changed something. */
  taken(): void;
}

/** The wait before the store is tried again: doubled each time. Milliseconds. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
/** How often a step is thought out anew when other tabs are quicker. */
const MOST_TRIES = 20;

/**
 * The one place where the inbox's state changes. A step is thought out on a revision and written by compare-and-swap in
 * one transaction, items and state together: a crash leaves either all of it or nothing, and of two tabs the slower one
 * thinks again. While the store is silent everything is kept in memory and written back later.
 */
export class Ledger {
  #guard: Guard;
  #documents: Documents = {};
  /** The guard as last written, to go back to when a step fails halfway. */
  #bytes: Uint8Array;
  /** The store's revision that we stand on; null before the store was read for the first time. */
  #revision: number | null = null;
  #fault: LiangyanError | null = null;
  #retryAt = 0;
  #wait = FIRST_WAIT;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #closed = false;
  #names: Parameters<Guard['setNames']>[0] = { own: [], contacts: [] };
  readonly unsaved = new Unsaved();

  private constructor(
    readonly store: Store,
    /** Replaced when the instance behind them trapped. */
    public guards: Guards,
    private readonly reopen: () => Promise<Guards>,
    private readonly time: PersonalTime,
    private readonly policy: Policy,
    private readonly events: LedgerEvents,
  ) {
    this.#guard = guards.create(time.now(), policy);
    this.#bytes = this.#guard.snapshot();
  }

  /** Opens the store and takes up where it was left. A store that fails is no reason not to begin. */
  static async open(
    store: Store,
    reopen: () => Promise<Guards>,
    time: PersonalTime,
    policyOf: (guards: Guards) => Policy,
    events: LedgerEvents,
  ): Promise<Ledger> {
    const guards = await reopen();
    const ledger = new Ledger(store, guards, reopen, time, policyOf(guards), events);
    await ledger.#exclusive(async () => {
      try {
        ledger.#take(await store.read());
      } catch (thrown) {
        ledger.#fall(thrown);
      }
    });
    return ledger;
  }

  get guard(): Guard {
    return this.#guard;
  }

  get documents(): Readonly<Documents> {
    return this.#documents;
  }

  /** Why the store does not answer; null when all is well. */
  get fault(): LiangyanError | null {
    return this.#fault;
  }

  setNames(names: Parameters<Guard['setNames']>[0]): void {
    this.#names = names;
    this.#guard.setNames(names);
  }

  /** Thinks a step out and writes it. `work` may run again on newer state: it changes nothing but through the desk. */
  step<R>(work: (desk: Desk) => R | Promise<R>): Promise<R> {
    return this.#exclusive(() => this.#step(work));
  }

  /** Looks whether another tab wrote. */
  refresh(): Promise<void> {
    return this.#exclusive(async () => {
      if (this.#fault) return this.#mend();
      try {
        const saved = await this.store.read();
        if (saved.revision > (this.#revision ?? 0)) this.#take(saved);
        else if (saved.revision < (this.#revision ?? 0)) await this.#lost();
      } catch (thrown) {
        this.#fall(thrown);
      }
    });
  }

  /** Empties store and memory, for good. */
  wipe(): Promise<void> {
    return this.#exclusive(async () => {
      this.unsaved.forget();
      this.#documents = {};
      this.#reset(this.guards.create(this.time.now(), this.policy));
      await this.store.wipe();
      this.#revision = (await this.store.read()).revision;
      this.#fault = null;
    });
  }

  /** Ends it, after everything begun is done. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#queue.catch(() => {});
    this.#guard.free();
    this.store.close();
  }

  #exclusive<R>(work: () => Promise<R>): Promise<R> {
    const mine = this.#queue.then(work);
    this.#queue = mine.catch(() => {});
    return mine;
  }

  async #step<R>(work: (desk: Desk) => R | Promise<R>): Promise<R> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      if (this.#fault && this.time.wall >= this.#retryAt) await this.#mend();
      const desk = new OpenDesk(this);
      let result: R;
      try {
        result = await work(desk);
      } catch (thrown) {
        const trapped = codeOf(thrown) === 'guard_trapped';
        if (trapped) this.guards = await this.reopen();
        if (trapped || desk.events.length > 0) this.#reset(this.guards.restore(this.#bytes));
        throw thrown;
      }
      if (!desk.changed) return result;
      const bytes = this.#guard.snapshot();
      const change = desk.change(this.#revision ?? 0, bytes);
      if (await this.#write(change, bytes, desk.events)) return result;
    }
    throw new LiangyanError('store_blocked', 'other tabs write so often that this one never has its turn');
  }

  /** Writes a step; false when it has to be thought out anew. */
  async #write(change: Change, bytes: Uint8Array, events: readonly GuardEvent[]): Promise<boolean> {
    const keep = () => {
      this.#bytes = bytes;
      Object.assign(this.#documents, change.documents);
      this.unsaved.absorb(change, events);
      return true;
    };
    if (this.#fault) return keep();
    try {
      if (await this.store.commit(change)) {
        this.#revision = change.expected + 1;
        this.#bytes = bytes;
        Object.assign(this.#documents, change.documents);
        this.unsaved.wrote(change);
        return true;
      }
      const saved = await this.store.read();
      if (saved.revision >= change.expected) {
        this.#take(saved);
        return false;
      }
    } catch (thrown) {
      this.#fall(thrown);
      return keep();
    }
    // The store begins anew: somebody deleted it. What we know is the truth now.
    keep();
    await this.#lost();
    return true;
  }

  /** Goes on with what the store has. */
  #take(saved: Saved): void {
    const documents = saved.documents as Documents;
    if (documents.guard) this.#reset(this.#restore(documents.guard));
    // Emptied on purpose, by another tab.
    else if (saved.revision > 0) this.#reset(this.guards.create(this.time.now(), this.policy));
    if (!documents.guard && saved.revision > 0) this.unsaved.forget();
    this.#documents = documents;
    const first = this.#revision === null;
    this.#revision = saved.revision;
    if (!first) this.events.taken();
  }

  /** The guard of a snapshot; one that cannot be read costs the counters and timers, never an item, and the host is told. */
  #restore(bytes: Uint8Array): Guard {
    try {
      return this.guards.restore(bytes);
    } catch (thrown) {
      // A newer page's snapshot is not ours to overwrite.
      if (!(thrown instanceof LiangyanError) || thrown.code === 'guard_snapshot_version') throw thrown;
      this.events.fault(thrown);
      return this.guards.create(this.time.now(), this.policy);
    }
  }

  #reset(guard: Guard): void {
    try {
      this.#guard.free();
    } catch {
      // Its instance is gone, and its memory with it.
    }
    this.#guard = guard;
    this.#guard.setNames(this.#names);
    this.#bytes = guard.snapshot();
  }

  #fall(thrown: unknown): void {
    const error =
      thrown instanceof LiangyanError
        ? thrown
        : new LiangyanError('store_unavailable', `the store does not answer: ${messageOf(thrown)}`, thrown);
    const news = this.#fault?.code !== error.code;
    this.#fault = error;
    this.#later();
    if (news) this.events.fault(error);
  }

  /** Tries again by itself, so that a page nobody touches is written back too. */
  #later(): void {
    this.#retryAt = this.time.wall + this.#wait;
    clearTimeout(this.#timer);
    if (this.#closed) return;
    this.#timer = setTimeout(() => {
      this.#retryAt = 0;
      void this.#exclusive(() => (this.#fault && !this.#closed ? this.#mend() : Promise.resolve()));
    }, this.#wait);
    (this.#timer as { unref?(): void }).unref?.();
    this.#wait = Math.min(2 * this.#wait, LONGEST_WAIT);
  }

  async #lost(): Promise<void> {
    const error = new LiangyanError('store_lost', 'what was stored is gone');
    this.#fault = error;
    this.#retryAt = 0;
    this.events.fault(error);
    await this.#mend();
  }

  /** Writes back what memory holds. */
  async #mend(): Promise<void> {
    const { unsaved } = this;
    try {
      const saved = await this.store.read();
      const stored = saved.documents as Documents;
      const known = this.#revision ?? 0;
      const lost = saved.revision < known || (this.#revision === null && saved.revision === 0);
      if (!lost && saved.revision !== known && stored.guard) {
        // Another tab went on: our events follow on its state.
        this.#reset(this.#restore(stored.guard));
        for (const event of unsaved.events) this.#replay(event);
        this.#documents = merged(stored, this.#documents, unsaved.documents);
      }
      this.#documents.guard = this.#guard.snapshot();
      const put = [...unsaved.items.values()].filter((item) => item !== null);
      const again = lost ? [...unsaved.recent].filter(({ id }) => !unsaved.items.has(id)) : [];
      const committed = await this.store.commit({
        expected: saved.revision,
        documents: { ...this.#documents },
        put: [...again, ...put],
        remove: [...unsaved.items].filter(([, item]) => item === null).map(([id]) => id),
      });
      if (!committed) return this.#later();
      this.#revision = saved.revision + 1;
      this.#bytes = this.#documents.guard;
      unsaved.wrote({ expected: 0, put });
      unsaved.clear();
    } catch (thrown) {
      return this.#fall(thrown);
    }
    this.#fault = null;
    this.#wait = FIRST_WAIT;
    clearTimeout(this.#timer);
    this.events.well();
    this.events.taken();
  }

  #replay(event: GuardEvent): void {
    try {
      this.#guard.apply(event);
    } catch {
      // What was allowed here may be locked there by now.
    }
  }
}

/** The desk of one step. */
class OpenDesk implements Desk {
  readonly events: GuardEvent[] = [];
  readonly #documents: Documents = {};
  readonly #put = new Map<string, HeldItem>();
  readonly #remove = new Set<string>();
  readonly #seen: Seen[] = [];
  #forget: number | undefined;
  #moved = false;

  constructor(private readonly ledger: Ledger) {}

  get guard(): Guard {
    return this.ledger.guard;
  }

  get documents(): Readonly<Documents> {
    return { ...this.ledger.documents, ...this.#documents };
  }

  get changed(): boolean {
    const { size } = this.#put;
    return this.#moved || size > 0 || this.#remove.size > 0 || Object.keys(this.#documents).length > 0;
  }

  apply(event: GuardEvent): Outcome {
    const outcome = this.guard.apply(event);
    this.events.push(event);
    if (outcome.persist !== 'none') this.#moved = true;
    return outcome;
  }

  write<K extends keyof Documents>(name: K, value: Documents[K]): void {
    this.#documents[name] = value;
  }

  put(item: HeldItem): void {
    this.#put.set(item.id, item);
  }

  remove(id: string): void {
    this.#put.delete(id);
    this.#remove.add(id);
  }

  seen(message: Seen): void {
    this.#seen.push(message);
  }

  forgetSeenBefore(at: number): void {
    this.#forget = at;
  }

  async get(ids: readonly string[]): Promise<(HeldItem | null)[]> {
    const { unsaved, store, fault } = this.ledger;
    const stored = await store.get(ids).catch((thrown: unknown) => {
      // While the store is silent, memory is all there is.
      if (fault || unsaved.items.size > 0) return ids.map(() => null);
      throw thrown;
    });
    return ids.map(
      (id, at) => this.#put.get(id) ?? (unsaved.items.has(id) ? unsaved.items.get(id) : stored[at]) ?? null,
    );
  }

  known(ids: readonly string[]): Promise<(Seen | null)[]> {
    const none = ids.map(() => null);
    return this.ledger.fault ? Promise.resolve(none) : this.ledger.store.seen(ids).catch(() => none);
  }

  /** What is to be written. */
  change(expected: number, guard: Uint8Array): Change {
    return {
      expected,
      documents: { ...this.#documents, guard },
      put: [...this.#put.values()],
      remove: [...this.#remove],
      seen: this.#seen,
      ...(this.#forget !== undefined && { forgetSeenBefore: this.#forget }),
    };
  }
}
