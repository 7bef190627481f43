// Declarations, written once, as CommonJS, which modules may import as well. An entry has a second file that hands them on:
// TypeScript tells modules from CommonJS by the file's ending.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { dist, pkg, root } from './places.mjs';

const RELATIVE = /((?:from|import\(|import)\s*['"])(\.{1,2}\/[^'"]*)\.js(['"])/g;

/** A declaration with every declaration that it names. */
function reach(file, seen = new Map()) {
  if (seen.has(file)) return seen;
  const text = readFileSync(file, 'utf8');
  seen.set(file, text);
  for (const [, , path] of text.matchAll(RELATIVE)) reach(join(dirname(file), `${path}.d.ts`), seen);
  return seen;
}

/** Writes dist/types: what the entries name and nothing of the inside, which stands on modules that only a build has. */
export function declare(entries) {
  const made = mkdtempSync(join(tmpdir(), 'liangyan-types-'));
  try {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const args = [tsc, '-p', 'build/tsconfig.types.json', '--outDir', made];
    execFileSync(process.execPath, args, { cwd: pkg, stdio: 'inherit' });
    const wanted = new Map();
    for (const entry of entries) reach(join(made, entry.replace(/\.ts$/, '.d.ts')), wanted);
    const types = join(dist, 'types');
    if (existsSync(types)) rmSync(types, { recursive: true });
    for (const [file, text] of wanted) {
      if (text.includes("'artefact:")) throw new Error(`${file} hands out what only a build has: keep it inside`);
      const out = join(types, relative(made, file));
      mkdirSync(dirname(out), { recursive: true });
      writeFileSync(out.replace(/\.ts$/, '.cts'), text.replace(RELATIVE, '$1$2.cjs$3'));
    }
    for (const entry of entries) {
      const name = entry.replace(/\.ts$/, '');
      writeFileSync(join(types, `${name}.d.ts`), `export * from './${basename(name)}.cjs';\n`);
    }
  } finally {
    rmSync(made, { recursive: true });
  }
}
