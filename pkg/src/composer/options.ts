import type { Context, Finding, Personal, Verdict } from './contract.js';
import type { FeedbackList } from './feedback.js';
import type { Helplines } from './helplines.js';
import type { AskAt, PolicyStorage } from './policy.js';
import type { Strings } from './strings/catalogue.js';

/** An engine in this thread or in a worker; the composer always awaits. */
export interface CheckingEngine {
  check(text: string, context?: Context): Verdict | Promise<Verdict>;
  setPersonal?(personal: Personal): unknown;
  /** Tells an edit that only hides a word from one that took it out. Without it every edit that reads well is thanked for. */
  stillSays?(phrases: readonly string[], text: string): boolean | Promise<boolean>;
}

export type Theme = 'auto' | 'light' | 'dark';

/** How a review ended; `asked` says whether the dialog was shown. */
export interface Outcome {
  decision: 'post' | 'edit';
  verdict: Verdict | null;
  asked: boolean;
}

export interface ComposerOptions {
  /** The engine, or a promise of it: the field can be guarded before the engine is ready. */
  engine: CheckingEngine | Promise<CheckingEngine>;
  /** Where the text will stand and who reads it. A function is asked anew for every look. */
  context?: Context | (() => Context);
  /**
   * Who is written to: any id the host has for that person. With it the guard counts what was posted to them lately and
   * tells the engine, because many messages at one person are a sign of their own.
   */
  target?: string | (() => string | undefined);
  /** Sentences to show. Default: the catalogue nearest to the field's `lang`, or the browser's language. */
  strings?: Strings;
  /** Default `auto`: as the system says. */
  theme?: Theme;
  /** Rest before the text is looked at while typing, milliseconds. Default 500. */
  restMs?: number;
  /** From which level on the dialog may open. Default `warn`. */
  askAt?: AskAt;
  /** How many questions a day at most, over all fields of the site. Default 8. */
  dailyCap?: number;
  /** Marks in the text while typing. Default true. */
  marks?: boolean;
  /** The line under the field: true puts it behind the field, an element receives it, false leaves it out. Default true. */
  notes?: boolean | HTMLElement;
  /** The form whose `submit` is guarded. Default: the field's own. false: the host calls `review()`. */
  form?: HTMLFormElement | false;
  /** Set when Enter (or Ctrl/⌘ + Enter) posts in this field. Default `none`. */
  enter?: 'none' | 'enter' | 'mod+enter';
  /** Posts after Enter. Without it the form is submitted, or the key press is given back to the host. */
  onPost?(text: string, verdict: Verdict | null): void;
  /** Hears every look at the text. */
  onVerdict?(verdict: Verdict): void;
  /** Hears how a review ended; `asked` says whether the dialog was shown. */
  onDecision?(outcome: Outcome): void;
  /** The engine failed, or the field has a guard already. Posting goes on. Default: a warning in the console. */
  onError?(error: unknown): void;
  /** "This is not abusive". Stays on the device unless the host does something with it. */
  onDismiss?(finding: Finding, phrase: string): void;
  /** Collects "this is not abusive" for the person's own list. Default: nothing is collected. */
  feedback?: FeedbackList;
  /** The person's words and dismissals at the start; `onPersonal` hears each change, to store it. */
  personal?: Personal;
  onPersonal?(personal: Personal): void;
  /** Help-lines shown when the writer may be in danger, for all or by region. Without them the gentle line has no numbers. */
  helplines?: Helplines;
  /** The person's region (ISO 3166). Default: that of the browser's language. */
  region?: string;
  /** Holds a post back this many seconds (3–10) so that it can be undone. Default 0: off. */
  undoSeconds?: number;
  /** How long a review waits for the engine, milliseconds. Default 1500. Then posting goes on. */
  patienceMs?: number;
  /** Where the day's count and the snooze are kept. Default `localStorage`; null keeps them in memory. */
  storage?: PolicyStorage | null;
  /** The element the dialog is put in. Default: the document's body. */
  dialogParent?: HTMLElement;
  /** The page's style nonce, for engines without constructed style sheets. */
  nonce?: string;
  /** The clock, ms since the epoch. */
  now?(): number;
}

/** What can be changed on a running guard. */
export type ComposerChange = Pick<
  ComposerOptions,
  'context' | 'strings' | 'theme' | 'helplines' | 'region' | 'askAt' | 'undoSeconds' | 'personal'
>;
