/** The engine as plain JavaScript, for places that have no WebAssembly: the same verdicts, more slowly. */
import * as core from 'artefact:core';
import { files } from './assets.js';
import type { Engine } from './engine.js';
import { loadJs, loadSyncJs } from './load.js';
import type { LoadOptions } from './options.js';
import * as minisign from './updates/minisign.js';

export * from './exports.js';

const shipped = () => ({ ...files, signatures: async () => minisign });

/** Loads an engine. Throws as `load` of `liangyan`. */
export function load(options?: Omit<LoadOptions, 'wasm'>): Promise<Engine> {
  return loadJs(shipped(), core, options);
}

/** Loads an engine at once. Outside Node the packs have to be there: `packs: [bytes]`. */
export function loadSync(options?: Omit<LoadOptions, 'wasm'>): Engine {
  return loadSyncJs(shipped(), core, options);
}
