/**
 * Signatures in minisign's format: Ed25519 over the BLAKE2b-512 of the file, and over the signature with its trusted comment.
 * The browser checks them where it can; where it cannot, a library does.
 */
import { blake2b } from 'blakejs/blake2b.js';
import { fromBase64 } from '../base64.js';
import { LiangyanError } from '../errors.js';

/** Of a prehashed signature, and of a key. */
const PREHASHED = 'ED';
const KEY = 'Ed';
const TRUSTED = 'trusted comment: ';

/** Bytes of an algorithm's name with a key's id, and of what follows them in a key and in a signature. */
const HEAD = 10;
const KEY_BYTES = HEAD + 32;
const SIGNATURE_BYTES = 64;

/**
 * Checks a file against its signature and the keys of which one must have made it; gives back the trusted comment. Rejects
 * with `public_key_unreadable`, `signature_unreadable`, `signature_key`, `signature_wrong`, `update_unavailable`.
 */
export async function open(file: Uint8Array, signature: string, publicKeys: readonly string[]): Promise<string> {
  const keys = publicKeys.map(readKey);
  const { id, own, comment, whole } = readSignature(signature);
  const key = keys.find((one) => one.id === id);
  if (key === undefined) throw new LiangyanError('signature_key', `the pack is signed with another key: ${idOf(id)}`);
  const covered = concat(own, new TextEncoder().encode(comment));
  if ((await verify(key.bytes, blake2b(file), own)) && (await verify(key.bytes, covered, whole))) return comment;
  throw new LiangyanError('signature_wrong', 'the signature does not fit the pack');
}

function readKey(text: string): { id: string; bytes: Uint8Array } {
  const lines = text.trim().split(/\r?\n/);
  const bytes = base64((lines.length > 1 ? lines[1] : lines[0]) as string);
  if (bytes?.length !== KEY_BYTES || latin(bytes, 0, 2) !== KEY) {
    throw new LiangyanError('public_key_unreadable', "this is not a public key in minisign's format");
  }
  return { id: latin(bytes, 2, HEAD), bytes: bytes.slice(HEAD) };
}

function readSignature(text: string) {
  const [, first = '', trusted = '', second = ''] = text.split(/\r?\n/);
  const [signed, whole] = [base64(first), base64(second)];
  const shaped = signed?.length === HEAD + SIGNATURE_BYTES && whole?.length === SIGNATURE_BYTES;
  if (!shaped || !trusted.startsWith(TRUSTED)) {
    throw new LiangyanError('signature_unreadable', "this is not a signature in minisign's format");
  }
  if (latin(signed, 0, 2) !== PREHASHED) {
    throw new LiangyanError('signature_unreadable', 'the signature is not of the prehashed kind');
  }
  return { id: latin(signed, 2, HEAD), own: signed.slice(HEAD), comment: trusted.slice(TRUSTED.length), whole };
}

/** Ed25519, by the browser where it knows it and this page is allowed to ask. */
async function verify(key: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const name = 'Ed25519';
  try {
    const { subtle } = globalThis.crypto;
    const imported = await subtle.importKey('raw', key as BufferSource, { name }, false, ['verify']);
    return await subtle.verify({ name }, imported, signature as BufferSource, message as BufferSource);
  } catch {
    // Older browsers do not know it, pages without https have none of it, and no answer is no yes.
    return (await library()).sign.detached.verify(message, signature, key);
  }
}

async function library(): Promise<typeof import('tweetnacl')> {
  try {
    return (await import('tweetnacl')).default;
  } catch (thrown) {
    throw new LiangyanError(
      'update_unavailable',
      'this browser knows no Ed25519, and the code for it cannot be had',
      thrown,
    );
  }
}

/** The bytes, or nothing where this is no base64. */
function base64(text: string): Uint8Array | undefined {
  const line = text.trim();
  if (line.length % 4 !== 0 || !/^[\w+/]+={0,2}$/.test(line) || line.includes('_')) return undefined;
  return fromBase64(line);
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

/** A key's id as minisign writes it: hexadecimal, last byte first. */
function idOf(id: string): string {
  const bytes = Array.from(id, (character) => character.charCodeAt(0).toString(16).padStart(2, '0'));
  return bytes.reverse().join('').toUpperCase();
}

function concat(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
