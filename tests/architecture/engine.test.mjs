// The engine's rooms import one way, and none of them touches the world outside. See ARCHITECTURE.md for the map.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesUnder, read, withoutTests } from './source.mjs';

/** What each room of `src/` may import from `crate::`. The root's words (`verdict`, `context`, `error`) are for all but `text`. */
const WORDS = ['verdict', 'context', 'error'];
const MAY_IMPORT = {
  text: [],
  order: [],
  pack: ['text', ...WORDS],
  model: ['text', 'pack', ...WORDS],
  scan: ['order', 'text', 'pack', ...WORDS],
  judge: ['order', 'text', 'pack', 'scan', 'model', ...WORDS],
  personal: ['text', 'scan', 'judge', ...WORDS],
  guard: ['order', 'text', 'pack', ...WORDS],
  error: [],
  verdict: [],
  context: [],
  engine: ['text', 'pack', 'scan', 'model', 'judge', 'personal', ...WORDS],
  // Runs the packs' own hits and misses: behind the feature `compiler`.
  examples: ['engine', 'pack', ...WORDS],
  wasm: null, // The door to JavaScript sees the whole house.
  lib: null,
};

/** Clock, randomness, files, network, processes, threads. */
const OUTSIDE =
  /\b(?:std::(?:time|net|env|process|thread|io|fs)\b|SystemTime\b|Instant::|getrandom\b|rand::|tokio\b|HashMap\b.*\.iter\()/;

const sources = filesUnder('src', /\.rs$/).map((path) => ({
  path,
  room: roomOf(path),
  code: withoutTests(read(path)),
}));

function roomOf(path) {
  return path.split('/')[1].replace(/\.rs$/, '');
}

/** The names right after `crate::` in a file, `use crate::{a, b::c}` and paths inside expressions included. */
function imports(code) {
  const names = new Set();
  for (const match of code.matchAll(/\bcrate::(?:(\w+)|\{([^;]*)\})/g)) {
    if (match[1]) names.add(match[1]);
    else for (const part of topLevel(match[2])) names.add(part);
  }
  return names;
}

/** `a, b::{c, d}, e` -> a, b, e */
function topLevel(list) {
  let depth = 0;
  let flat = '';
  for (const sign of list) {
    if (sign === '{') depth += 1;
    if (depth === 0) flat += sign;
    if (sign === '}') depth -= 1;
  }
  return flat
    .split(',')
    .map((part) => part.trim().split('::')[0])
    .filter(Boolean);
}

/** Modules declared behind the feature `compiler`, as path prefixes. */
function compilerOnly() {
  const found = [];
  for (const { path } of sources) {
    for (const match of read(path).matchAll(
      /#\[cfg\((?:all\()?feature = "compiler"[^\]]*\]\s*(?:pub(?:\([^)]*\))? )?mod (\w+);/g,
    )) {
      const folder = path.replace(/(?:mod|lib)\.rs$/, '').replace(/\.rs$/, '/');
      found.push(`${folder}${match[1]}.rs`, `${folder}${match[1]}/`);
    }
  }
  return found;
}

test('every room is on the map', () => {
  const unknown = [...new Set(sources.map(({ room }) => room))].filter((room) => !(room in MAY_IMPORT));
  assert.deepEqual(unknown, [], 'a new room of src/ needs its line in this test and in ARCHITECTURE.md');
});

test('imports run one way', () => {
  const wrong = [];
  for (const { path, room, code } of sources) {
    const allowed = MAY_IMPORT[room];
    if (!allowed) continue;
    for (const name of imports(code)) {
      const isRoom = name in MAY_IMPORT;
      if (isRoom && name !== room && !allowed.includes(name)) wrong.push(`${path} imports crate::${name}`);
      // `crate::Engine` and its like are re-exports of the root: only the door uses them.
      if (!isRoom && /^[A-Z]/.test(name))
        wrong.push(`${path} imports crate::${name} by the root's re-export: name its room`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('the engine knows no clock, randomness, file, network, process or thread', () => {
  const compiler = compilerOnly();
  const wrong = [];
  for (const { path, code } of sources) {
    const mayRead =
      path.startsWith('src/pack/') && compiler.some((prefix) => path === prefix || path.startsWith(prefix));
    for (const [number, line] of code.split('\n').entries()) {
      const found = OUTSIDE.exec(line);
      if (!found) continue;
      // The pack compiler reads rule sources from a folder; the browser's build leaves it out.
      if (mayRead && /std::(?:fs|io)/.test(found[0])) continue;
      wrong.push(`${path}:${number + 1}: ${line.trim()}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('evidence stands apart from the engine, and knows no clock, randomness, file or network either', () => {
  const wrong = [];
  for (const path of filesUnder('evidence/src', /\.rs$/)) {
    for (const [number, line] of withoutTests(read(path)).split('\n').entries()) {
      if (OUTSIDE.test(line) || /\bliangyan::/.test(line)) wrong.push(`${path}:${number + 1}: ${line.trim()}`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.doesNotMatch(read('evidence/Cargo.toml'), /^liangyan\s*=/m);
});

test('only the door knows JavaScript', () => {
  const wrong = ['src', 'evidence/src']
    .flatMap((folder) => filesUnder(folder, /\.rs$/))
    .filter((path) => !/^(?:src|evidence\/src)\/wasm(?:\.rs|\/)/.test(path))
    .filter((path) => /\b(?:wasm_bindgen|js_sys|web_sys|serde_wasm_bindgen)\b/.test(read(path)));
  assert.deepEqual(wrong, []);
});

test('unsafe code is forbidden in every crate', () => {
  const workspace = read('Cargo.toml');
  assert.match(workspace, /\[workspace\.lints\.rust\]\s*unsafe_code = "forbid"/);
  const members = JSON.parse(/^members = (\[[^\]]*\])/m.exec(workspace)[1].replace(/,\s*\]/, ']'));
  const without = ['.', ...members]
    .map((member) => `${member}/Cargo.toml`.replace(/^\.\//, ''))
    .filter((path) => !/\[lints\]\s*workspace = true/.test(read(path)));
  assert.deepEqual(without, []);
});

test('the engine depends on no other crate of the house', () => {
  const dependencies = read('Cargo.toml')
    .split(/^\[dependencies\]$/m)[1]
    .split(/^\[(?!target|dependencies|dev-dependencies)/m)[0];
  assert.doesNotMatch(dependencies, /path\s*=/);
});
