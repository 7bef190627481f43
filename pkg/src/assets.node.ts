/** Where the package's files lie, for Node, whose `fetch` reads no files. It lies beside them, as `assets.ts` does. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { Shipped } from './load.js';

// Not as `assets.ts` has it: build tools that know that pattern would bring the files along for a browser, and a server
// that they build would look for them there.
const beside = (name: string) => new URL(name, import.meta.url);

export const files: Shipped & { inbox: () => URL; thread: () => URL; core: () => URL } = {
  wasm: () => beside('./liangyan.wasm'),
  inbox: () => beside('./inbox.wasm'),
  packs: {
    zh: () => beside('./packs/zh.lypack'),
    en: () => beside('./packs/en.lypack'),
    model: () => beside('./packs/model.lypack'),
  },
  thread: () => beside('./worker-thread.js'),
  core: () => beside('./core.js'),
  read: async (url) => {
    if (url.protocol === 'file:') return plain(await readFile(url));
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    return new Uint8Array(await response.arrayBuffer());
  },
  readSync: (url) => plain(readFileSync(url)),
};

/** More is not unpacked, bytes: see `gzip.ts`. */
const LIMIT = 64 * 1024 * 1024;

/** A file of the package, unpacked: here, since what browsers have for it takes Node tens of milliseconds to set up. */
function plain(file: Buffer): Uint8Array {
  const buffer = file[0] === 0x1f && file[1] === 0x8b ? opened(file) : file;
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

/** What cannot be unpacked is handed on as it is, to be refused by whoever unpacks it there. */
function opened(file: Buffer): Buffer {
  try {
    return gunzipSync(file, { maxOutputLength: LIMIT });
  } catch {
    return file;
  }
}
