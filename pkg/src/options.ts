import type { Personal } from './personal.js';
import type { Preset } from './verdict.js';

/** What an engine is made of. Everything has a default. */
export interface LoadOptions {
  /**
   * The content of `liangyan/liangyan.wasm`, compiled or not, or where it lies. Default: beside this package's code.
   * Where there is no WebAssembly it is not used.
   */
  wasm?: URL | BufferSource | WebAssembly.Module;
  /** Packs: `zh`, `en`, the content of a .lypack file, or its URL. Default: every pack of this package. */
  packs?: readonly (string | URL | Uint8Array)[];
  /** Default `standard`. */
  preset?: Preset;
  /** What the person told this device: as `setPersonal` takes it. Default: nothing. */
  personal?: Personal;
}
