import type { LoadOptions } from '../options.js';

/** What an engine in workers is made of. Everything has a default. */
export interface WorkerOptions extends LoadOptions {
  /**
   * Where `liangyan/worker-thread.js` lies, or a function that makes a worker of it, for build tools and places that do
   * not bring it along by themselves. It needs nothing beside it and runs as a module and as a classic script. Default:
   * beside this package's code, as a module worker.
   */
  worker?: URL | string | (() => Worker);
  /** How many workers at most, 1 or 2; the second starts when the first is busy. Default: 2 where there are two cores. */
  workers?: 1 | 2;
  /** How many texts may wait before calls are refused with `engine_busy`. Default 10,000. */
  maxWaiting?: number;
  /** How long a worker may be silent over a parcel of texts before it counts as dead, milliseconds. Default 30,000. */
  patienceMs?: number;
}
