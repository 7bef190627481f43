/** What the build makes from the engine and hands to this package's code; `pkg/build/artefacts.mjs` is the other side. */

declare module 'artefact:glue' {
  export type Exports = WebAssembly.Exports;

  export interface RawEngine {
    check(text: string, flags: number, mentions: number, since: number, sent: number, reports: number): Uint32Array;
    checkMany(joined: string, lengths: Uint32Array, contexts: Uint32Array): Uint32Array;
    setPersonal(personal: import('./counting.js').RawPersonal): import('./personal.js').Ignored[];
    stillSays(phrases: readonly string[], text: string): boolean;
    placeUpdate(update: Uint8Array, comment: string, now: number | undefined): import('./local.js').Place;
    rules(): { id: string; category: import('./verdict.js').Category; why: string }[];
    packs(): string[];
    free(): void;
    /** Gives up the engine without a word to the instance, for when that has trapped. */
    __destroy_into_raw(): number;
  }

  export interface Glue {
    Engine: new (packs: readonly Uint8Array[], preset: number) => RawEngine;
    maxTextUtf16(): number;
    __wbg_get_imports(): WebAssembly.Imports;
    __wbg_finalize_init(instance: { exports: Exports }): void;
  }

  /** Which wasm the bindings fit: the package's version and a hash of theirs. */
  export const build: string;

  /** A fresh set of bindings: for one instance. */
  export function glue(): Glue;
}

declare module 'artefact:core' {
  /** A fresh instance of engine and inbox as plain JavaScript. */
  export function instantiate(imports: WebAssembly.Imports): WebAssembly.Exports;

  /** A fresh set of bindings: for one instance. */
  export function glue(): import('artefact:glue').Glue & import('artefact:inbox-glue').Glue;
}

declare module 'artefact:inbox-glue' {
  export interface RawGuard {
    readonly revision: number;
    apply(event: import('./guard/contract.js').GuardEvent): import('./guard/contract.js').Outcome;
    snapshot(): Uint8Array;
    adopt(bytes: Uint8Array): boolean;
    pending(): import('./guard/contract.js').Effect[];
    status(now: import('./guard/contract.js').Now): import('./guard/contract.js').Status;
    chart(now: import('./guard/contract.js').Now, hours: number): import('./guard/contract.js').ChartHour[];
    counts(): import('./guard/contract.js').DayCount[];
    setNames(names: { own: string[]; contacts: { id: string; name: string }[] }): void;
    free(): void;
  }

  export interface RawWords {
    find(text: string, surface: string, relation: string): import('./guard/contract.js').WordHit[];
    ignored(): import('./personal.js').Ignored[];
    free(): void;
  }

  export interface Glue {
    Guard: {
      new (now: import('./guard/contract.js').Now, policy: import('./guard/contract.js').Policy): RawGuard;
      restore(bytes: Uint8Array): RawGuard;
    };
    Words: new (list: readonly import('./personal.js').UserWord[]) => RawWords;
    policyPreset(name: string): import('./guard/contract.js').Policy;
    snapshotRevision(bytes: Uint8Array): number;
    __wbg_get_imports(): WebAssembly.Imports;
    __wbg_finalize_init(instance: { exports: WebAssembly.Exports }): void;
  }

  /** Which wasm the bindings fit: the package's version and a hash of theirs. */
  export const build: string;

  /** A fresh set of bindings: for one instance. */
  export function glue(): Glue;
}

declare module 'artefact:evidence-glue' {
  /** The calls of the evidence module, and its wiring. Each call throws or rejects with an `Error` that has a `code`. */
  export interface Glue extends EvidenceGlue {
    __wbg_get_imports(): WebAssembly.Imports;
    __wbg_finalize_init(instance: { exports: WebAssembly.Exports }): void;
  }
  type EvidenceGlue = import('./evidence/contract.js').EvidenceGlue;

  /** Which wasm the bindings fit: the package's version and a hash of theirs. */
  export const build: string;

  /** A fresh set of bindings: for one instance. */
  export function glue(): Glue;
}

declare module 'artefact:evidence-core' {
  /** A fresh instance of the evidence module as plain JavaScript. */
  export function instantiate(imports: WebAssembly.Imports): WebAssembly.Exports;

  /** A fresh set of bindings: for one instance. */
  export function glue(): import('artefact:evidence-glue').Glue;
}

declare module 'artefact:inline' {
  /** The wasm, gzipped, in base64. */
  export const wasm: string;
  /** Every pack of this package, gzipped, in base64, by name. */
  export const packs: Readonly<Record<string, string>>;
}

declare module 'artefact:why' {
  /** Message key -> words, in the order of `locales`. */
  export const table: Readonly<Record<string, readonly string[]>>;
  export const locales: readonly string[];
}

declare module 'artefact:stamps-glue' {
  export interface Glue extends StampsGlue {
    __wbg_get_imports(): WebAssembly.Imports;
    __wbg_finalize_init(instance: { exports: WebAssembly.Exports }): void;
  }
  type StampsGlue = import('./evidence/contract.js').StampsGlue;

  /** Which wasm the bindings fit: the package's version and a hash of theirs. */
  export const build: string;

  /** A fresh set of bindings: for one instance. */
  export function glue(): Glue;
}

declare module 'artefact:stamps-core' {
  /** A fresh instance of the module of stamps as plain JavaScript. */
  export function instantiate(imports: WebAssembly.Imports): WebAssembly.Exports;

  /** A fresh set of bindings: for one instance. */
  export function glue(): import('artefact:stamps-glue').Glue;
}

declare module 'artefact:evidence-words' {
  /** What the verifier says: `verdict.`, `problem.` or `note.` with its code -> words, in the order of `locales`. */
  export const table: Readonly<Record<string, readonly string[]>>;
  export const locales: readonly string[];
}

declare module 'artefact:about' {
  /** The version in pkg/package.json. */
  export const version: string;
}
