// TypeScript to what ships: modules for browsers and bundlers, modules for Node, and CommonJS for Node.

import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { dist, src } from './places.mjs';
import { SYNTAX } from './target.mjs';

/** Subpath -> source. */
const ENTRIES = {
  index: 'index.ts',
  js: 'js.ts',
  inline: 'inline.ts',
  strings: 'strings.ts',
  composer: 'composer/index.ts',
};

/** The sources of the entries, from pkg/src. */
export const entryFiles = () => Object.values(ENTRIES).filter((file) => existsSync(join(src, file)));

const entries = () =>
  Object.fromEntries(
    Object.entries(ENTRIES)
      .map(([name, file]) => [name, join(src, file)])
      .filter(([, file]) => existsSync(file)),
  );

/** `artefact:…` -> what was made of the engine. */
const fromArtefacts = (artefacts) => ({
  name: 'artefacts',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^artefact:/ }, ({ path }) => ({
      path: path.slice('artefact:'.length),
      namespace: 'artefact',
    }));
    onLoad({ filter: /.*/, namespace: 'artefact' }, ({ path }) => ({ contents: artefacts[path], loader: 'js' }));
  },
});

/** Node reads files where browsers fetch. */
const forNode = {
  name: 'for Node',
  setup({ onResolve }) {
    onResolve({ filter: /\/assets\.js$/ }, () => ({ path: join(src, 'assets.node.ts') }));
  },
};

const MODULES = {
  ...SYNTAX,
  bundle: true,
  format: 'esm',
  minifySyntax: true,
  minifyWhitespace: true,
  splitting: true,
  // Beside the entries: the files that ship are found from where the code lies.
  chunkNames: 'chunk-[hash]',
};

/** Writes modules, then removes those of an earlier build: chunks carry a hash in their name and would stay for ever. */
async function modules(outdir, options) {
  const { metafile } = await build({ ...MODULES, ...options, entryPoints: entries(), outdir, metafile: true });
  const written = new Set(Object.keys(metafile.outputs).map((path) => basename(path)));
  for (const name of readdirSync(outdir)) {
    if (name.endsWith('.js') && !written.has(name)) rmSync(join(outdir, name));
  }
}

/** Writes dist/*.js, dist/node/*.js and dist/node/*.cjs. */
export async function bundle(artefacts) {
  const plugins = [fromArtefacts(artefacts)];
  const node = join(dist, 'node');
  await modules(dist, { plugins });
  await modules(node, { platform: 'node', plugins: [forNode, ...plugins] });
  await commonJs(node, artefacts);
}

/** What is large and not always wanted stays in a file of its own. */
const APART = ['core', 'inline'];

const apart = {
  name: 'apart',
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`^artefact:(${APART.join('|')})$`) }, ({ path }) => ({
      path: `./artefact-${path.slice('artefact:'.length)}.cjs`,
      external: true,
    }));
  },
};

/**
 * CommonJS, for which esbuild has no shared chunks: one bundle that holds every module once and runs none before it is
 * asked for, and a file an entry that asks. So a `LiangyanError` is the same class whichever entry threw it.
 */
async function commonJs(outdir, artefacts) {
  const names = Object.entries(entries());
  const every = names.map(([name, file]) => `export const ${name} = () => require(${JSON.stringify(file)});`);
  const common = { ...SYNTAX, format: 'cjs', platform: 'node', minifySyntax: true, minifyWhitespace: true };
  const write = (contents, name) =>
    build({ ...common, stdin: { contents, resolveDir: src }, outfile: join(outdir, name) });
  await build({
    ...common,
    stdin: { contents: every.join('\n'), resolveDir: src, loader: 'ts' },
    bundle: true,
    define: { 'import.meta.url': 'here' },
    banner: { js: "const here = require('node:url').pathToFileURL(__filename).href;" },
    outfile: join(outdir, 'all.cjs'),
    plugins: [apart, forNode, fromArtefacts(artefacts)],
  });
  for (const name of APART) await write(artefacts[name], `artefact-${name}.cjs`);
  for (const [name] of names) await write(`module.exports = require('./all.cjs').${name}();`, `${name}.cjs`);
}
