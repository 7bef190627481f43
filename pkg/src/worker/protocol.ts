/** What the page and its workers say to each other. Both sides are of one build; `hello` makes sure of that. */
import type { Place } from '../local.js';
import type { Personal, PersonalReport } from '../personal.js';
import type { SignedPack } from '../updates/contract.js';
import type { Context, Verdict } from '../verdict.js';

/** Raised with every change of the messages below. */
export const PROTOCOL = 3;

/** The engine to be, first thing said to a worker. */
export interface Start {
  v: number;
  /** Compiled, and shared by all workers; null where there is no WebAssembly. */
  wasm: WebAssembly.Module | null;
  /** Where the engine as plain JavaScript lies, for when `wasm` is null. */
  core: string;
  packs: readonly Uint8Array[];
  /** The place of the preset in the engine's list. */
  preset: number;
  /** What the person told before this worker was there. */
  personal: Personal | null;
}

/** What is asked of an engine beside verdicts. */
export type Question =
  | { method: 'setPersonal'; args: [personal: Personal] }
  | { method: 'stillSays'; args: [phrases: readonly string[], text: string] }
  | { method: 'replace'; args: [signed: SignedPack] };

/** The answer to `replace`: where the update went, and the packs that run now. */
export interface Replaced extends Place {
  packs: readonly string[];
}

/** A question, answered in its turn. */
export interface Ask {
  ask: number;
  question: Question;
}

/** The answer to an {@link Ask}. */
export interface Said {
  ask: number;
  said: { value: PersonalReport | boolean | Replaced } | Failure;
}

/** One call of `check` or one slice of a `checkMany`. */
export interface Job {
  texts: readonly string[];
  /** One for all texts, or one each. */
  contexts: Context | readonly Context[] | undefined;
}

/** Jobs that are sent together. */
export interface Parcel {
  parcel: number;
  jobs: readonly Job[];
}

/** An error as it crosses. */
export interface Failure {
  code: string;
  message: string;
}

/** A worker's first answer: ready, or why not. */
export type Hello =
  | { v: number; kind: 'wasm' | 'js'; packs: readonly string[]; limit: number }
  | { v: number; failure: Failure };

/** The answers to a parcel, in the order of its jobs. */
export interface Answers {
  parcel: number;
  answers: readonly (readonly Verdict[] | Failure)[];
}
