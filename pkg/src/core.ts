/**
 * Instances of the engine. Each has its own glue and its own linear memory, so that one that traps can be thrown away
 * without harm to any other.
 */
import { build, type Exports, type Glue, glue, type RawEngine, type RawGuard, type RawWords } from 'artefact:glue';
import { LiangyanError, messageOf } from './errors.js';
import type { Now, Policy, PolicyPreset } from './guard/contract.js';
import type { UserWord } from './personal.js';

export type { RawEngine, RawGuard, RawWords };

/** One instance: packs in, an engine out. */
export interface Core {
  start(packs: readonly Uint8Array[], preset: number): RawEngine;
  /** The longest text that is checked, in UTF-16 code units. */
  maxTextUtf16: number;
  /** What needs no packs: see `guard/open.ts`. */
  guards: {
    create(now: Now, policy: Policy): RawGuard;
    restore(bytes: Uint8Array): RawGuard;
    preset(name: PolicyPreset): Policy;
    revision(bytes: Uint8Array): number;
    words(list: readonly UserWord[]): RawWords;
  };
}

/** How an engine gets its instances: the first one is there, another is made when a trap cost it. */
export interface Cores {
  kind: 'wasm' | 'js';
  first: Core;
  again(): Core;
}

function wire(bindings: Glue, exports: Exports): Core {
  bindings.__wbg_finalize_init({ exports });
  return {
    start: (packs, preset) => new bindings.Engine(packs, preset),
    maxTextUtf16: bindings.maxTextUtf16(),
    guards: {
      create: (now, policy) => new bindings.Guard(now, policy),
      restore: (bytes) => bindings.Guard.restore(bytes),
      preset: (name) => bindings.policyPreset(name),
      revision: (bytes) => bindings.snapshotRevision(bytes),
      words: (list) => new bindings.Words(list),
    },
  };
}

function wasmAgain(module: WebAssembly.Module): () => Core {
  return () => {
    const bindings = glue();
    return wire(bindings, new WebAssembly.Instance(module, bindings.__wbg_get_imports()).exports);
  };
}

/** Instances from wasm. Nothing of it depends on how the bytes were served. */
export async function wasmCores(wasm: BufferSource | WebAssembly.Module): Promise<Cores> {
  try {
    const module = await compiled(wasm);
    const bindings = glue();
    // Older Chromium refuses to instantiate anything but the smallest modules at once on a page's main thread.
    const instance = await WebAssembly.instantiate(module, bindings.__wbg_get_imports());
    return { kind: 'wasm', first: wire(bindings, instance.exports), again: wasmAgain(module) };
  } catch (thrown) {
    throw unreadable(thrown);
  }
}

/** The wasm as a module. Throws `wasm_unreadable`. */
export async function compiled(wasm: BufferSource | WebAssembly.Module): Promise<WebAssembly.Module> {
  try {
    return fitting(wasm instanceof WebAssembly.Module ? wasm : await WebAssembly.compile(wasm));
  } catch (thrown) {
    throw unreadable(thrown);
  }
}

/** Instances from wasm, at once. */
export function wasmCoresSync(wasm: BufferSource | WebAssembly.Module): Cores {
  try {
    const again = wasmAgain(fitting(wasm instanceof WebAssembly.Module ? wasm : new WebAssembly.Module(wasm)));
    return { kind: 'wasm', first: again(), again };
  } catch (thrown) {
    throw unreadable(thrown);
  }
}

/** The module, unless it says itself that it is of another build. One that does not say is tried. */
function fitting(module: WebAssembly.Module): WebAssembly.Module {
  const [section] = WebAssembly.Module.customSections(module, 'liangyan');
  if (section === undefined) return module;
  const of = String.fromCharCode(...new Uint8Array(section));
  if (of === build) return module;
  throw new LiangyanError('wasm_version', `the wasm is of build ${of}, and this code of ${build}`);
}

function unreadable(thrown: unknown): LiangyanError {
  if (thrown instanceof LiangyanError) return thrown;
  return new LiangyanError('wasm_unreadable', `this is not the engine's wasm: ${messageOf(thrown)}`, thrown);
}

/** Instances from the engine as plain JavaScript. */
export function jsCores(core: typeof import('artefact:core')): Cores {
  const again = () => {
    const bindings = glue();
    return wire(bindings, core.instantiate(bindings.__wbg_get_imports()));
  };
  return { kind: 'js', first: again(), again };
}
