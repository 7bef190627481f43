// TypeScript to what ships: modules for browsers, bundlers and Node, CommonJS for Node, and the script of the workers.
//
// Code ships once: the modules of Node share the browsers' chunks, and CommonJS reads those files.

import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { commonJs } from './common-js.mjs';
import { dist, src } from './places.mjs';
import { SYNTAX } from './target.mjs';

/** Subpath -> source. */
const ENTRIES = {
  index: 'index.ts',
  js: 'js.ts',
  inline: 'inline.ts',
  strings: 'strings.ts',
  composer: 'composer/index.ts',
  elements: 'elements/index.ts',
  react: 'react/index.ts',
  worker: 'worker/index.ts',
  webview: 'webview/index.ts',
  inbox: 'inbox/index.ts',
  evidence: 'evidence/index.ts',
};

/** Large modules with a file of their own: artefact -> name in dist. */
const APART = {
  core: 'core.js',
  inline: 'inlined.js',
  'evidence-core': 'evidence-core.js',
  'stamps-core': 'stamps-core.js',
};

/** The sources of the entries, from pkg/src. */
export const entryFiles = () => Object.values(ENTRIES).filter((file) => existsSync(join(src, file)));

/** `[name, source file from pkg/src]` of the entries. */
export const entrySources = () => Object.entries(ENTRIES).filter(([, file]) => existsSync(join(src, file)));

/** The names of the entries. */
export const entryNames = () => entries().map(([name]) => name);

const entries = () =>
  Object.entries(ENTRIES)
    .map(([name, file]) => [name, join(src, file)])
    .filter(([, file]) => existsSync(file));

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

/** What is apart is not bundled: all modules lie in one folder, so they name each other the same way everywhere. */
const apart = {
  name: 'apart',
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`^artefact:(${Object.keys(APART).join('|')})$`) }, ({ path }) => ({
      path: `./${APART[path.slice('artefact:'.length)]}`,
      external: true,
    }));
  },
};

/** The module that knows where the package's files lie. It stays a file beside them. */
const ASSETS = /\/assets\.js$/;
const FOR_NODE = '?node';

/** Node reads files where browsers fetch: a module asked for with `?node` has Node's assets, and shares all the rest. */
const forNode = {
  name: 'for Node',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\?node$/ }, ({ path }) => ({ path: path.slice(0, -FOR_NODE.length), suffix: FOR_NODE }));
    onLoad({ filter: /\.ts$/ }, async ({ path, suffix }) => {
      if (suffix !== FOR_NODE) return;
      return { contents: await readFile(path), loader: 'ts', resolveDir: dirname(path), pluginData: FOR_NODE };
    });
    onResolve({ filter: ASSETS }, ({ pluginData }) => ({
      path: pluginData === FOR_NODE ? './assets.node.js' : './assets.js',
      external: true,
    }));
  },
};

/** What the host brings along: never bundled. */
const external = ['react'];

const SMALL = { ...SYNTAX, minify: true };

/** Writes dist/NAME.js and, where Node's differs, dist/NAME.node.js; returns the names of the files, and what they are made of. */
async function modules(plugins) {
  const own = entries().filter(([, file]) => /['"](?:\.\.?\/)+assets\.js['"]/.test(readFileSync(file, 'utf8')));
  const { metafile } = await build({
    ...SMALL,
    bundle: true,
    external,
    format: 'esm',
    splitting: true,
    chunkNames: 'chunk-[hash]',
    entryPoints: {
      ...Object.fromEntries(entries()),
      ...Object.fromEntries(own.map(([name, file]) => [`${name}.node`, `${file}${FOR_NODE}`])),
    },
    outdir: dist,
    metafile: true,
    plugins: [apart, forNode, ...plugins],
  });
  return { names: Object.keys(metafile.outputs).map((path) => basename(path)), inputs: Object.keys(metafile.inputs) };
}

/** Writes the modules that are not bundled; returns their names. */
async function separate(artefacts) {
  const options = { ...SMALL, format: 'esm' };
  for (const name of ['assets', 'assets.node']) {
    await build({ ...options, entryPoints: [join(src, `${name}.ts`)], outfile: join(dist, `${name}.js`) });
  }
  for (const [name, file] of Object.entries(APART)) writeFileSync(join(dist, file), artefacts[name]);
  return ['assets.js', 'assets.node.js', ...Object.values(APART)];
}

/** The worker's script: nothing beside it, no `import` and no `export`, so that it runs as a classic script as well. */
async function thread(plugins) {
  const name = 'worker-thread.js';
  const entryPoints = [join(src, 'worker/thread.ts')];
  await build({ ...SMALL, bundle: true, format: 'iife', entryPoints, outfile: join(dist, name), plugins });
  return [name];
}

/** What runs in an app's webview, as a classic script, and the program that writes it into a page. */
async function webviewPage(plugins) {
  const at = (file) => join(src, 'webview', file);
  const options = { ...SMALL, bundle: true, plugins };
  const [script, program] = ['webview-page.js', 'write-webview-page.js'];
  const globalName = 'liangyanPage';
  await build({ ...options, entryPoints: [at('page.ts')], format: 'iife', globalName, outfile: join(dist, script) });
  await build({
    ...options,
    entryPoints: [at('write-page.ts')],
    format: 'esm',
    platform: 'node',
    banner: { js: '#!/usr/bin/env node' },
    outfile: join(dist, program),
  });
  return [script, program];
}

/**
 * Writes everything, and removes the modules of an earlier build: chunks carry a hash in their name. Returns the files that
 * it was made of.
 */
export async function bundle(artefacts) {
  const plugins = [fromArtefacts(artefacts)];
  const { names, inputs } = await modules(plugins);
  const written = [
    ...names,
    ...(await separate(artefacts)),
    ...(await thread(plugins)),
    ...(await webviewPage(plugins)),
  ];
  for (const name of readdirSync(dist)) if (name.endsWith('.js') && !written.includes(name)) rmSync(join(dist, name));
  await commonJs(
    entryNames().map((name) => [name, names.includes(`${name}.node.js`) ? `${name}.node.js` : `${name}.js`]),
  );
  return inputs;
}
