/** Engines whose bytes are in the code itself. */
import { fromBase64 } from './base64.js';
import type { Shipped } from './load.js';

/** The wasm and the packs, gzipped, in base64. */
export type Inlined = typeof import('artefact:inline');

/** Finds what is inlined; `read` is for packs that the host names by URL. */
export function carried(inlined: Inlined, read: Shipped['read']): Shipped {
  const packs = Object.entries(inlined.packs).map(([name, text]) => [name, () => fromBase64(text)] as const);
  return { wasm: () => fromBase64(inlined.wasm), packs: Object.fromEntries(packs), read };
}
