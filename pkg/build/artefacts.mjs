// What the package's code imports as `artefact:…`: see pkg/src/artefacts.d.ts for what each holds.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, transform } from 'esbuild';
import { buildOf } from './mark.mjs';
import { quickly } from './packs.mjs';
import { dist, pkg, root, src } from './places.mjs';
import { SYNTAX } from './target.mjs';

const UNKNOWN_SHAPE = 'wasm2js writes another shape than this build knows: read its .core.js and change artefacts.mjs';

/** What wires an instance by hand. */
const WIRING = ['__wbg_get_imports', '__wbg_finalize_init'];

/** What the package calls of each module. */
const CALLS = {
  engine: ['Engine', 'maxTextUtf16'],
  inbox: ['Guard', 'Words', 'policyPreset', 'snapshotRevision'],
  evidence: [
    'seal',
    'withdraw',
    'exportChain',
    'keyId',
    'derive',
    'read',
    'verify',
    'stampInput',
    'attach',
    'draft',
    'draftKinds',
  ],
  stamps: ['tokenIn', 'beside'],
};

/**
 * The glue knows a view of outgrown memory by its detached buffer. The plain JavaScript engine cannot detach: its old
 * buffer lives on, and a write would be lost in it. So views are compared with the buffer in use.
 */
function withLiveViews(source) {
  const stale = /if \((cached\w+Memory0) === null \|\| .*\) \{/g;
  const views = source.match(stale) ?? [];
  const fields = new Set(source.match(/cached\w+Memory0/g));
  if (views.length !== fields.size) {
    throw new Error('wasm-bindgen guards its views in another way than this build knows: change artefacts.mjs');
  }
  return source.replace(stale, 'if ($1 === null || $1.buffer !== wasm.memory.buffer) {');
}

/** Two modules in one of plain JavaScript, with what they have in common once. */
const PLAIN = { plain: ['engine', 'inbox'] };

/** wasm-bindgen's glue keeps its one instance in module scope. As the body of a function, every call has its own. */
async function bindings(made, name) {
  const calls = (PLAIN[name] ?? [name]).flatMap((one) => CALLS[one]);
  const source = withLiveViews(readFileSync(join(made, `${name}.glue.js`), 'utf8'));
  const { outputFiles } = await build({
    ...SYNTAX,
    stdin: { contents: `export { ${[...calls, ...WIRING]} } from 'glue'` },
    plugins: [fromText('glue', `${source}\nexport { ${WIRING} };`)],
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: 'bindings',
    write: false,
  });
  return `export function glue() { ${outputFiles[0].text}; return bindings }`;
}

/** The glue of a wasm, and which wasm it fits. */
async function glue(made, name) {
  return `export const build = ${JSON.stringify(buildOf(made, name))};\n${await bindings(made, name)}`;
}

/** A module that is a text. */
const fromText = (name, contents) => ({
  name,
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^${name}$`) }, ({ path }) => ({ path, namespace: name }));
    onLoad({ filter: /.*/, namespace: name }, () => ({ contents, loader: 'js' }));
  },
});

/**
 * Memory of wasm2js is copied whole for every page it grows by, a second of it while packs are loaded. Here it keeps
 * twice what it needs in store, and grows into that for nothing.
 */
function withRoomToGrow(source) {
  const grown = source
    .replace(/var buffer = new ArrayBuffer\((\d+)\);/, 'var buffer = new ArrayBuffer($1), pages = $1 >> 16;')
    .replace('return buffer.byteLength >> 16;', 'return pages;')
    .replace(
      'var newBuffer = new ArrayBuffer(newPages << 16);',
      `if (newPages << 16 <= buffer.byteLength) { pages = newPages; return oldPages; }
       var newBuffer = new ArrayBuffer(Math.max(newPages << 16, 2 * buffer.byteLength));
       pages = newPages;`,
    );
  if ((grown.match(/\bpages\b/g) ?? []).length !== 4) throw new Error(UNKNOWN_SHAPE);
  return grown;
}

/** The output of wasm2js instantiates itself at import and shares a buffer: both move into a function. Its glue goes along. */
async function core(made, name) {
  const source = withRoomToGrow(readFileSync(join(made, `${name}.core.js`), 'utf8'));
  const start = source.indexOf('\n', source.indexOf('import * as '));
  const end = source.lastIndexOf('var retasmFunc');
  const imports = /import \* as \S+ from '(.*)';/.exec(source.slice(0, start));
  if (!imports || end < 0 || !source.includes('function asmFunc(')) {
    throw new Error(UNKNOWN_SHAPE);
  }
  const whole = `export function instantiate(imports) { ${source.slice(start, end)}; return asmFunc(imports) }`;
  const small = async (text) => (await transform(text, { ...SYNTAX, minify: true })).code.trim();
  // Each at the start of a line: what writes a webview's page looks for them there.
  return `${await small(whole)}\n${await small(await bindings(made, name))}\n`;
}

/** Wasm and packs, gzipped, in base64. */
async function inline(gzipped) {
  // In the order of the files: it is the order of verdicts' `packs`.
  const names = [...readFileSync(join(src, 'assets.ts'), 'utf8').matchAll(/packs\/(\w+)\.lypack/g)].map(
    ([, name]) => name,
  );
  const packs = names.map((name) => [name, readFileSync(join(dist, `packs/${name}.lypack`), 'base64')]);
  const wasm = await gzipped(readFileSync(join(dist, 'liangyan.wasm')));
  return `export const wasm = ${JSON.stringify(wasm.toString('base64'))};
export const packs = ${JSON.stringify(Object.fromEntries(packs))};`;
}

/** Sentences in a file with the columns key, en, zh-CN, zh-TW. */
function sentences(path) {
  const rows = readFileSync(join(root, path), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));
  for (const row of rows) {
    if (row.length !== 4 || row.includes('')) throw new Error(`${path}: ${row[0]} needs a key and three texts`);
  }
  const table = Object.fromEntries(rows.map(([key, ...texts]) => [key, texts]));
  return `export const locales = ["en", "zh-CN", "zh-TW"];
export const table = ${JSON.stringify(table)};`;
}

/** What the package says of itself. */
function about() {
  const { version } = JSON.parse(readFileSync(join(pkg, 'package.json'), 'utf8'));
  return `export const version = ${JSON.stringify(version)};`;
}

/** The modules, made once for all builds; `gzipped` packs what is inlined. */
export async function engineArtefacts(made, gzipped = quickly) {
  return {
    glue: await glue(made, 'engine'),
    core: await core(made, 'plain'),
    'inbox-glue': await glue(made, 'inbox'),
    'evidence-glue': await glue(made, 'evidence'),
    'evidence-core': await core(made, 'evidence'),
    'stamps-glue': await glue(made, 'stamps'),
    'stamps-core': await core(made, 'stamps'),
    inline: await inline(gzipped),
    why: sentences('packs/why.tsv'),
    'evidence-words': sentences('evidence/src/words.tsv'),
    about: about(),
  };
}
