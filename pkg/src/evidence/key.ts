/** The key that seals: made once, kept by the browser, and never to be read by anybody, this page included. */
import type { EvidenceGlue, SealingKey } from './contract.js';
import type { Shelf } from './store/shelf.js';

/** The vault's key with its id, made at first use. Null outside a secure context, where there is no cryptography. */
export async function sealingKey(
  shelf: Shelf,
  glue: Pick<EvidenceGlue, 'keyId'>,
): Promise<(SealingKey & { keyId: string }) | null> {
  const there = await shelf.read('key');
  if (there) return there;
  if (!globalThis.crypto?.subtle) return null;
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-384' }, false, ['sign', 'verify']);
  const keyId = await glue.keyId(pair.publicKey);
  // Two tabs may have made one each: the first that was kept is the vault's.
  return shelf.keepFirst('key', { publicKey: pair.publicKey, privateKey: pair.privateKey, keyId });
}
