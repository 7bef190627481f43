// Reads the repository's own sources for the architecture tests.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);
const BUILT = new Set(['node_modules', 'dist', 'target', 'artifacts', '.git']);

/** The text of a file, its path given from the repository's root. */
export function read(path) {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

/** Paths (from the root, with `/`) of the files under a folder whose name matches; built folders left out. */
export function filesUnder(folder, name) {
  const found = [];
  if (!existsSync(fileURLToPath(new URL(folder, ROOT)))) return found;
  for (const entry of readdirSync(new URL(folder, ROOT), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory() && !BUILT.has(entry.name)) found.push(...filesUnder(path, name));
    else if (entry.isFile() && name.test(entry.name)) found.push(path);
  }
  return found.sort();
}

/** Rust source without comments and without its `#[cfg(test)]` modules: tests may read files and clocks. */
export function withoutTests(code) {
  const bare = code.replace(/^\s*\/\/.*$/gm, '');
  const tests = /#\[cfg\(test\)\]\s*mod \w+ \{/.exec(bare);
  // By the house's style the test module is the last thing in a file.
  return tests ? bare.slice(0, tests.index) : bare;
}
