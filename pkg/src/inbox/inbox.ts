import { LiangyanError, messageOf } from '../errors.js';
import type { ChartHour, GuardEvent, Guards, Outcome, Policy, PolicyPreset, Status } from '../guard/contract.js';
import type { HostAdapter } from './adapter/contract.js';
import { checkMessage, checkStore } from './checks.js';
import { type Clock, PersonalTime } from './clock.js';
import type { Core, InboxEvents, NoticeEffect } from './core.js';
import { decide } from './decide.js';
import { Duties } from './duties.js';
import type { ReadingEngine } from './engine.js';
import type { EvidencePort } from './evidence.js';
import { noticeText, reasonText } from './explain.js';
import { Guardian } from './guardian.js';
import { HeldItems } from './held.js';
import { type Desk, Ledger } from './ledger.js';
import { type Live, type LiveOptions, LiveQueue } from './live.js';
import type { Decision, Message } from './message.js';
import { People } from './people.js';
import { PersonalWords } from './personal.js';
import { Reader } from './reading.js';
import { ageing, type Retention } from './retention.js';
import { Shield } from './shield.js';
import type { Store } from './store/contract.js';
import { type Strings, stringsFor } from './strings/index.js';

export interface InboxOptions {
  /** The engine, in this thread or in a worker, or a promise of it. */
  engine: ReadingEngine | Promise<ReadingEngine>;
  /** Where everything is kept: `indexedDbStore(name)`, `memoryStore()`, or the host's own. */
  store: Store;
  /** The policy to begin with; what the store has comes first. Default `standard`. */
  policy?: PolicyPreset | Policy;
  /** Through which the platform enforces. Without it the decisions here are all there is. */
  adapter?: HostAdapter;
  /** The way to evidence. */
  evidence?: EvidencePort;
  /** How long held items are kept. Default 90 days, with 7 days' notice. */
  retention?: Partial<Retention>;
  /** The person's time zone, IANA name, for quiet hours. Default: the device's. */
  zone?: string;
  /** Sentences. Default: the catalogue nearest to the browser's language. */
  strings?: Strings;
  /** The clock. Default: the device's. */
  clock?: Clock;
  /** Where `liangyan/inbox.wasm` lies, or its content. Default: beside this package's code. */
  wasm?: URL | BufferSource | WebAssembly.Module;
  /** Hears faults from the very beginning, before `on` can. */
  onFault?(error: LiangyanError): void;
}

/** How an inbox stands. */
export interface InboxStatus extends Status {
  /** What the person should be told and has not put away yet, oldest first. `dismiss(id)` puts one away. */
  notices: Notice[];
  /** Held items that will age out: how many when it was announced, and from when on. null while none will soon. */
  ageing: { count: number; at: number } | null;
  /** Why the store does not answer; null when all is well. */
  fault: LiangyanError | null;
  /** How many changes of held items are in memory only. */
  unsaved: number;
}

/** Something to be told, with its sentence. */
export type Notice = NoticeEffect & { text: string };

const NOTICES: readonly string[] = ['shieldNotice', 'shieldAsk', 'shieldEnded', 'surge', 'surgeEnded'];
const HOUR = 3_600_000;
const SOONEST = 200;

/** An inbox that is looked after. `createInbox` makes one. */
export class Inbox {
  /** What was kept back. */
  readonly held: HeldItems;
  /** Words the person does not want to see, and what they took back. */
  readonly words: PersonalWords;
  /** Blocked and accepted senders, and the names nobody else should carry. */
  readonly people: People;
  /** One-key protection. */
  readonly shield: Shield;
  /** The locked preset for minors. */
  readonly guardian: Guardian;
  readonly #ledger: Ledger;
  readonly #time: PersonalTime;
  readonly #duties: Duties;
  readonly #reader: Reader;
  readonly #options: InboxOptions;
  readonly #listeners: Listeners;
  readonly #ends: (() => void)[] = [];
  readonly #retention: Retention;
  readonly #engine: Promise<ReadingEngine>;
  #strings: Strings;
  /** When messages decided on long ago were forgotten last, ms since the epoch. */
  #forgotAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  private constructor(options: InboxOptions, ledger: Ledger, time: PersonalTime, listeners: Listeners) {
    this.#options = options;
    this.#ledger = ledger;
    this.#time = time;
    this.#listeners = listeners;
    this.#strings = options.strings ?? stringsFor(globalThis.navigator?.language ?? 'en');
    this.#retention = { days: 90, noticeDays: 7, ...options.retention };
    const fault = (error: LiangyanError) => this.#tell('fault', error);
    this.#engine = Promise.resolve(options.engine);
    this.#reader = new Reader(this.#engine, (thrown) => {
      if (thrown instanceof LiangyanError) fault(thrown);
    });
    this.#duties = new Duties(ledger, time, options.adapter, fault);
    const core: Core = {
      ledger,
      get guards() {
        return ledger.guards;
      },
      time,
      duties: this.#duties,
      adapter: options.adapter,
      evidence: options.evidence,
      strings: () => this.#strings,
      tell: (name, detail) => this.#tell(name, detail),
      event: (event, also) => this.#event(event as GuardEvent, also),
      follow: (outcomes) => this.#follow(outcomes),
    };
    this.words = new PersonalWords(core, this.#engine, () => this.#reader.forgetNames());
    this.held = new HeldItems(core, this.words, async (message) => {
      const [reading] = await this.#reader.read([message], this.policy.preset === 'minors');
      return reading?.verdict ?? null;
    });
    this.people = new People(core);
    this.shield = new Shield(core);
    this.guardian = new Guardian(core);
  }

  /** @internal */
  static async open(options: InboxOptions, openGuards: () => Promise<Guards>): Promise<Inbox> {
    checkStore(options.store);
    const time = new PersonalTime(options.clock, options.zone);
    const { policy = 'standard' } = options;
    const policyOf = (guards: Guards) => (typeof policy === 'object' ? policy : guards.preset(policy));
    const listeners: Listeners = new Map();
    if (options.onFault) listeners.set('fault', new Set([options.onFault as Listener]));
    let inbox: Inbox | undefined;
    const tell = <K extends keyof InboxEvents>(name: K, detail: InboxEvents[K]) => {
      for (const listener of listeners.get(name) ?? []) listener(detail);
    };
    const ledger = await Ledger.open(options.store, openGuards, time, policyOf, {
      fault: (error) => {
        tell('fault', error);
        tell('change', undefined);
      },
      well: () => tell('well', undefined),
      taken: () => {
        if (inbox) inbox.#taken();
      },
    });
    inbox = new Inbox(options, ledger, time, listeners);
    await inbox.#start();
    return inbox;
  }

  /** Decides on one message; what is kept back is in the store before the answer comes. Rejects with `bad_message`. */
  async receive(message: Message): Promise<Decision> {
    const [decision] = await this.receiveMany([message]);
    return decision as Decision;
  }

  /** Decides on many at once, in their order: a page of comments, a conversation that is loaded. */
  async receiveMany(messages: readonly Message[]): Promise<Decision[]> {
    for (const message of messages) checkMessage(message);
    if (messages.length === 0) return [];
    const readings = await this.#reader.read(messages, this.policy.preset === 'minors');
    const forget = Math.abs(this.#time.wall - this.#forgotAt) > HOUR;
    if (forget) this.#forgotAt = this.#time.wall;
    const sentence = (reason: string) => reasonText(reason, this.#strings);
    const batch = await this.#ledger.step((desk) =>
      decide(desk, messages, readings, this.#time.now(), sentence, forget),
    );
    this.#follow(batch.outcomes);
    if (batch.held.length > 0) this.#tell('held', batch.held);
    for (const { id, threadId, sender } of batch.refused) {
      this.#options.adapter?.reject?.({ id, threadId, sender: sender.id }).catch((thrown: unknown) => {
        this.#tell('fault', new LiangyanError('adapter_failed', `nothing was rejected: ${messageOf(thrown)}`, thrown));
      });
    }
    return batch.decisions;
  }

  /** Decides on a stream as it comes: live comments, a long page. Never longer at a time than a frame allows. */
  live(options: LiveOptions): Live {
    const decideAll = (messages: readonly Message[]) => this.receiveMany(messages);
    const unread = (): Decision => ({
      action: 'fold',
      reasons: ['unread'],
      because: reasonText('unread', this.#strings),
      verdict: null,
    });
    return new LiveQueue(decideAll, unread, options);
  }

  /** The person wrote to a sender: from now on they are no stranger here. Also for accepting without an answer. */
  async answered(sender: string): Promise<void> {
    await this.#event({ type: 'answered', sender } as GuardEvent);
  }

  get policy(): Policy {
    return this.status().policy;
  }

  /** A preset, to show or to change. */
  preset(name: PolicyPreset): Policy {
    return this.#ledger.guards.preset(name);
  }

  /** Takes a policy. Rejects with `guard_bad_policy`, and `guard_locked` while a guardian has it locked. */
  async setPolicy(policy: PolicyPreset | Policy): Promise<void> {
    await this.#event({
      type: 'policy',
      policy: typeof policy === 'string' ? this.preset(policy) : policy,
    } as GuardEvent);
    await this.words.tell(true);
  }

  /** How everything stands now. */
  status(): InboxStatus {
    const now = this.#time.now();
    const { guard, fault, unsaved } = this.#ledger;
    const notices = guard
      .pending(now)
      .filter((effect): effect is NoticeEffect => NOTICES.includes(effect.kind))
      .map((effect) => ({ ...effect, text: noticeText(effect, this.#strings, this.#time.zone) }));
    const ageing = this.#ledger.documents.retention?.notice ?? null;
    return { ...guard.status(now), notices, ageing, fault, unsaved: unsaved.items.size };
  }

  /** The last hours of what strangers wrote, oldest first; 1 to 48. */
  chart(hours = 24): ChartHour[] {
    return this.#ledger.guard.chart(this.#time.now(), hours);
  }

  /** The person has seen a notice. A surge stays quiet until it ends or gets worse. */
  async dismiss(notice: number): Promise<void> {
    const now = this.#time.now();
    const effect = this.#ledger.guard.pending(now).find(({ id }) => id === notice);
    await this.#event({ type: 'done', effect: notice } as GuardEvent, (desk) => {
      if (effect?.kind === 'surge') desk.apply({ type: 'surgeSeen', now });
    });
  }

  /** Another language, from now on. */
  setStrings(strings: Strings): void {
    this.#strings = strings;
    this.#tell('change', undefined);
  }

  /** Hears what happens. The answer ends it. */
  on<K extends keyof InboxEvents>(name: K, listener: (detail: InboxEvents[K]) => void): () => void {
    const all = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, all);
    all.add(listener as Listener);
    return () => all.delete(listener as Listener);
  }

  /** Lets time pass for the inbox: it does so by itself; a host with a clock of its own calls it after moving that. */
  async tick(): Promise<void> {
    await this.#ledger.refresh();
    await this.#event({ type: 'tick' } as GuardEvent);
    await this.#sweep();
  }

  /** Deletes everything this inbox keeps, in every tab. */
  async wipe(): Promise<void> {
    await this.#ledger.wipe();
    await this.words.tell(true);
    this.#tell('change', undefined);
  }

  /** Lets go of store, timers and listeners, once everything begun is done. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#duties.stop();
    for (const end of this.#ends) end();
    await this.#ledger.close();
  }

  async #start(): Promise<void> {
    const { store } = this.#options;
    await this.words.tell();
    await this.#duties.compare();
    await this.tick();
    const look = () => void this.#safely(() => this.tick());
    const watched = store.watch?.(() => void this.#safely(() => this.#ledger.refresh()));
    if (watched) this.#ends.push(watched);
    if (typeof document === 'undefined') return;
    const seen = () => document.visibilityState === 'visible' && look();
    document.addEventListener('visibilitychange', seen);
    addEventListener('pageshow', look);
    this.#ends.push(() => {
      document.removeEventListener('visibilitychange', seen);
      removeEventListener('pageshow', look);
    });
  }

  async #event(event: GuardEvent, also?: (desk: Desk) => void): Promise<Outcome> {
    const now = this.#time.now();
    const outcome = await this.#ledger.step((desk) => {
      const applied = desk.apply({ ...event, now });
      this.#accept(desk, [applied]);
      also?.(desk);
      return applied;
    });
    this.#follow([outcome]);
    return outcome;
  }

  #accept(desk: Desk, outcomes: readonly Outcome[]): void {
    for (const { effects } of outcomes) {
      for (const effect of effects) {
        if (effect.kind !== 'accepted') continue;
        desk.write('accepted', { ...desk.documents.accepted, [effect.sender]: this.#time.wall });
      }
    }
  }

  #follow(outcomes: readonly Outcome[]): void {
    let changed = false;
    let wakeAt: number | null = null;
    for (const outcome of outcomes) {
      wakeAt = outcome.wakeAt;
      for (const effect of outcome.effects) {
        changed = true;
        if (effect.kind === 'accepted') this.#tell('accepted', { sender: effect.sender });
        if (effect.kind === 'persistent') {
          const { sender, attempts, hours } = effect;
          this.#tell('persistent', { sender, attempts, hours });
        }
      }
      changed ||= outcome.persist === 'now';
    }
    if (outcomes.length > 0) this.#wake(wakeAt);
    if (changed) this.#tell('change', undefined);
    void this.#duties.run();
  }

  #wake(at: number | null): void {
    clearTimeout(this.#timer);
    const wait = at === null ? HOUR : Math.min(Math.max(at - this.#time.wall, SOONEST), HOUR);
    this.#timer = setTimeout(() => void this.#safely(() => this.tick()), wait);
    (this.#timer as { unref?(): void }).unref?.();
  }

  /** Announces what will age out, and takes out what was announced long enough. */
  async #sweep(): Promise<void> {
    const plan = ageing(this.#retention, this.#ledger.documents.retention, this.#time.wall);
    if (!plan || this.#ledger.fault) return;
    const { removeUpTo, announce, state } = plan;
    const { store } = this.#ledger;
    const old = removeUpTo === null ? { ids: [] } : await store.oldest(removeUpTo, 1000);
    // What goes in this very step is announced no more.
    const aged = announce ? (await store.oldest(announce.upTo, 0)).count - old.ids.length : 0;
    const last = this.#ledger.documents.retention;
    const next = announce
      ? aged === 0
        ? { upTo: 0, seenMs: 0, at: state.at }
        : { ...state, notice: { count: aged, at: announce.at } }
      : state;
    // A look once an hour is enough to count days by.
    const due =
      !last ||
      next.upTo !== last.upTo ||
      !next.notice !== !last.notice ||
      next.at - last.at >= HOUR ||
      next.at < last.at;
    if (old.ids.length === 0 && !due) return;
    await this.#ledger.step((desk) => {
      for (const id of old.ids) desk.remove(id);
      desk.write('retention', next);
    });
    if (announce && aged > 0) this.#tell('ageing', { count: aged, at: announce.at });
    if (old.ids.length > 0 || next.notice !== last?.notice) this.#tell('change', undefined);
  }

  /** Another tab wrote, or memory went back into the store. */
  #taken(): void {
    void this.#safely(() => this.words.tell());
    void this.#duties.run();
    this.#tell('change', undefined);
  }

  async #safely(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      if (thrown instanceof LiangyanError) this.#tell('fault', thrown);
      else throw thrown;
    }
  }

  #tell<K extends keyof InboxEvents>(name: K, detail: InboxEvents[K]): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(detail);
  }
}

type Listener = (detail: unknown) => void;
type Listeners = Map<keyof InboxEvents, Set<Listener>>;
