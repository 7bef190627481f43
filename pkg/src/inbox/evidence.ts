import type { Verdict } from '../verdict.js';
import type { Message } from './message.js';

/** A message for the evidence room, with what was found in it. */
export interface EvidenceItem {
  message: Message;
  verdict: Verdict | null;
  reasons: readonly string[];
  /** When it was kept back, ms since the epoch; undefined for one that was shown. */
  heldAt?: number;
}

/** The way from the inbox to evidence: `liangyan/evidence`, or a host's own. */
export interface EvidencePort {
  /** Seals the message; the id under which it is found again. */
  keep(item: EvidenceItem): Promise<{ id?: string } | undefined>;
  /** Opens the draft of a report with the message in it. The person sends it, never the library. */
  draft?(item: EvidenceItem): Promise<void> | void;
}
