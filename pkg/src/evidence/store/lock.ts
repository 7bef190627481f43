/** The passphrase: it closes the private key of the vault's boxes, and nothing else, so changing it is done at once. */
import { evidenceError } from '../errors.js';
import { makePair, privateFrom } from './box.js';

/** What lies beside the boxes. */
export interface LockState {
  v: 1;
  /** Closes boxes; needs no secret. */
  publicKey: CryptoKey;
  kdf: 'PBKDF2-SHA-256';
  rounds: number;
  salt: Uint8Array;
  iv: Uint8Array;
  /** The private key, closed with the passphrase. */
  closed: Uint8Array;
}

/** OWASP's advice for PBKDF2 with SHA-256 (Password Storage Cheat Sheet, read in 2025). */
const ROUNDS = 600_000;

/** A new lock, and the private key that it closes. */
export async function makeLock(passphrase: string): Promise<{ state: LockState; privateKey: CryptoKey }> {
  secure();
  const { publicKey, pkcs8 } = await makePair();
  const state = { v: 1, publicKey, ...(await closeWith(passphrase, pkcs8)) } as const;
  const privateKey = await privateFrom(pkcs8);
  pkcs8.fill(0);
  return { state, privateKey };
}

/** Rejects with `wrong_passphrase`. */
export async function openLock(state: LockState, passphrase: string): Promise<CryptoKey> {
  const pkcs8 = await openWith(state, passphrase);
  const privateKey = await privateFrom(pkcs8);
  pkcs8.fill(0);
  return privateKey;
}

/** The same lock with another passphrase. */
export async function changeLock(state: LockState, from: string, to: string): Promise<LockState> {
  const pkcs8 = await openWith(state, from);
  const closed = await closeWith(to, pkcs8);
  pkcs8.fill(0);
  return { ...state, ...closed };
}

async function closeWith(passphrase: string, pkcs8: Uint8Array) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await keyOf(passphrase, salt, ROUNDS, 'encrypt');
  const closed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, pkcs8 as BufferSource));
  return { kdf: 'PBKDF2-SHA-256', rounds: ROUNDS, salt, iv, closed } as const;
}

async function openWith(state: LockState, passphrase: string): Promise<Uint8Array> {
  secure();
  const key = await keyOf(passphrase, state.salt, state.rounds, 'decrypt');
  try {
    const cipher = { name: 'AES-GCM', iv: state.iv as BufferSource };
    return new Uint8Array(await crypto.subtle.decrypt(cipher, key, state.closed as BufferSource));
  } catch (thrown) {
    throw evidenceError('wrong_passphrase', 'this is not the passphrase of the vault', thrown);
  }
}

async function keyOf(passphrase: string, salt: Uint8Array, rounds: number, use: KeyUsage): Promise<CryptoKey> {
  // The same words typed on another keyboard are the same passphrase.
  const words = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const secret = await crypto.subtle.importKey('raw', words, 'PBKDF2', false, ['deriveKey']);
  const derive = { name: 'PBKDF2', hash: 'SHA-256', salt: salt as BufferSource, iterations: rounds };
  return crypto.subtle.deriveKey(derive, secret, { name: 'AES-GCM', length: 256 }, false, [use]);
}

function secure(): void {
  if (!globalThis.crypto?.subtle) {
    throw evidenceError('needs_secure_context', 'this page was not loaded over a secure connection');
  }
}
