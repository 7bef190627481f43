// The packs as they ship: gzipped, because most servers send files they do not know as they are: `.lypack` files of a third
// the size beat brotli that nobody turned on. pkg/docs/bytes.md has the figures.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import { gzipAsync } from '@gfx/zopfli';
import { dist } from './places.mjs';

/** Zopfli's rounds: more of them gain nothing that is worth their seconds. */
const ROUNDS = 15;

/** Fast, for builds that do not ship. Neither a name nor a time is written into it: equal bytes give equal files. */
export const quickly = async (bytes) => gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION, memLevel: 9 });

/**
 * Gzip by Zopfli, a tenth smaller than zlib's best: what any gunzip reads. Seconds a file, so what was done once is kept in
 * `folder`, by the hash of what went in.
 */
export const smallest = (folder) => async (bytes) => {
  mkdirSync(folder, { recursive: true });
  const kept = join(folder, `${createHash('sha256').update(bytes).digest('hex')}.${ROUNDS}.gz`);
  if (!existsSync(kept)) writeFileSync(kept, await gzipAsync(bytes, { numiterations: ROUNDS }));
  return readFileSync(kept);
};

/** Writes every pack of a folder to dist/packs, and removes what is no pack any more. */
export async function ship(from, gzipped) {
  const to = join(dist, 'packs');
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) writeFileSync(join(to, name), await gzipped(readFileSync(join(from, name))));
}
