// What this engine ships, read from the built package.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { packTerms } from './packs.mjs';

/** What `xtask -- rivals` makes: rustrict's wasm and its glue. */
export const RUSTRICT = ['wasm', 'glue.js'].map((ending) =>
  join(
    process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL('../target', import.meta.url)),
    `rivals/rustrict.${ending}`,
  ),
);

/** The full path of a file the package exports. */
export function shipped(name) {
  return fileURLToPath(import.meta.resolve(name));
}

/** The compiled packs of the built package, as full paths. */
export function packFiles() {
  const folder = dirname(shipped('liangyan/packs/zh.lypack'));
  return readdirSync(folder)
    .filter((name) => name.endsWith('.lypack'))
    .sort()
    .map((name) => join(folder, name));
}

/** Everything in memory: `{ wasm, packs, terms, rustrict }`. */
export function material() {
  return {
    wasm: readFileSync(shipped('liangyan/liangyan.wasm')),
    packs: packFiles().map((path) => new Uint8Array(readFileSync(path))),
    terms: packTerms('zh'),
    rustrict: { wasm: readFileSync(RUSTRICT[0]), glue: () => import(pathToFileURL(RUSTRICT[1]).href) },
  };
}
