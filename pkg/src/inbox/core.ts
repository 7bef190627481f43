import type { LiangyanError } from '../errors.js';
import type { Effect, GuardEvent, Guards, Outcome } from '../guard/contract.js';
import type { HostAdapter } from './adapter/contract.js';
import type { PersonalTime } from './clock.js';
import type { Duties } from './duties.js';
import type { EvidencePort } from './evidence.js';
import type { Desk, Ledger } from './ledger.js';
import type { HeldItem } from './store/contract.js';
import type { Strings } from './strings/catalogue.js';

/** What an inbox tells its host, by name. */
export interface InboxEvents {
  /** Something of `status()` changed: shield, surge, notices, policy, the store's health. */
  change: undefined;
  /** Items were kept back. */
  held: readonly HeldItem[];
  /** Items were given back to the person: show them. */
  restored: readonly HeldItem[];
  /** A sender who was not accepted keeps writing: offer to block. */
  persistent: { sender: string; attempts: number; hours: number };
  /** A sender was accepted, by an answer or by hand. */
  accepted: { sender: string };
  /** Held items will age out: how many by now, and from when on (ms since the epoch). */
  ageing: { count: number; at: number };
  /** Something does not work; what could be done about it is in `fix`. Decisions go on. */
  fault: LiangyanError;
  /** The store answers again, and has everything that was kept in memory. */
  well: undefined;
}

export type Tell = <K extends keyof InboxEvents>(name: K, detail: InboxEvents[K]) => void;

/** What the parts of an inbox share. */
export interface Core {
  readonly ledger: Ledger;
  readonly guards: Guards;
  readonly time: PersonalTime;
  readonly duties: Duties;
  readonly adapter: HostAdapter | undefined;
  readonly evidence: EvidencePort | undefined;
  readonly strings: () => Strings;
  readonly tell: Tell;
  /** Puts one event to the guard and does what follows from it. */
  event(event: WithoutNow<GuardEvent>, also?: (desk: Desk) => void): Promise<Outcome>;
  /** What follows from outcomes, once they are written. */
  follow(outcomes: readonly Outcome[]): void;
}

type WithoutNow<E> = E extends unknown ? Omit<E, 'now'> : never;

/** Effects that are there to be told to the person, and stay until the person has seen them. */
export type NoticeEffect = Extract<
  Effect,
  { kind: 'shieldNotice' | 'shieldAsk' | 'shieldEnded' | 'surge' | 'surgeEnded' }
>;
