// What runs on the page of `chromium.mjs`.

import { contestant } from './contestants.mjs';
import { measureSets, PROBE } from './measure.mjs';

const read = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());

async function material() {
  const { packs, terms } = await (await fetch('/material.json')).json();
  const [wasm, rustrict, ...lists] = await Promise.all([
    read('/wasm'),
    read('/rustrict'),
    ...Array.from({ length: packs }, (_, at) => read(`/pack/${at}`)),
  ]);
  return { wasm, packs: lists, terms, rustrict: { wasm: rustrict, glue: () => import('rustrict-glue') } };
}

// Some packages talk when they load.
for (const name of ['log', 'info', 'warn']) console[name] = () => {};

const clock = () => performance.now();
let flags;

window.bench = {
  /** From the import to the first verdict, the bytes in memory: milliseconds. */
  async start(id) {
    const stuff = await material();
    const began = clock();
    flags = await contestant(id).start(stuff);
    const loaded = clock();
    flags(PROBE);
    const ended = clock();
    return { ms: ended - began, first: ended - loaded };
  },
  measure: (sets, budget) => measureSets(flags, sets, { clock, budget }),
};
