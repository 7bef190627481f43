/** Where the package's files lie, for Node, whose `fetch` reads no files. It lies beside them, as `assets.ts` does. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Shipped } from './load.js';

export const files: Shipped & { thread: () => URL; core: () => URL } = {
  wasm: () => new URL('./liangyan.wasm', import.meta.url),
  packs: {
    zh: () => new URL('./packs/zh.lypack', import.meta.url),
    en: () => new URL('./packs/en.lypack', import.meta.url),
    model: () => new URL('./packs/model.lypack', import.meta.url),
  },
  thread: () => new URL('./worker-thread.js', import.meta.url),
  core: () => new URL('./core.js', import.meta.url),
  read: async (url) => {
    if (url.protocol === 'file:') return plain(await readFile(url));
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    return new Uint8Array(await response.arrayBuffer());
  },
  readSync: (url) => plain(readFileSync(url)),
};

/** Node's Buffer as the array it is. */
function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
