import { LiangyanError } from '../errors.js';

/**
 * A guardian's code: only a salted hash is kept. PBKDF2 with SHA-256; the count of iterations is what OWASP advises
 * for it, and is kept with the hash so that it can grow.
 */
export interface CodeHash {
  salt: Uint8Array;
  hash: Uint8Array;
  iterations: number;
  /** Wrong codes since the last right one. */
  wrong: number;
  /** No try before this, ms since the epoch. */
  notBefore: number;
}

const ITERATIONS = 600_000;
const SALT_BYTES = 16;
const HASH_BITS = 256;

/** The shortest code, in characters. */
export const SHORTEST_CODE = 6;

/** Wrong codes that cost nothing. */
const FREE_TRIES = 5;
/** The first wait; each next wrong code doubles it, up to a day. Milliseconds. */
const FIRST_WAIT = 30_000;
const LONGEST_WAIT = 86_400_000;

async function derive(code: string, salt: Uint8Array, iterations: number): Promise<Uint8Array> {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) throw new LiangyanError('insecure_context', 'this page has no cryptography to keep a code with');
  const bytes = new TextEncoder().encode(code.normalize('NFKC').trim());
  const key = await subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveBits']);
  const bits = await subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: salt as BufferSource, iterations },
    key,
    HASH_BITS,
  );
  return new Uint8Array(bits);
}

/** Makes the hash of a new code. Rejects with `insecure_context`, and with `bad_policy` for one that is too short. */
export async function hashCode(code: string): Promise<CodeHash> {
  if (typeof code !== 'string' || [...code.trim()].length < SHORTEST_CODE) {
    throw new LiangyanError('bad_policy', `a guardian code has at least ${SHORTEST_CODE} characters`);
  }
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  return { salt, hash: await derive(code, salt, ITERATIONS), iterations: ITERATIONS, wrong: 0, notBefore: 0 };
}

/**
 * Tries a code at a time (ms since the epoch). The answer carries what to keep from now on: a wrong code counts, and
 * after five each next try has to wait longer.
 */
export async function tryCode(code: string, kept: CodeHash, now: number): Promise<{ right: boolean; kept: CodeHash }> {
  // A clock that was set back does not shorten the wait beyond the longest one.
  if (now < Math.min(kept.notBefore, now + LONGEST_WAIT)) return { right: false, kept };
  const hash = await derive(code, kept.salt, kept.iterations);
  let different = hash.length ^ kept.hash.length;
  for (let at = 0; at < hash.length; at += 1) different |= (hash[at] as number) ^ (kept.hash[at] ?? 0);
  if (different === 0) return { right: true, kept: { ...kept, wrong: 0, notBefore: 0 } };
  const wrong = kept.wrong + 1;
  const over = wrong - FREE_TRIES;
  const wait = over < 0 ? 0 : Math.min(FIRST_WAIT * 2 ** over, LONGEST_WAIT);
  return { right: false, kept: { ...kept, wrong, notBefore: wait === 0 ? 0 : now + wait } };
}
