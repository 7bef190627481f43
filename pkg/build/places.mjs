// Where things are, seen from this folder.

import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

export const root = at('../..');
export const pkg = at('..');
export const src = at('../src');
/** Where the package is built to: its own folder, or the one that `main.mjs` was given. */
export const dist = process.env.LIANGYAN_DIST ?? at('../dist');
export const artifacts = at('../../artifacts');
