// A publisher of packs, for the tests: signs as minisign does, with Node's own cryptography and none of the package's code.

import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { DIST } from '../worker/site.mjs';

/** A pair of keys: `publicKey` is the text of a .pub file, `sign(file, comment)` makes the text of a .minisig file. */
export function publisher() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const id = randomBytes(8);
  // An SPKI of Ed25519 ends in the 32 bytes of the key.
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  const line = (...parts) => Buffer.concat(parts.map((part) => Buffer.from(part))).toString('base64');
  return {
    publicKey: `untrusted comment: a test\n${line('Ed', id, raw)}\n`,
    sign(file, comment, { prehashed = true } = {}) {
      const covered = prehashed ? createHash('blake2b512').update(file).digest() : file;
      const own = sign(null, covered, privateKey);
      const whole = sign(null, Buffer.concat([own, Buffer.from(comment)]), privateKey);
      const first = line(prehashed ? 'ED' : 'Ed', id, own);
      return `untrusted comment: a test\n${first}\ntrusted comment: ${comment}\n${whole.toString('base64')}\n`;
    },
  };
}

/** A shipped pack, or with another name and version: the same rules in a newer pack. */
export function pack(file, { name, version, damaged = false } = {}) {
  const bytes = gunzipSync(readFileSync(join(DIST, `packs/${file}.lypack`)));
  const [header, payload] = [Buffer.from(bytes.subarray(0, 10)), bytes.subarray(10)];
  // The first column holds texts with a NUL after each; a pack's name and version are the first two.
  const [length, begin] = number(payload);
  const texts = payload
    .subarray(begin, begin + length)
    .toString('utf8')
    .split('\0');
  const column = Buffer.from([name ?? texts[0], version ?? texts[1], ...texts.slice(2)].join('\0'));
  const made = Buffer.concat([varint(column.length), column, payload.subarray(begin + length)]);
  header.writeUInt32LE((crc32(made) ^ (damaged ? 1 : 0)) >>> 0, 6);
  return new Uint8Array(Buffer.concat([header, made]));
}

/** A LEB128 number at the start, and where it ends. */
function number(bytes) {
  let value = 0;
  for (let at = 0; ; at += 1) {
    value += (bytes[at] & 0x7f) * 2 ** (7 * at);
    if (bytes[at] < 0x80) return [value, at + 1];
  }
}

function varint(value) {
  const bytes = [];
  let left = value;
  for (; left >= 0x80; left >>>= 7) bytes.push((left & 0x7f) | 0x80);
  return Buffer.from([...bytes, left]);
}

export const gzipped = (bytes) => new Uint8Array(gzipSync(bytes));

/** CRC-32, bit by bit. */
function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
