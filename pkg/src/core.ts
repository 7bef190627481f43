/** Instances of the engine. */

import type { Glue, RawEngine } from 'artefact:glue';
import * as bindings from 'artefact:glue';
import { compiled, compiledSync, instantiate, instantiateJs, instantiateSync, type Wasm } from './instance.js';

export type { RawEngine };

/** One instance: packs in, an engine out. */
export interface Core {
  start(packs: readonly Uint8Array[], preset: number): RawEngine;
  /** The longest text that is checked, in UTF-16 code units. */
  maxTextUtf16: number;
}

/** How an engine gets its instances: the first one is there, another is made when a trap cost it. */
export interface Cores {
  kind: 'wasm' | 'js';
  first: Core;
  again(): Core;
  /** The same without haste, for where an instance at once is refused. */
  another(): Promise<Core>;
}

function coreOf(glue: Glue): Core {
  return {
    start: (packs, preset) => new glue.Engine(packs, preset),
    maxTextUtf16: glue.maxTextUtf16(),
  };
}

/** Instances from wasm. Rejects with `wasm_unreadable`, `wasm_version`. */
export async function wasmCores(wasm: Wasm): Promise<Cores> {
  const module = await engineModule(wasm);
  const another = () => instantiate(bindings, module, coreOf);
  return { kind: 'wasm', first: await another(), again: () => instantiateSync(bindings, module, coreOf), another };
}

/** The engine's wasm as a module. Rejects as `wasmCores`. */
export function engineModule(wasm: Wasm): Promise<WebAssembly.Module> {
  return compiled(wasm, bindings.build);
}

/** Instances from wasm, at once. Throws as `wasmCores`. */
export function wasmCoresSync(wasm: Wasm): Cores {
  const module = compiledSync(wasm, bindings.build);
  const again = () => instantiateSync(bindings, module, coreOf);
  return { kind: 'wasm', first: again(), again, another: () => instantiate(bindings, module, coreOf) };
}

/** Instances from the engine as plain JavaScript. */
export function jsCores(core: typeof import('artefact:core')): Cores {
  const again = () => coreOf(instantiateJs(core));
  return { kind: 'js', first: again(), again, another: async () => again() };
}
