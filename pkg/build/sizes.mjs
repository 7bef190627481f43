// The sizes of what ships, raw, gzip and brotli: artifacts/sizes.json and sizes.md, and a table on the terminal.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { artifacts, dist } from './places.mjs';

/** An entry with every module that it imports statically: what a page loads for it. */
function graph(name, seen = new Set()) {
  const path = join(dist, name);
  if (seen.has(path) || !existsSync(path)) return seen;
  seen.add(path);
  const text = readFileSync(path, 'utf8');
  for (const [, next] of text.matchAll(/(?:from|import)"\.\/([^"]+\.js)"/g)) graph(next, seen);
  return seen;
}

function sizeOf(files) {
  const parts = [...files].map((file) => readFileSync(file));
  const sum = (size) => parts.reduce((total, part) => total + size(part), 0);
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } };
  return {
    raw: sum((part) => part.length),
    gzip: sum((part) => gzipSync(part, { level: 9 }).length),
    brotli: sum((part) => brotliCompressSync(part, best).length),
  };
}

/** Measures and reports; `entryNames` are the package's entries. */
export function measure(entryNames) {
  const packs = readdirSync(join(dist, 'packs')).sort();
  const rows = {
    'liangyan.wasm': sizeOf([join(dist, 'liangyan.wasm')]),
    'inbox.wasm': sizeOf([join(dist, 'inbox.wasm')]),
    'evidence.wasm': sizeOf([join(dist, 'evidence.wasm')]),
    'stamps.wasm': sizeOf([join(dist, 'stamps.wasm')]),
    ...Object.fromEntries(packs.map((name) => [`packs/${name}`, sizeOf([join(dist, 'packs', name)])])),
    ...Object.fromEntries(
      entryNames.map((name) => [`liangyan${name === 'index' ? '' : `/${name}`} (code)`, sizeOf(graph(`${name}.js`))]),
    ),
  };
  const wire = ['liangyan.wasm', ...packs.map((name) => `packs/${name}`), 'liangyan (code)'];
  rows['over the wire: wasm + packs + code'] = {
    raw: wire.reduce((sum, name) => sum + rows[name].raw, 0),
    gzip: wire.reduce((sum, name) => sum + rows[name].gzip, 0),
    brotli: wire.reduce((sum, name) => sum + rows[name].brotli, 0),
  };
  mkdirSync(artifacts, { recursive: true });
  writeFileSync(join(artifacts, 'sizes.json'), `${JSON.stringify(rows, null, 2)}\n`);
  const lines = Object.entries(rows).map(
    ([name, { raw, gzip, brotli }]) => `| ${name} | ${raw} | ${gzip} | ${brotli} |`,
  );
  const table = ['| bytes | raw | gzip | brotli |', '| --- | ---: | ---: | ---: |', ...lines].join('\n');
  writeFileSync(join(artifacts, 'sizes.md'), `${table}\n`);
  console.log(table);
}
