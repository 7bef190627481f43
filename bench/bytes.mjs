// Bytes over the wire: what a bundler would ship for the least use of a contestant.

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { packFiles, RUSTRICT, shipped } from './material.mjs';
import { packTerms } from './packs.mjs';

/** The least code that uses a package the way `contestants.mjs` does. */
const ENTRIES = {
  'liangyan (wasm)': `export { load } from "liangyan"`,
  'liangyan (JS, no wasm)': `export { load } from "liangyan/js"`,
  obscenity: `export { RegExpMatcher, englishDataset, englishRecommendedTransformers } from "obscenity"`,
  'glin-profanity': `export { Filter } from "glin-profanity"`,
  '@2toad/profanity': `export { Profanity } from "@2toad/profanity"`,
  allprofanity: `export { AllProfanity } from "allprofanity"`,
  'bad-words': `export { Filter } from "bad-words"`,
  'rustrict (wasm)': `export { flags, initSync } from "${RUSTRICT[1]}"`,
  'bad-words-chinese': `import Filter from "bad-words-chinese"; export { Filter }`,
  'mint-filter, our terms': `export { Mint } from "mint-filter"`,
  'sensitive-word-tool': `export { SensitiveWordTool } from "sensitive-word-tool"`,
  'sensitive-word-tool, our terms': `export { SensitiveWordTool } from "sensitive-word-tool"`,
};

/** The files a page loads at once: the entry and what it imports; what it only loads when needed stays out. */
async function bundle(contents) {
  const made = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    // Branches for Node inside universal packages.
    external: ['node:*', 'fs', 'path', 'crypto', 'url', 'module'],
    outdir: 'out',
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  const { outputs } = made.metafile;
  const wanted = new Set();
  const take = (path) => {
    if (wanted.has(path)) return;
    wanted.add(path);
    for (const { path: next, kind } of outputs[path].imports)
      if (kind === 'import-statement' && next in outputs) take(next);
  };
  take(Object.keys(outputs).find((path) => outputs[path].entryPoint === '<stdin>'));
  // By name: esbuild gives absolute paths in one place and relative ones in the other.
  const names = new Set([...wanted].map((path) => basename(path)));
  return made.outputFiles.filter(({ path }) => names.has(basename(path))).map((file) => Buffer.from(file.contents));
}

function sizes(parts) {
  const total = { raw: 0, gzip: 0, brotli: 0 };
  for (const part of parts) {
    total.raw += part.length;
    total.gzip += gzipSync(part, { level: 9 }).length;
    total.brotli += brotliCompressSync(part, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: part.length } }).length;
  }
  return total;
}

/** `{ raw, gzip, brotli }` of a contestant, in bytes; each file compressed by itself, as a server does. */
export async function bytesOf({ id, ours, usesTerms }) {
  const parts = await bundle(ENTRIES[id]);
  if (ours) parts.push(...packFiles().map((path) => readFileSync(path)));
  if (id === 'liangyan (wasm)') parts.push(readFileSync(shipped('liangyan/liangyan.wasm')));
  if (id === 'rustrict (wasm)') parts.push(readFileSync(RUSTRICT[0]));
  if (usesTerms) parts.push(Buffer.from(JSON.stringify(packTerms('zh'))));
  return sizes(parts);
}
