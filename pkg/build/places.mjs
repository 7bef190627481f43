// Where things are, seen from this folder.

import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

export const root = at('../..');
export const pkg = at('..');
export const src = at('../src');
export const dist = at('../dist');
export const artifacts = at('../../artifacts');
