// CommonJS for Node, without a second copy of the code: `node/all.cjs` reads the modules that lie beside it and puts in
// what CommonJS says differently. Where, is worked out here, with a parser; there it is a list of places.
//
// A bundle of its own would be 340 KB of the same, because esbuild has no shared chunks for CommonJS.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { parseAst } from 'vite';
import { dist, src } from './places.mjs';

/** What `all.cjs` does. `PLAN`: name of a module -> its changes, `[from, to, instead]` in UTF-16 code units, in their order. */
const READER = `
'use strict';
const { readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { compileFunction } = require('node:vm');
const folder = dirname(__dirname);
const names = ['need', 'later', 'here'];
const loaded = new Map();
function run(name) {
  const filename = join(folder, name);
  const text = readFileSync(filename, 'utf8');
  let at = 0;
  let body = '"use strict";';
  for (const [from, to, instead] of PLAN[name]) {
    body += text.slice(at, from) + instead;
    at = to;
  }
  body += text.slice(at);
  const here = pathToFileURL(filename).href;
  let compiled;
  try {
    // In the realm of who asks: a test runner may have one of its own, with another Error and another Uint8Array.
    compiled = Function(...names, body + '\\n//# sourceURL=' + here);
  } catch {
    // Node was told to make no code of strings. It reads files all the same.
    compiled = compileFunction(body, names, { filename });
  }
  return compiled(need, later, here);
}
function need(name) {
  if (!name.startsWith('./')) return require(name);
  if (!loaded.has(name)) loaded.set(name, run(name));
  return loaded.get(name);
}
const later = async (name) => need(name);
module.exports = need;`;

/** A module's changes: its imports, its exports, and where it asks for a module later or for its own address. */
function changes(name, text) {
  const found = [];
  const given = [];
  const change = ({ start, end }, instead) => found.push([start, end, instead]);
  const visit = (node) => {
    switch (node.type) {
      case 'ImportDeclaration':
        return change(node, imported(node));
      case 'ExportNamedDeclaration':
        if (node.source) throw new Error(`${name} hands on what it does not import: this build knows no such module`);
        given.push(...node.specifiers.map(({ exported, local }) => [exported.name, local.name]));
        if (!node.declaration) return change(node, '');
        change({ start: node.start, end: node.declaration.start }, '');
        given.push(...(node.declaration.declarations ?? [node.declaration]).map(({ id }) => [id.name, id.name]));
        break;
      case 'ExportDefaultDeclaration':
        change({ start: node.start, end: node.declaration.start }, 'const standard=');
        given.push(['default', 'standard']);
        break;
      case 'ExportAllDeclaration':
        throw new Error(`${name} hands on everything of another: this build knows no such module`);
      case 'ImportExpression':
        change({ start: node.start, end: node.start + 'import'.length }, 'later');
        break;
      case 'MemberExpression':
        if (node.object.type !== 'MetaProperty') break;
        if (node.property.name !== 'url') throw new Error(`${name}: CommonJS has no import.meta but its url`);
        return change(node, 'here');
    }
    for (const value of Object.values(node)) {
      for (const one of Array.isArray(value) ? value : [value]) if (typeof one?.type === 'string') visit(one);
    }
  };
  visit(parseAst(text));
  found.sort(([one], [other]) => one - other);
  found.push([text.length, text.length, `\nreturn{${given.map(([as, of]) => `${as}:${of}`)}}`]);
  return found;
}

/** An import as CommonJS has it. What is imported never changes afterwards: no source says `export let`. */
function imported({ specifiers, source }) {
  const from = `need(${JSON.stringify(source.value)})`;
  const names = specifiers.filter(({ type }) => type === 'ImportSpecifier');
  const parts =
    names.length > 0 ? [`{${names.map(({ imported, local }) => `${imported.name}:${local.name}`)}}=${from}`] : [];
  for (const { type, local } of specifiers) {
    if (type === 'ImportDefaultSpecifier') parts.push(`${local.name}=${from}.default`);
    if (type === 'ImportNamespaceSpecifier') parts.push(`${local.name}=${from}`);
  }
  return parts.length > 0 ? `const ${parts};` : `${from};`;
}

/** Every module that one of these names, at once or later. */
function reached(names) {
  const plan = {};
  const reach = (name) => {
    if (plan[name] !== undefined) return;
    const text = readFileSync(join(dist, name), 'utf8');
    plan[name] = changes(`./${name}`, text);
    for (const [, next] of text.matchAll(/(?:from|import|import\()"\.\/([^"]+\.js)"/g)) reach(next);
  };
  names.forEach(reach);
  return Object.fromEntries(Object.entries(plan).map(([name, list]) => [`./${name}`, list]));
}

/** Writes dist/node; `modules` are `[name, file of dist]` of the entries, as Node has them. */
export async function commonJs(modules) {
  for (const name of readdirSync(src, { recursive: true })) {
    if (name.endsWith('.ts') && /^export let /m.test(readFileSync(join(src, name), 'utf8'))) {
      throw new Error(`${name}: what is exported must not change: CommonJS would keep the old`);
    }
  }
  const folder = join(dist, 'node');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const plan = reached(modules.map(([, file]) => file));
  const { code } = await transform(READER, { minify: true, target: 'es2019' });
  writeFileSync(join(folder, 'all.cjs'), `const PLAN=${JSON.stringify(plan)};${code}`);
  for (const [name, file] of modules) {
    writeFileSync(join(folder, `${name}.cjs`), `module.exports=require('./all.cjs')('./${file}');\n`);
  }
}
