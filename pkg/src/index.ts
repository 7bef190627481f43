/**
 * Finds cruelty aimed at people in text, on the device, and says why.
 *
 * ```ts
 * import { load } from 'liangyan';
 * const engine = await load();
 * engine.check('…').level;
 * ```
 */
import { files } from './assets.js';
import type { Engine } from './engine.js';
import { loadAny, loadSyncWasm } from './load.js';
import type { LoadOptions } from './options.js';

export * from './exports.js';

const shipped = () => ({ ...files, signatures: () => import('./updates/minisign.js') });

/**
 * Loads an engine: WebAssembly, or plain JavaScript where there is none. Milliseconds, and the packs' and the wasm's
 * way over the network.
 *
 * Throws a `LiangyanError`: `bad_option`, `wasm_missing`, `wasm_unreadable`, `pack_missing`, `pack_not_recognised`,
 * `pack_version`, `pack_damaged`.
 */
export function load(options?: LoadOptions): Promise<Engine> {
  return loadAny(shipped(), () => import('artefact:core'), options);
}

/**
 * Loads an engine at once from wasm that is there already. Outside Node the packs have to be there too. Throws as
 * `load`, and `wasm_unavailable`.
 */
export function loadSync(options: LoadOptions & { wasm: BufferSource | WebAssembly.Module }): Engine {
  return loadSyncWasm(shipped(), options);
}
