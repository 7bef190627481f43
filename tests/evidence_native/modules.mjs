// The modules of evidence and of stamps as the package loads them, from wasm and as plain JavaScript.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { engineArtefacts } from '../../pkg/build/artefacts.mjs';
import { root } from '../../xtask/node/command.mjs';

/** `{ wasm, js }`, each `{ evidence, stamps }`. Writes their code to `folder`. */
export async function loadModules(folder) {
  const artefacts = await engineArtefacts(join(root, 'target/package'), async (bytes) => bytes);
  const load = async (name) => {
    const file = join(folder, `${name}.mjs`);
    writeFileSync(file, artefacts[name]);
    return import(pathToFileURL(file));
  };
  const kinds = { wasm: {}, js: {} };
  for (const name of ['evidence', 'stamps']) {
    const { glue } = await load(`${name}-glue`);
    const plain = await load(`${name}-core`);
    const wasm = new WebAssembly.Module(readFileSync(join(root, `pkg/dist/${name}.wasm`)));
    const wire = (bindings, exports) => {
      bindings.__wbg_finalize_init({ exports: exports(bindings.__wbg_get_imports()) });
      return bindings;
    };
    kinds.wasm[name] = wire(glue(), (imports) => new WebAssembly.Instance(wasm, imports).exports);
    kinds.js[name] = wire(plain.glue(), plain.instantiate);
  }
  return kinds;
}
