/** Makes a worker where the page's policy lets it. */
import { LiangyanError, messageOf } from '../errors.js';
import type { WorkerOptions } from './options.js';

/** The part of Trusted Types that is used; the DOM's types do not have it. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): {
    createScriptURL(url: string): unknown;
  };
}

/** Under `require-trusted-types-for 'script'` a worker's address has to come from a policy; pages allow it by this name. */
const POLICY = 'liangyan-worker';

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

function trusted(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (trustedTypes === undefined) return url;
  // A name is allowed once: the policy is kept. It is asked for this one address alone.
  policy ??= trustedTypes.createPolicy(POLICY, { createScriptURL: (address) => address });
  return policy.createScriptURL(url) as string;
}

/** Throws `worker_unavailable`. */
export function makeWorker(given: WorkerOptions['worker'], beside: () => URL): Worker {
  try {
    if (typeof given === 'function') return given();
    const url = given === undefined ? beside() : new URL(given, globalThis.location?.href);
    // A name makes it easy to find among a page's threads.
    return new Worker(trusted(url.href), { type: 'module', name: 'liangyan' });
  } catch (thrown) {
    throw new LiangyanError('worker_unavailable', `no worker can be made here: ${messageOf(thrown)}`, thrown);
  }
}
