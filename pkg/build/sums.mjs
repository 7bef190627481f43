// The hash of everything that runs: dist/SHA256SUMS, in the form that `sha256sum -c` reads. Two builds of one state of the
// sources give the same file, wherever they are made: see pkg/docs/reproducible.md.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dist } from './places.mjs';

/** What runs, or is read by what runs. */
const RUNS = /\.(?:wasm|js|cjs|lypack)$/;

/** Writes the list. */
export function writeSums() {
  const names = readdirSync(dist, { recursive: true })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => RUNS.test(name))
    .sort();
  const lines = names.map((name) => {
    const hash = createHash('sha256')
      .update(readFileSync(join(dist, name)))
      .digest('hex');
    return `${hash}  ${name}\n`;
  });
  writeFileSync(join(dist, 'SHA256SUMS'), lines.join(''));
}
