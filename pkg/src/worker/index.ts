/**
 * The engine in workers of its own: one, and a second when the first is busy. For pages that read many texts.
 *
 * ```ts
 * import { load } from 'liangyan/worker';
 * const engine = await load();
 * (await engine.check('…')).level;
 * ```
 */
import { files } from '../assets.js';
import { LiangyanError } from '../errors.js';
import { gather } from '../load.js';
import { shown } from '../wire.js';
import type { AsyncEngine } from './async-engine.js';
import { makeWorker } from './make.js';
import type { WorkerOptions } from './options.js';
import { Pool } from './pool.js';
import { PROTOCOL } from './protocol.js';

export * from '../exports.js';
export type { AsyncEngine } from './async-engine.js';
export type { WorkerOptions } from './options.js';

/** How many texts may wait where the host does not say. */
const MAX_WAITING = 10_000;
/** How long a worker may be silent where the host does not say. Milliseconds. */
const PATIENCE = 30_000;

/**
 * Loads an engine in a worker: WebAssembly, or plain JavaScript where there is none.
 *
 * Rejects with a `LiangyanError`: what `load` of `liangyan` throws, and `worker_unavailable`, `worker_version`.
 */
export async function load(options: WorkerOptions = {}): Promise<AsyncEngine> {
  const { wasm, packs, preset } = await gather(files, options);
  const { worker, maxWaiting = MAX_WAITING, patienceMs = PATIENCE } = options;
  return Pool.start({
    make: () => makeWorker(worker, files.thread),
    start: { v: PROTOCOL, wasm, core: files.core().href, packs, preset },
    signatures: () => import('../updates/minisign.js'),
    workers: workersFor(options.workers),
    maxWaiting: positive(maxWaiting, 'maxWaiting'),
    patienceMs: positive(patienceMs, 'patienceMs'),
  });
}

function workersFor(wanted: unknown): number {
  if (wanted === undefined) return (globalThis.navigator?.hardwareConcurrency ?? 1) > 1 ? 2 : 1;
  if (wanted === 1 || wanted === 2) return wanted;
  throw new LiangyanError('bad_option', `workers is 1 or 2, not ${shown(wanted)}`);
}

function positive(value: unknown, name: string): number {
  if (typeof value === 'number' && value > 0) return value;
  throw new LiangyanError('bad_option', `${name} is a number above 0, not ${shown(value)}`);
}
