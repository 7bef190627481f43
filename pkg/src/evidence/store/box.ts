/**
 * Encryption at rest. A box is closed with a public key and opened with a private one, so a capture can be put away while
 * the vault is locked: ECDH on P-256 with a fresh key a box, HKDF-SHA-256, AES-256-GCM. The id of what lies inside is
 * bound to it, so boxes cannot be swapped.
 */

export interface Boxed {
  v: 1;
  /** The box's own public key, uncompressed point. */
  from: Uint8Array;
  iv: Uint8Array;
  data: Uint8Array;
}

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;
const INFO = new TextEncoder().encode('liangyan vault box 1');

export function isBoxed(value: unknown): value is Boxed {
  return typeof value === 'object' && value !== null && 'from' in value && 'iv' in value;
}

/** The pair of a vault. The private key leaves as PKCS #8, to be closed with the passphrase. */
export async function makePair(): Promise<{ publicKey: CryptoKey; pkcs8: Uint8Array }> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  return { publicKey: pair.publicKey, pkcs8: new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)) };
}

export function privateFrom(pkcs8: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey('pkcs8', pkcs8 as BufferSource, CURVE, false, ['deriveBits']);
}

export async function close(bytes: Uint8Array, id: string, publicKey: CryptoKey): Promise<Boxed> {
  const own = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  const from = new Uint8Array(await crypto.subtle.exportKey('raw', own.publicKey));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await keyOf(publicKey, own.privateKey, from, 'encrypt');
  const data = new Uint8Array(await crypto.subtle.encrypt(cipher(iv, id), key, bytes as BufferSource));
  return { v: 1, from, iv, data };
}

/** Rejects when the box was damaged, or belongs to another id or vault. */
export async function open(box: Boxed, id: string, privateKey: CryptoKey): Promise<Uint8Array> {
  const from = await crypto.subtle.importKey('raw', box.from as BufferSource, CURVE, false, []);
  const key = await keyOf(from, privateKey, box.from, 'decrypt');
  return new Uint8Array(await crypto.subtle.decrypt(cipher(box.iv, id), key, box.data as BufferSource));
}

const cipher = (iv: Uint8Array, id: string) => ({
  name: 'AES-GCM',
  iv: iv as BufferSource,
  additionalData: new TextEncoder().encode(id),
});

async function keyOf(theirs: CryptoKey, own: CryptoKey, salt: Uint8Array, use: KeyUsage): Promise<CryptoKey> {
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own, 256);
  const secret = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const derive = { name: 'HKDF', hash: 'SHA-256', salt: salt as BufferSource, info: INFO };
  return crypto.subtle.deriveKey(derive, secret, { name: 'AES-GCM', length: 256 }, false, [use]);
}
