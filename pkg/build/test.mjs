// `npm test -w pkg`: the package's tests, from TypeScript, run by Node against what was built.

import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { dist, pkg } from './places.mjs';

const out = join(pkg, 'test/dist');
const tests = readdirSync(join(pkg, 'test'), { recursive: true }).filter((name) => name.endsWith('.test.ts'));
rmSync(out, { recursive: true, force: true });
await build({
  entryPoints: tests.map((name) => join(pkg, 'test', name)),
  outdir: out,
  outbase: join(pkg, 'test'),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: 'inline',
  // The package by its name is what was built; by a path, its source.
  packages: 'external',
  define: { DIST: JSON.stringify(dist) },
});
const files = tests.map((name) => join(out, name.replace(/\.ts$/, '.mjs')));
const { status } = spawnSync(process.execPath, ['--enable-source-maps', '--test', '--test-reporter=spec', ...files], {
  stdio: 'inherit',
  cwd: pkg,
});
process.exitCode = status ?? 1;
