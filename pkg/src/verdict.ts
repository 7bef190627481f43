/** How strongly a text should be questioned. */
export type Level = 'none' | 'hint' | 'warn' | 'severe';

/** What a finding is about. */
export type Category =
  | 'insult'
  | 'mockery'
  | 'defamation'
  | 'hate'
  | 'threat'
  | 'self_harm_bait'
  | 'doxxing'
  | 'sexual'
  | 'incitement'
  | 'profanity';

/** How the text had to be read for the finding to show. */
export type Via = 'plain' | 'tight' | 'shape' | 'sound' | 'format' | 'model' | 'user';

/** Context that raised or lowered a finding. */
export type Tone =
  | 'targeted'
  | 'quoted'
  | 'reported'
  | 'negated'
  | 'question'
  | 'counter'
  | 'self'
  | 'thing'
  | 'banter'
  | 'fiction'
  | 'praise'
  | 'repeated';

/** One thing found in a text, with the place and the reason. */
export interface Finding {
  /** The rule's id, for example `zh.insult.stupid`. */
  rule: string;
  category: Category;
  /** 1 (mild) to 4 (gravest). */
  severity: number;
  /** 0 to 1, three decimals. */
  confidence: number;
  /** Start in UTF-16 code units of the text that was checked: what `text.slice` takes. Never inside a surrogate pair. */
  start: number;
  /** End in UTF-16 code units, exclusive. Never inside a surrogate pair. */
  end: number;
  via: Via;
  /** The message key that says why; `explain` of `liangyan/strings` puts it in words. */
  why: string;
  toned: Tone[];
}

/** What the engine says about one text. */
export interface Verdict {
  level: Level;
  /** The probability that a fair reader calls the text abusive: 0 to 1, three decimals. */
  score: number;
  /** Ordered by start, then end. */
  findings: Finding[];
  /** The writer may be in danger: offer help. Never a reason for a level. */
  support: null | 'distress';
  /** The packs that were asked, as `name@version`. */
  packs: string[];
}

/** Where a text is shown; `name` is a nickname, a group's name or a topic's title. */
export type Surface = 'post' | 'comment' | 'dm' | 'live' | 'mention' | 'name';

/** What the writer is to the reader. */
export type Relation = 'self' | 'mutual' | 'following' | 'follower' | 'stranger';

/** How readily the engine speaks up. */
export type Preset = 'relaxed' | 'standard' | 'strict';

/** What the host knows about a text and the text does not say. Everything has a default. */
export interface Context {
  /** Default `comment`. */
  surface?: Surface;
  /** Default `stranger`. */
  relation?: Relation;
  /** The id of the post or message that the text answers. */
  replyTo?: string;
  /** How many people the text mentions. */
  mentions?: number;
  /** Milliseconds since the writer's last message to the same person. */
  sinceLastToSameTargetMs?: number;
  /** How many messages the writer sent to the same person lately. */
  sentToSameTarget?: number;
  /** How many people reported this sender or message. */
  reports?: number;
  /** The host's id of who wrote: for what the person took back for one sender only. */
  sender?: string;
  /** BCP 47 tag of the text, where the host knows it. The packs read every text whatever it says. */
  lang?: string;
  /** The reader is a minor. */
  minor?: boolean;
}
