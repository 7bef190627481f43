// The packs as they ship: gzipped, because many servers send files they do not know as they are.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import { dist } from './places.mjs';

/** As small as it gets; Node writes neither a name nor a time into it, so equal packs give equal files. */
export const gzipped = (bytes) => gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION, memLevel: 9 });

/** Writes every pack of a folder to dist/packs, and removes what is no pack any more. */
export function ship(from) {
  const to = join(dist, 'packs');
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) writeFileSync(join(to, name), gzipped(readFileSync(join(from, name))));
}
