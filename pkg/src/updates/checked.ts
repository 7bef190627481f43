/** An update until its signature is found good: nothing of it is read before, not even unpacked. */
import { LiangyanError } from '../errors.js';
import { unpacked } from '../gzip.js';
import { shown } from '../wire.js';
import type { Signatures, SignedPack, UpdateOptions } from './contract.js';

/** Rejects as `updatePack` does, but for what depends on the packs that run. */
export async function checkedUpdate(
  signatures: Signatures,
  pack: Uint8Array,
  signature: string,
  options: UpdateOptions,
): Promise<SignedPack> {
  if (!(pack instanceof Uint8Array)) {
    throw new LiangyanError('bad_option', `a pack is a Uint8Array, not ${shown(pack)}`);
  }
  if (typeof signature !== 'string') {
    throw new LiangyanError('bad_option', `a signature is the text of a .minisig file, not ${shown(signature)}`);
  }
  const { publicKey, now = Date.now(), kept = false } = (options ?? {}) as Partial<UpdateOptions>;
  const keys = typeof publicKey === 'string' ? [publicKey] : publicKey;
  if (!Array.isArray(keys) || keys.length === 0 || keys.some((key) => typeof key !== 'string')) {
    throw new LiangyanError('bad_option', `publicKey is a string or several, not ${shown(publicKey)}`);
  }
  if (!(typeof now === 'number' && now >= 0)) {
    throw new LiangyanError('bad_option', `now is in milliseconds since the epoch, not ${shown(now)}`);
  }
  // The caller may do with theirs as they like while this waits: what is checked is what is used.
  const own = pack.slice();
  const comment = await (await loaded(signatures)).open(own, signature, keys);
  return { pack: await unpacked(own), comment, now: kept ? undefined : now };
}

async function loaded(signatures: Signatures) {
  try {
    return await signatures();
  } catch (thrown) {
    throw new LiangyanError('update_unavailable', 'the code that checks signatures cannot be imported', thrown);
  }
}
