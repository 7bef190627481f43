// Makes pkg/dist: `node pkg/build/main.mjs FOLDER [code]`, where FOLDER holds what xtask made of the modules; `code` leaves
// out the declarations and the figures. Run by xtask.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineArtefacts } from './artefacts.mjs';
import { bundle, entryFiles, entryNames, entrySources } from './bundle.mjs';
import { buildOf, marked } from './mark.mjs';
import { ship } from './packs.mjs';
import { dist } from './places.mjs';
import { writeReference } from './reference.mjs';
import { measure } from './sizes.mjs';
import { listThirdParties } from './third-party.mjs';
import { declare } from './types.mjs';

const made = process.argv[2];
if (!made) throw new Error('which folder holds engine.wasm? Run `npm run build` instead: it knows');

for (const [name, file] of [
  ['engine', 'liangyan.wasm'],
  ['inbox', 'inbox.wasm'],
  ['evidence', 'evidence.wasm'],
]) {
  writeFileSync(join(dist, file), marked(readFileSync(join(made, `${name}.wasm`)), buildOf(made, name)));
}
ship(join(made, 'packs'));
const artefacts = await engineArtefacts(made);
const inputs = await bundle(artefacts);
if (process.argv[3] !== 'code') {
  declare(entryFiles());
  writeReference(entrySources());
  listThirdParties(inputs);
  measure(entryNames());
}
