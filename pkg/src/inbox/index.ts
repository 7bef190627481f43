/**
 * The inbox: decides what a person sees of what comes in, keeps back what they did not choose to see, and loses nothing.
 *
 * ```ts
 * import { load } from 'liangyan';
 * import { createInbox, indexedDbStore } from 'liangyan/inbox';
 *
 * const inbox = await createInbox({ engine: load(), store: indexedDbStore('notes') });
 * const { action, because } = await inbox.receive(message);
 * ```
 */
import { files } from '../assets.js';
import type { Guards, GuardsOptions } from '../guard/contract.js';
import { openGuards as open } from '../guard/open.js';
import { Inbox, type InboxOptions } from './inbox.js';

export type {
  Act,
  Because,
  Channel,
  ChartHour,
  DayCount,
  Guard,
  GuardEvent,
  Guards,
  GuardsOptions,
  Policy,
  PolicyPreset,
  ReasonCode,
  ShieldAudience,
  ShieldDuration,
  Who,
  WordHit,
} from '../guard/contract.js';
export {
  type AdapterProbe,
  adapterConformance,
  type ConformanceCheck,
  type ConformanceReport,
  type ProbeRelation,
} from './adapter/conformance.js';
export type { HostAdapter } from './adapter/contract.js';
export type { Clock } from './clock.js';
export type { InboxEvents } from './core.js';
export type { ReadingEngine } from './engine.js';
export type { EvidenceItem, EvidencePort } from './evidence.js';
export { becauseText, reasonText } from './explain.js';
export type { Guardian } from './guardian.js';
export type { HeldItems, Target } from './held.js';
export type { Inbox, InboxOptions, InboxStatus, Notice } from './inbox.js';
export type { Decided, Live, LiveOptions } from './live.js';
export type { Action, Decision, Message, Sender } from './message.js';
export type { Blocked, People } from './people.js';
export type { PersonalWords, WordPreview } from './personal.js';
export type { Retention } from './retention.js';
export type { Shield, ShieldOptions } from './shield.js';
export type { Shortcut } from './shortcut.js';
export type {
  Change,
  HeldItem,
  HeldPage,
  HeldQuery,
  HeldState,
  Place,
  Saved,
  Seen,
  Store,
} from './store/contract.js';
export { indexedDbStore } from './store/indexed-db.js';
export { memoryStore } from './store/memory.js';
export { en, type InboxReason, type Strings, stringsFor, zhCN, zhTW } from './strings/index.js';
export { exportWords, type ImportedWords, importWords } from './words/exchange.js';
export type { UserWord, WordFault } from './words/word.js';

/**
 * Opens an inbox and takes up where it was left. A store that fails is no reason not to begin: the inbox goes on in memory
 * and says so (`onFault`, `status().fault`).
 *
 * Rejects with a `LiangyanError`: `bad_store`, `bad_policy`, `guard_bad_policy`, and what loading the wasm throws.
 */
export async function createInbox(options: InboxOptions): Promise<Inbox> {
  const { wasm } = options;
  return Inbox.open(options, () => openGuards(wasm === undefined ? {} : { wasm }));
}

/**
 * The inbox's guard without an inbox, for hosts that keep messages themselves: a state machine that decides and tells what
 * is to be done, and is written down as bytes. Rejects with `wasm_missing`, `wasm_unreadable`.
 */
export function openGuards(options?: GuardsOptions): Promise<Guards> {
  return open(files, options);
}
