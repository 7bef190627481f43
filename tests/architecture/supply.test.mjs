// What comes from others comes from one place each, unchanged, and under terms that ask for no more than to be named.
// Needs no network: it reads the lock files, and the licences that cargo knows. deny.toml has the list of licences.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { read } from './source.mjs';

const CRATES = 'registry+https://github.com/rust-lang/crates.io-index';

/** The licences that deny.toml allows. */
const allowed = new Set(
  [.../^allow = \[([^\]]*)\]/m.exec(read('deny.toml'))[1].matchAll(/"([^"]+)"/g)].map(([, name]) => name),
);

/** Whether an SPDX expression can be met with what is allowed. `/` is how old crates write OR. */
function mayBeUsed(expression) {
  const tokens = expression.replaceAll('/', ' OR ').match(/\(|\)|\bOR\b|\bAND\b|[\w.+-]+(?: WITH [\w.+-]+)?/g) ?? [];
  const either = () => {
    let met = both();
    while (tokens[0] === 'OR') {
      tokens.shift();
      met = both() || met;
    }
    return met;
  };
  const both = () => {
    let met = one();
    while (tokens[0] === 'AND') {
      tokens.shift();
      met = one() && met;
    }
    return met;
  };
  const one = () => {
    const token = tokens.shift();
    if (token !== '(') return allowed.has(token);
    const met = either();
    tokens.shift();
    return met;
  };
  return either() && tokens.length === 0;
}

test('licence expressions are read as they are meant', () => {
  for (const yes of ['MIT', 'MIT/Apache-2.0', 'GPL-3.0 OR MIT', '(MIT OR GPL-3.0) AND Unicode-3.0']) {
    assert.ok(mayBeUsed(yes), yes);
  }
  for (const no of ['GPL-3.0', 'MIT AND GPL-3.0', '(MIT OR GPL-3.0) AND LGPL-2.1', '']) {
    assert.ok(!mayBeUsed(no), no);
  }
});

test('every crate comes from the registry of crates, with its checksum', () => {
  const packages = read('Cargo.lock').split('[[package]]').slice(1);
  const wrong = [];
  for (const text of packages) {
    const field = (name) => new RegExp(`^${name} = "(.*)"$`, 'm').exec(text)?.[1];
    const source = field('source');
    // What has no source is a crate of this workspace.
    if (source !== undefined && (source !== CRATES || !/^[0-9a-f]{64}$/.test(field('checksum') ?? ''))) {
      wrong.push(`${field('name')} from ${source}`);
    }
  }
  assert.ok(packages.length > 50);
  assert.deepEqual(wrong, []);
});

test('every crate may be used under terms that deny.toml allows', () => {
  const metadata = execFileSync('cargo', ['metadata', '--format-version=1', '--locked'], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const crates = JSON.parse(metadata).packages.filter(({ source }) => source !== null);
  assert.ok(crates.length > 50);
  const wrong = crates.filter(({ license }) => !mayBeUsed(license ?? ''));
  assert.deepEqual(
    wrong.map(({ name, version, license }) => `${name} ${version}: ${license}`),
    [],
  );
});

test('every npm package has its hash in the lock file', () => {
  const { packages } = JSON.parse(read('package-lock.json'));
  const wrong = Object.entries(packages).filter(
    // The workspaces are links to folders of this repository.
    ([name, { link, integrity }]) =>
      name.startsWith('node_modules/') && !link && !/^sha(?:256|384|512)-/.test(integrity ?? ''),
  );
  assert.deepEqual(
    wrong.map(([name]) => name),
    [],
  );
});

test('nothing that ships knows the network', () => {
  const tree = (name) =>
    execFileSync('cargo', ['tree', '--locked', '-e', 'normal', '--prefix=none', '-f={p}', '-p', name], {
      cwd: fileURLToPath(new URL('../../', import.meta.url)),
      encoding: 'utf8',
    });
  for (const name of ['liangyan', 'liangyan-evidence', 'liangyan-cli']) {
    assert.doesNotMatch(tree(name), /^(?:reqwest|hyper|ureq|curl|openssl-sys|native-tls|tokio|mio|socket2) v/m, name);
  }
});
