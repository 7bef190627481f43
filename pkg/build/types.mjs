// Declarations: for modules, and the same again for CommonJS, which TypeScript tells apart by the file's ending.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dist, pkg, root } from './places.mjs';

/** Writes dist/types. */
export function declare() {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'build/tsconfig.types.json'], { cwd: pkg, stdio: 'inherit' });
  const types = join(dist, 'types');
  for (const name of readdirSync(types, { recursive: true })) {
    if (!name.endsWith('.d.ts')) continue;
    const text = readFileSync(join(types, name), 'utf8');
    const common = text.replace(/((?:from|import\()\s*['"]\.{1,2}\/[^'"]*)\.js(['"])/g, '$1.cjs$2');
    writeFileSync(join(types, name.replace(/\.ts$/, '.cts')), common);
  }
}
