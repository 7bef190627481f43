/**
 * Instances of this package's wasm modules. Each has its own glue and its own linear memory, so that one that traps can be
 * thrown away without harm to any other.
 */
import { LiangyanError, messageOf } from './errors.js';

/** The glue of one instance, before it knows the instance. */
export interface Wiring {
  __wbg_get_imports(): WebAssembly.Imports;
  __wbg_finalize_init(instance: { exports: WebAssembly.Exports }): void;
}

/** What the build knows of a module: `artefact:glue` and its like. */
export interface Bindings<G extends Wiring> {
  /** Which wasm the glue fits: the package's version and a hash. */
  readonly build: string;
  glue(): G;
}

/** A module as plain JavaScript, with the glue that fits: `artefact:core` and its like. */
export interface PlainJs<G extends Wiring> {
  instantiate(imports: WebAssembly.Imports): WebAssembly.Exports;
  glue(): G;
}

/** What wasm comes as, once it is there. */
export type Wasm = BufferSource | WebAssembly.Module;

/**
 * An instance, as `made` makes it of the glue. `made` has to call the module: wasm of something else shows itself there.
 * Nothing depends on how the bytes were served. Rejects with `wasm_unreadable`.
 */
export async function instantiate<G extends Wiring, T>(
  bindings: Bindings<G>,
  module: WebAssembly.Module,
  made: (glue: G) => T,
): Promise<T> {
  const glue = bindings.glue();
  try {
    // Older Chromium refuses to instantiate anything but the smallest modules at once on a page's main thread.
    return made(wired(glue, (await WebAssembly.instantiate(module, glue.__wbg_get_imports())).exports));
  } catch (thrown) {
    throw unreadable(thrown);
  }
}

/** An instance, at once. Throws as `instantiate`. */
export function instantiateSync<G extends Wiring, T>(
  bindings: Bindings<G>,
  module: WebAssembly.Module,
  made: (glue: G) => T,
): T {
  const glue = bindings.glue();
  try {
    return made(wired(glue, new WebAssembly.Instance(module, glue.__wbg_get_imports()).exports));
  } catch (thrown) {
    throw unreadable(thrown);
  }
}

/** An instance in plain JavaScript. */
export function instantiateJs<G extends Wiring>(core: PlainJs<G>): G {
  const glue = core.glue();
  return wired(glue, core.instantiate(glue.__wbg_get_imports()));
}

/** The wasm as a module. Rejects with `wasm_unreadable`, `wasm_version`. */
export async function compiled(wasm: Wasm, build: string): Promise<WebAssembly.Module> {
  try {
    return fitting(wasm instanceof WebAssembly.Module ? wasm : await WebAssembly.compile(wasm), build);
  } catch (thrown) {
    throw unreadable(thrown);
  }
}

/** The wasm as a module, at once. Throws as `compiled`. */
export function compiledSync(wasm: Wasm, build: string): WebAssembly.Module {
  try {
    return fitting(wasm instanceof WebAssembly.Module ? wasm : new WebAssembly.Module(wasm), build);
  } catch (thrown) {
    throw unreadable(thrown);
  }
}

function wired<G extends Wiring>(glue: G, exports: WebAssembly.Exports): G {
  glue.__wbg_finalize_init({ exports });
  return glue;
}

/** The module, unless it says itself that it is of another build. One that does not say is tried. */
function fitting(module: WebAssembly.Module, build: string): WebAssembly.Module {
  const [section] = WebAssembly.Module.customSections(module, 'liangyan');
  if (section === undefined) return module;
  const of = String.fromCharCode(...new Uint8Array(section));
  if (of === build) return module;
  throw new LiangyanError('wasm_version', `the wasm is of build ${of}, and this code of ${build}`);
}

function unreadable(thrown: unknown): LiangyanError {
  if (thrown instanceof LiangyanError) return thrown;
  return new LiangyanError('wasm_unreadable', `this is not the wasm that belongs here: ${messageOf(thrown)}`, thrown);
}
