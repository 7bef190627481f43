/** Where the package's files lie, for browsers and bundlers. Node has `assets.node.ts`; the build picks. */
import type { Shipped } from './load.js';

// Bundlers look for `new URL('…', import.meta.url)` to the letter and bring the file along.
export const files: Shipped & { inbox: () => URL; thread: () => URL; core: () => URL } = {
  wasm: () => new URL('./liangyan.wasm', import.meta.url),
  inbox: () => new URL('./inbox.wasm', import.meta.url),
  packs: {
    zh: () => new URL('./packs/zh.lypack', import.meta.url),
    en: () => new URL('./packs/en.lypack', import.meta.url),
    model: () => new URL('./packs/model.lypack', import.meta.url),
  },
  thread: () => new URL('./worker-thread.js', import.meta.url),
  core: () => new URL('./core.js', import.meta.url),
  read: async (url) => {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    return new Uint8Array(await response.arrayBuffer());
  },
};
