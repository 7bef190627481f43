/**
 * The engine and its packs in the code itself: nothing is fetched. A third larger than the files; for places where a
 * file beside the code cannot be served or has the wrong type.
 */
import * as artefacts from 'artefact:inline';
import { files } from './assets.js';
import { carried } from './carried.js';
import type { Engine } from './engine.js';
import { loadAny, loadSyncWasm } from './load.js';
import type { LoadOptions } from './options.js';
import * as minisign from './updates/minisign.js';

export * from './exports.js';

const shipped = () => ({ ...carried(artefacts, files.read), signatures: async () => minisign });

/** Loads an engine: WebAssembly, or plain JavaScript where there is none. Throws as `load` of `liangyan`. */
export function load(options?: LoadOptions): Promise<Engine> {
  return loadAny(shipped(), () => import('artefact:core'), options);
}

/** Loads an engine at once. On a page, older Chromium refuses to compile this much at once: use `load` there. */
export function loadSync(options: LoadOptions = {}): Engine {
  return loadSyncWasm(shipped(), options);
}
