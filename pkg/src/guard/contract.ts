/**
 * The inbox's guard as the package sees it: events in, decisions and effects out. The engine thinks, the package keeps
 * what it says and does what it asks; `src/wasm/guard.rs` is the other side.
 *
 * Times are ms since the epoch. `null` in what goes in is the same as a missing field.
 */
import type { Ignored, UserWord } from '../personal.js';
import type { Relation, Surface, Verdict } from '../verdict.js';

/** The clocks at an event. */
export interface Now {
  /** ms since the epoch by the device's clock, which may be wrong and may be set. */
  wall: number;
  /** ms of a clock of this page that never goes back (`performance.now()`), from any start. */
  mono: number;
  /** Minutes east of UTC in the person's zone at `wall`, daylight saving included: 480 in Beijing. */
  offset: number;
}

/** The ways to a person that a platform can close one by one. */
export type Channel = 'messages' | 'comments' | 'forwards' | 'mentions';

/** Whom a shield lets in. */
export type ShieldAudience = 'nobody' | 'following' | 'mutual';

/** How long a shield lasts. */
export type ShieldDuration = '1h' | '24h' | '3d' | '7d' | '30d';

export type PolicyPreset = 'relaxed' | 'standard' | 'strict' | 'minors';

/** Who may write, from open to closed. */
export type Who = 'everyone' | 'followers' | 'following' | 'mutual' | 'nobody';

export type Act = 'show' | 'fold' | 'hold';

/** What the person allows. Every field is needed: take a preset and change it. */
export interface Policy {
  /** Where it came from, for display. */
  preset: PolicyPreset;
  /** Who may write at all. A sender the person answered passes everything but `nobody`. */
  who: Record<Channel, Who>;
  /** With `followers`: has followed at least so many days, 0 to 3650. A follower of unknown standing does not qualify. */
  followerDays: number;
  /**
   * How many messages (0 to 20) somebody who was not answered may send on each of the channels in a window (a minute to 30
   * days). Those count that were shown or folded, and less than a window before or after: exactly a window later there is
   * room again.
   */
  quota: { messages: number; windowMs: number; channels: Channel[] };
  /** Where links and media of people who were not answered are held. */
  textOnly: Channel[];
  /**
   * Minutes after local midnight, 0 to 1439: from `from` on, no longer from `to` on; past midnight if `to` is earlier, all
   * day if they are equal. What strangers and followers who were not answered send then is turned away.
   */
  quietHours: { from: number; to: number; channels: Channel[] } | null;
  /** Younger accounts of strangers and followers are turned away, 0 to 3650 days. An unknown age passes. */
  minAccountDays: number;
  /** What becomes of what is turned away by who, quota, quiet hours, account age and the shield. */
  excess: 'hold' | 'refuse';
  /** What becomes of abuse, by level. `known`: whom the person follows or has answered. */
  abuse: { strangers: Record<'hint' | 'warn' | 'severe', Act>; known: Record<'hint' | 'warn' | 'severe', Act> };
  /** What becomes of a sender whose name is abuse. */
  names: Act;
  /** What becomes of a stranger who goes by a contact's name, or the person's own. */
  impersonation: Act;
  /** Whether "not abuse" counts; if not, the package tells the engine of none. */
  dismissals: boolean;
  /** What an alarm does. `switchOn`: the shield goes on by itself; only the person chooses that. */
  surge: { suggest: boolean; switchOn: ShieldDuration | null };
}

/** Who wrote. */
export interface GuardSender {
  id: string;
  name?: string;
  relation: Relation;
  accountCreatedAt?: number;
  followedAt?: number;
  /** The person answered this sender once. */
  acceptedBefore?: boolean;
  blocked?: boolean;
}

/** Something that happened. */
export type GuardEvent = { now: Now } & (
  | {
      type: 'message';
      /** The same id again, among the last 256, gets the same decision and counts nothing. */
      id: string;
      sender: GuardSender;
      surface: Surface;
      receivedAt: number;
      /** Folded to find near-duplicates, and not kept. */
      text: string;
      /** The id of the post it stands under or passes on. */
      post?: string;
      links?: number;
      media?: number;
      mentions?: number;
      verdict: Verdict;
      /** About `sender.name`, on the surface `name`. */
      nameVerdict?: Verdict;
    }
  /** The person wrote to this sender. */
  | { type: 'answered'; sender: string }
  | { type: 'policy'; policy: Policy }
  /** The package checks the guardian's code before `unlock`. */
  | { type: 'lock' }
  | { type: 'unlock' }
  /**
   * The key. `before`: the host's setting of each channel now, in the host's own words (at most 4096 UTF-16 code units); it is
   * given back to the letter. Default: seven days, and whom the person follows. While a shield is on, it takes another time
   * and audience; what was before stays before, but a channel the person changed by hand is closed again and that change
   * is what it gets back.
   */
  | {
      type: 'shieldOn';
      duration?: ShieldDuration;
      audience?: Partial<Record<Channel, ShieldAudience>>;
      before: Record<Channel, string>;
    }
  | { type: 'shieldOff' }
  /** It lasts at least so long from now (default: its own time), and never less than it would have. */
  | { type: 'shieldExtend'; duration?: ShieldDuration }
  /** The answer to `shieldAsk`: whether its time is over. */
  | { type: 'shieldAnswer'; end: boolean }
  /** The person changed a setting by hand: it stays so at the end. */
  | { type: 'channelChanged'; channel: Channel; value: string }
  /**
   * What the host says a setting is: send it at start, and before each `setChannel` is performed. If it is not what was last
   * set, it was changed by hand, and the effect is no longer pending.
   */
  | { type: 'channelSeen'; channel: Channel; value: string }
  /** An effect was performed. `value`: after `setChannel`, the host's setting read back. */
  | { type: 'done'; effect: number; value?: string }
  /** The person has seen the alarm. */
  | { type: 'surgeSeen' }
  | { type: 'tick' }
);

/** Why a message is not simply shown, in the order in which reasons are told. */
export type ReasonCode =
  | 'blocked'
  | 'shield'
  | 'closed'
  | 'follower_too_new'
  | 'account_too_new'
  | 'quota'
  | 'quiet_hours'
  | 'links'
  | 'media'
  | 'impersonation'
  | 'name_abuse'
  | 'abuse_severe'
  | 'abuse_warn'
  | 'abuse_hint'
  | 'word_hold'
  | 'word_fold';

/** What becomes of a message. */
export interface Decision {
  /** The strongest thing any reason asks for: show < fold < hold < refuse. */
  action: Act | 'refuse';
  /** Every reason that asks for more than showing it; the first is the one to say. */
  reasons: ReasonCode[];
  /** The shield that turned it away. */
  shield: number | null;
}

/** One line of an alarm's explanation. */
export interface Because {
  code: 'new_strangers' | 'usual' | 'abusive' | 'young_accounts' | 'near_duplicates' | 'one_post' | 'mentions';
  /** How many; for `usual`, how many an hour. */
  value: number;
  /** Of how many messages; for `new_strangers` and `usual`, in how many minutes. */
  of: number;
  /** For `one_post`, its id, if that has at most 64 bytes. */
  id: string | null;
}

/**
 * Something to do. Effects are absolute: doing one twice does no harm. All but `shieldStarted`, `accepted` and `persistent`
 * are in `pending` until they are `done`. `setChannel` lets only these write, or gives a setting back: one of the two is
 * not null.
 */
export type Effect = { id: number } & (
  | { kind: 'setChannel'; channel: Channel; audience: ShieldAudience | null; restore: string | null }
  | { kind: 'shieldStarted'; shield: number; endsAt: number }
  /** The policy wants the shield on: read the host's settings and send `shieldOn`. */
  | { kind: 'needShield'; duration: ShieldDuration }
  /** Twelve hours before the end; ten minutes for the short one. */
  | { kind: 'shieldNotice'; shield: number; endsAt: number }
  /** The clock says it is over, and so much time is not known to have passed. It stays on: send `shieldAnswer`. */
  | { kind: 'shieldAsk'; shield: number; claimedAt: number }
  | {
      kind: 'shieldEnded';
      shield: number;
      by: 'time' | 'person' | 'answer';
      from: number;
      to: number;
      /** How many messages it turned away: those whose decision names it. */
      held: number;
    }
  /** Keep it: the sender comes with `acceptedBefore` from now on. */
  | { kind: 'accepted'; sender: string }
  /** One sender who was not answered keeps writing. Told once a day. */
  | { kind: 'persistent'; sender: string; attempts: number; hours: 24 }
  /** Many new people are writing; `many_abusive`: and a fifth or more of it is abusive. Again when it becomes so. */
  | {
      kind: 'surge';
      alarm: number;
      level: 'many' | 'many_abusive';
      since: number;
      explanation: Because[];
      /** Suggest a shield … */
      suggest: boolean;
      /** … for so long. */
      duration: ShieldDuration;
    }
  | { kind: 'surgeEnded'; alarm: number; from: number; to: number }
);

/** What came of an event. */
export interface Outcome {
  /** For `message`. */
  decision: Decision | null;
  effects: Effect[];
  revision: number;
  /** `now`: store the snapshot before performing effects; `soon`: within a second or so; `none`: nothing changed. */
  persist: 'now' | 'soon' | 'none';
  /** When to send the next `tick`, on the device's clock. */
  wakeAt: number | null;
}

/** What is on, and until when. */
export interface Status {
  revision: number;
  locked: boolean;
  policy: Policy;
  shield: null | {
    id: number;
    since: number;
    /** On the device's clock. */
    endsAt: number;
    remainingMs: number;
    duration: ShieldDuration;
    /** `shieldAsk` waits for its answer. */
    asking: boolean;
    noticed: boolean;
    held: number;
    channels: Record<Channel, { audience: ShieldAudience; changedByHand: boolean }>;
  };
  surge: null | {
    alarm: number;
    level: 'many' | 'many_abusive';
    since: number;
    seen: boolean;
    explanation: Because[];
  };
  /** New strangers in an ordinary hour at this time of the day. */
  usualPerHour: number;
}

/** One hour of the chart: messages of strangers and followers who were not answered. */
export interface ChartHour {
  from: number;
  newStrangers: number;
  messages: number;
  abusive: number;
  usual: number;
}

/** One day on the person's calendar, `2026-11-22`. */
export interface DayCount {
  day: string;
  shown: number;
  folded: number;
  held: number;
  refused: number;
  abusive: number;
}

/** A word found. */
export interface WordHit {
  /** Its place in the list. */
  word: number;
  /** UTF-16 code units of the text. */
  start: number;
  end: number;
  via: 'plain' | 'tight' | 'shape' | 'sound';
  action: 'fold' | 'hold';
}

/** A person's words, to look at what they would hit. */
export interface Words {
  find(text: string, surface: Surface, relation: Relation): WordHit[];
  /** Words that cannot be matched. */
  readonly ignored: Ignored[];
  free(): void;
}

/**
 * The state machine. Every call throws `guard_trapped` if the engine stopped (make it anew from the last snapshot) and
 * `guard_freed` after `free`.
 */
export interface Guard {
  /** Grows by one with every event that changed something. */
  readonly revision: number;
  /** Throws `guard_bad_event`, `guard_bad_policy`, `guard_locked`; nothing has changed then. */
  apply(event: GuardEvent): Outcome;
  /** At most some 60 KB whatever arrived, most of the time a few. */
  snapshot(): Uint8Array;
  /**
   * Takes the state that is stored, unless this page wrote it (`snapshot`) or took it before, and says whether it did. What
   * this page did and never stored is lost then. Throws `guard_snapshot_*`.
   */
  adopt(bytes: Uint8Array): boolean;
  /** Effects that are not `done`, oldest first. */
  pending(now: Now): Effect[];
  status(now: Now): Status;
  /** The last 1 to 48 hours, oldest first, the current one last. */
  chart(now: Now, hours: number): ChartHour[];
  /** The last days with messages, oldest first, at most 31. */
  counts(): DayCount[];
  /** For `impersonation`. No snapshot holds names: tell them after `create` and `restore`. */
  setNames(names: { own: string[]; contacts: { id: string; name: string }[] }): void;
  free(): void;
}

/** Where guards come from when it is not the place that bundlers see to. */
export interface GuardsOptions {
  /**
   * Where `liangyan/inbox.wasm` lies, or its content. Default: beside this package's code. Where there is no WebAssembly it
   * is not used.
   */
  wasm?: URL | BufferSource | WebAssembly.Module;
}

/** Where guards come from. */
export interface Guards {
  /** Throws `guard_bad_policy`. */
  create(now: Now, policy: Policy): Guard;
  /** Throws `guard_snapshot_not_recognised`, `guard_snapshot_version`, `guard_snapshot_damaged`. */
  restore(bytes: Uint8Array): Guard;
  preset(name: PolicyPreset): Policy;
  /** The revision of a snapshot. Throws as `restore`. */
  revision(bytes: Uint8Array): number;
  words(list: readonly UserWord[]): Words;
}
