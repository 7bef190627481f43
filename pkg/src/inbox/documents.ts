import type { Personal } from '../personal.js';
import type { CodeHash } from './guardian-code.js';

/** What the inbox remembers besides items, by the name it has in the store. */
export interface Documents {
  /** The guard's snapshot. */
  guard?: Uint8Array;
  /** The person's words and what they took back; `version` grows with each change. */
  personal?: Personal & { version: number };
  /** Senders who were answered or accepted, with the time, ms since the epoch. */
  accepted?: Record<string, number>;
  /** Senders the person blocked. */
  blocked?: Record<string, { name?: string; at: number }>;
  /** The guardian's code, hashed. */
  code?: CodeHash | null;
  retention?: RetentionState;
}

/** How far the notice about ageing items went. */
export interface RetentionState {
  /** Items kept back up to this time were announced, ms since the epoch. */
  upTo: number;
  /** Time that passed since then while somebody could see the notice, ms; a jump of the clock adds a day at most. */
  seenMs: number;
  /** When this was last looked at, ms since the epoch. */
  at: number;
  /** What the notice said: how many items, and from when on they may go (ms since the epoch). None while none stands. */
  notice?: { count: number; at: number };
}

/** Documents of two tabs that both went on: people are united, of the rest the later one stands. */
export function merged(stored: Documents, ours: Documents, changed: ReadonlySet<keyof Documents>): Documents {
  const result: Documents = { ...stored };
  for (const name of changed) Object.assign(result, { [name]: ours[name] });
  if (changed.has('accepted')) result.accepted = { ...stored.accepted, ...ours.accepted };
  if (changed.has('blocked')) result.blocked = { ...stored.blocked, ...ours.blocked };
  return result;
}
