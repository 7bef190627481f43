/** Engines whose bytes are in the code itself. */
import type { Shipped } from './load.js';

/** The wasm and the packs, gzipped, in base64. */
export type Inlined = typeof import('artefact:inline');

/** Finds what is inlined; `read` is for packs that the host names by URL. */
export function carried(inlined: Inlined, read: Shipped['read']): Shipped {
  const packs = Object.entries(inlined.packs).map(([name, text]) => [name, () => decode(text)] as const);
  return { wasm: () => decode(inlined.wasm), packs: Object.fromEntries(packs), read };
}

function decode(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
