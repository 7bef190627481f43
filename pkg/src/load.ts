import { type Cores, engineModule, jsCores, wasmCores, wasmCoresSync } from './core.js';
import type { Engine } from './engine.js';
import { LiangyanError } from './errors.js';
import { unpacked, unpackedSync } from './gzip.js';
import { hasWasm } from './has-wasm.js';
import type { LoadOptions } from './options.js';
import type { Signatures } from './updates/contract.js';
import { UpdatableEngine } from './updates/updatable.js';
import { presetIndex, shown } from './wire.js';

/** Where an entry point finds what it ships: in files beside its code, or in itself. */
export interface Shipped {
  wasm: () => URL | Uint8Array;
  packs: Readonly<Record<string, () => URL | Uint8Array>>;
  read: (url: URL) => Promise<Uint8Array>;
  /** Only where files can be read at once. */
  readSync?: (url: URL) => Uint8Array;
}

/** The same for an entry point that hands out engines. */
export interface ShippedEngine extends Shipped {
  signatures: Signatures;
}

/** The engine as plain JavaScript: imported only where it is needed. */
export type JsCore = typeof import('artefact:core');

/** Loads with wasm, or without where this place has none. */
export async function loadAny(
  shipped: ShippedEngine,
  js: () => Promise<JsCore>,
  options: LoadOptions = {},
): Promise<Engine> {
  const { preset, packs } = plan(shipped, options);
  const bytes = Promise.all(packs.map((source) => readPack(source, shipped)));
  const cores = wasmOrJs(shipped, options.wasm, js);
  const [ready, sources] = await Promise.all([cores, bytes]);
  return engineOf(ready, sources, preset, shipped, options);
}

/** Instances from wasm, given or shipped, or without where this place has none. */
async function wasmOrJs(shipped: Shipped, wasm: LoadOptions['wasm'], js: () => Promise<JsCore>): Promise<Cores> {
  if (hasWasm(wasm)) return wasmCores(await wasmBytes(wasm ?? shipped.wasm(), shipped));
  return jsCores(await plainJs(js));
}

/** What goes into an engine elsewhere: the wasm compiled, or null where this place has none, and the packs. */
export async function gather(shipped: Shipped, options: LoadOptions) {
  const { preset, packs } = plan(shipped, options);
  const bytes = Promise.all(packs.map((source) => readPack(source, shipped)));
  const wasm = hasWasm(options.wasm) ? wasmBytes(options.wasm ?? shipped.wasm(), shipped).then(engineModule) : null;
  const [module, sources] = await Promise.all([wasm, bytes]);
  return { wasm: module, packs: sources, preset };
}

/** Loads without wasm. */
export async function loadJs(shipped: ShippedEngine, core: JsCore, options: LoadOptions = {}): Promise<Engine> {
  const { preset, packs } = plan(shipped, options);
  const sources = await Promise.all(packs.map((source) => readPack(source, shipped)));
  return engineOf(jsCores(core), sources, preset, shipped, options);
}

/** Loads at once, with wasm that is there already. */
export function loadSyncWasm(shipped: ShippedEngine, options: LoadOptions): Engine {
  const { preset, packs } = plan(shipped, options);
  const sources = packs.map((source) => readPackSync(source, shipped));
  const given = options.wasm ?? shipped.wasm();
  const wasm = given instanceof Uint8Array ? unpackedSync(given) : given;
  if (wasm instanceof URL) throw new LiangyanError('bad_option', '`loadSync` takes the wasm itself, not where it lies');
  if (!hasWasm(wasm)) throw new LiangyanError('wasm_unavailable', 'this place has no WebAssembly');
  return engineOf(wasmCoresSync(wasm), sources, preset, shipped, options);
}

/** Loads at once, without wasm. */
export function loadSyncJs(shipped: ShippedEngine, core: JsCore, options: LoadOptions = {}): Engine {
  const { preset, packs } = plan(shipped, options);
  const sources = packs.map((source) => readPackSync(source, shipped));
  return engineOf(jsCores(core), sources, preset, shipped, options);
}

function engineOf(
  cores: Cores,
  packs: readonly Uint8Array[],
  preset: number,
  { signatures }: ShippedEngine,
  { personal }: LoadOptions,
): Engine {
  const engine = new UpdatableEngine(cores, packs, preset, signatures);
  if (personal !== undefined) engine.setPersonal(personal);
  return engine;
}

function plan(shipped: Shipped, options: LoadOptions): { preset: number; packs: (URL | Uint8Array)[] } {
  if (typeof options !== 'object' || options === null) {
    throw new LiangyanError('bad_option', `options is an object, not ${shown(options)}`);
  }
  const named = options.packs ?? Object.keys(shipped.packs);
  if (!Array.isArray(named)) throw new LiangyanError('bad_option', `packs is an array, not ${shown(named)}`);
  return { preset: presetIndex(options.preset), packs: named.map((pack) => locate(pack, shipped)) };
}

/** A pack's bytes, copied so that the caller may do with theirs as they like, or where it lies. */
function locate(pack: string | URL | Uint8Array, shipped: Shipped): URL | Uint8Array {
  if (pack instanceof Uint8Array) return pack.slice();
  if (pack instanceof URL) return pack;
  if (typeof pack !== 'string') {
    throw new LiangyanError('bad_option', `a pack is a name, a URL or a Uint8Array, not ${shown(pack)}`);
  }
  const own = Object.keys(shipped.packs).includes(pack) ? shipped.packs[pack] : undefined;
  if (own !== undefined) return own();
  try {
    return new URL(pack, globalThis.location?.href);
  } catch {
    const names = Object.keys(shipped.packs).join(', ');
    throw new LiangyanError(
      'bad_option',
      `no pack ${shown(pack)}: there are ${names}; anything else is a URL or bytes`,
    );
  }
}

async function readPack(source: URL | Uint8Array, shipped: Shipped): Promise<Uint8Array> {
  return unpacked(source instanceof Uint8Array ? source : await fetchPack(source, shipped));
}

async function fetchPack(source: URL, shipped: Shipped): Promise<Uint8Array> {
  try {
    return await shipped.read(source);
  } catch (thrown) {
    throw new LiangyanError('pack_missing', `the pack at ${source.href} cannot be read`, thrown);
  }
}

function readPackSync(source: URL | Uint8Array, shipped: Shipped): Uint8Array {
  if (source instanceof Uint8Array) return unpackedSync(source);
  let bytes: Uint8Array | undefined;
  try {
    bytes = shipped.readSync?.(source);
  } catch (thrown) {
    throw new LiangyanError('pack_missing', `the pack at ${source.href} cannot be read`, thrown);
  }
  if (bytes) return unpackedSync(bytes);
  throw new LiangyanError('pack_missing', '`loadSync` takes the packs themselves: here nothing can be fetched at once');
}

/** A module as plain JavaScript. Rejects with `js_missing`. */
export async function plainJs<T>(js: () => Promise<T>): Promise<T> {
  try {
    return await js();
  } catch (thrown) {
    throw new LiangyanError(
      'js_missing',
      'this place has no WebAssembly, and plain JavaScript cannot be imported',
      thrown,
    );
  }
}

/** Wasm, unpacked if it was packed, fetched if it is elsewhere. Rejects with `wasm_missing`. */
export async function wasmBytes(
  wasm: URL | BufferSource | WebAssembly.Module,
  { read }: Pick<Shipped, 'read'>,
): Promise<BufferSource | WebAssembly.Module> {
  if (wasm instanceof Uint8Array) return (await unpacked(wasm)) as Uint8Array<ArrayBuffer>;
  if (!(wasm instanceof URL)) return wasm;
  try {
    return (await read(wasm)) as Uint8Array<ArrayBuffer>;
  } catch (thrown) {
    throw new LiangyanError('wasm_missing', `the wasm at ${wasm.href} cannot be read`, thrown);
  }
}
