// Makes pkg/dist: `node pkg/build/main.mjs FOLDER [code]`, where FOLDER holds what xtask made of the modules; `code` leaves
// out the declarations and the figures. Run by xtask.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineArtefacts } from './artefacts.mjs';
import { bundle, entryFiles, entryNames, entrySources } from './bundle.mjs';
import { buildOf, marked } from './mark.mjs';
import { quickly, ship, smallest } from './packs.mjs';
import { dist } from './places.mjs';
import { writeReference } from './reference.mjs';
import { measure } from './sizes.mjs';
import { writeSums } from './sums.mjs';
import { listThirdParties } from './third-party.mjs';
import { declare } from './types.mjs';

const made = process.argv[2];
const code = process.argv[3] === 'code';
if (!made) throw new Error('which folder holds engine.wasm? Run `npm run build` instead: it knows');

for (const [name, file] of [
  ['engine', 'liangyan.wasm'],
  ['inbox', 'inbox.wasm'],
  ['evidence', 'evidence.wasm'],
  ['stamps', 'stamps.wasm'],
]) {
  writeFileSync(join(dist, file), marked(readFileSync(join(made, `${name}.wasm`)), buildOf(made, name)));
}
const gzipped = code ? quickly : smallest(join(made, 'gzipped'));
await ship(join(made, 'packs'), gzipped);
const artefacts = await engineArtefacts(made, gzipped);
const inputs = await bundle(artefacts);
if (!code) {
  declare(entryFiles());
  writeReference(entrySources());
  listThirdParties(inputs);
  writeSums();
  measure(entryNames());
}
