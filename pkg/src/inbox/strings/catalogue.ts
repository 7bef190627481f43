import type { Because, Channel, ReasonCode, ShieldAudience, ShieldDuration } from '../../guard/contract.js';
import type { WordFault } from '../words/word.js';

/** Why a message is not simply shown. `unread`: the engine could not read it. */
export type InboxReason = ReasonCode | 'unread';

/**
 * Every sentence the inbox can say. A catalogue is plain data: replace one sentence or all of them through
 * `createInbox({ strings: { ...en, … } })`. `{name}` is filled in at the place it stands.
 *
 * Wording is calm and about what came in, never about the person who got it.
 */
export interface Strings {
  /** BCP 47 tag. */
  lang: string;
  reasons: Record<InboxReason, string>;

  /** `{value}` of `{of}`; see `Because` for what they are. */
  because: Record<Because['code'], string>;
  /** Many new people at once. */
  surgeMany: string;
  /** Many, and a good part of it is abusive. */
  surgeAbusive: string;
  /** The suggestion that goes with it. */
  surgeSuggest: string;
  surgeEnded: string;

  /** `{time}` */
  shieldOn: string;
  /** `{time}` */
  shieldNotice: string;
  shieldAsk: string;
  /** `{count}` */
  shieldEnded: string;
  shieldEndedEmpty: string;

  /** `{count}`, `{date}` */
  ageing: string;
  /** `{attempts}`, `{hours}` */
  persistent: string;

  channels: Record<Channel, string>;
  audiences: Record<ShieldAudience, string>;
  durations: Record<ShieldDuration, string>;

  /** The store's troubles in a person's words, by code. */
  faults: Record<
    'store_full' | 'store_blocked' | 'store_lost' | 'store_version' | 'store_unavailable' | 'adapter_failed',
    string
  >;
  wordFaults: Record<WordFault, string>;
}
