import type { Relation, Surface, Verdict } from '../verdict.js';

/** Who wrote a message, as far as the host knows. */
export interface Sender {
  /** The host's id of the account; never shown. */
  id: string;
  /** The name shown to people. */
  name?: string;
  /** What the sender is to the person, at this moment. */
  relation: Relation;
  /** When the account was made, ms since the epoch. */
  accountCreatedAt?: number;
  /** Since when they follow the person, ms since the epoch. */
  followedAt?: number;
  /** The person answered or accepted this sender before this inbox was there. */
  acceptedBefore?: boolean;
}

/** One thing that came in: a direct message, a comment, a mention, a live comment. */
export interface Message {
  /** The host's id, unique over every surface: what is held is found again by it. */
  id: string;
  /** The conversation, or the post that a comment stands under. */
  threadId: string;
  sender: Sender;
  surface: Surface;
  text: string;
  /** How many links it carries. Default 0. */
  links?: number;
  /** How many pictures, videos, files. Default 0. */
  media?: number;
  /** The id of the message or post it answers. */
  replyTo?: string;
  /** How many people it mentions. Default 0. */
  mentions?: number;
  /** The group's name or the topic's title it came under, if that is new to the person: it is read as a name. */
  title?: string;
  /** How many people reported it or its sender, where the host knows. */
  reports?: number;
  /** When the host got it, ms since the epoch. */
  receivedAt: number;
}

/** What to do with a message. */
export type Action = 'show' | 'fold' | 'hold' | 'refuse';

/** The answer to `receive`. */
export interface Decision {
  /** `show` it; `fold`: blurred, one tap shows; `hold`: in the held list only; `refuse`: held, and the host may reject it. */
  action: Action;
  /** Why, the weightiest first; empty for `show`. `reasonText` puts them in words. */
  reasons: string[];
  /** The weightiest reason as a sentence in the inbox's language; empty for `show`. */
  because: string;
  /** What the engine said; null where it could not say anything and the decision stands on the other reasons. */
  verdict: Verdict | null;
  /** The id in the held list, for `hold` and `refuse`. */
  heldId?: string;
}
