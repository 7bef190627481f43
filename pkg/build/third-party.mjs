// What of others is compiled or bundled into what ships, with its licence and its authors: dist/THIRD-PARTY.md.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dist, root } from './places.mjs';

const CRATES = ['liangyan', 'liangyan-evidence'];
const WASM = 'wasm32-unknown-unknown';

/** The crates in the two wasm modules, by cargo's own account. */
function crates() {
  const cargo = (...args) =>
    execFileSync(process.env.CARGO ?? 'cargo', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  const args = ['metadata', '--format-version=1', '--locked', '--filter-platform', WASM];
  const { packages } = JSON.parse(cargo(...args));
  const tree = cargo(
    'tree',
    '--locked',
    '--target',
    WASM,
    '-e',
    'normal',
    '--prefix=none',
    '-f={p}',
    ...CRATES.flatMap((name) => ['-p', name]),
  );
  const used = new Set(tree.split('\n').map((line) => line.split(' ').slice(0, 2).join(' ')));
  return packages
    .filter(({ name, version, source }) => source !== null && used.has(`${name} v${version}`))
    .map(({ name, version, license, manifest_path }) => ({ name, version, license, folder: dirname(manifest_path) }));
}

/** The npm packages whose code a bundle holds, from the paths of esbuild's inputs. */
function bundled(inputs) {
  const names = inputs.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(names)].map((name) => {
    const folder = join(root, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return { name, version, license, folder };
  });
}

/** The lines of a package's licence files that say whose it is. */
function copyright(folder) {
  if (!existsSync(folder)) return '';
  const files = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && /^(licen[cs]e|copying|copyright)/i.test(entry.name),
  );
  const lines = files.flatMap(({ name }) => readFileSync(join(folder, name), 'utf8').split('\n'));
  const said = lines.map((line) => line.trim()).filter((line) => /^copyright (\(c\)|©|\d{4})/i.test(line));
  return [...new Set(said)].join('; ').replaceAll('|', '/');
}

/** Writes the list; `inputs` are the files that the bundles were made of. */
export function listThirdParties(inputs) {
  const all = [...crates(), ...bundled(inputs)].sort((one, other) => one.name.localeCompare(other.name));
  const rows = all.map(({ name, version, license, folder }) => {
    if (!license) throw new Error(`${name} names no licence: it cannot ship`);
    return `| ${name} | ${version} | ${license} | ${copyright(folder)} |`;
  });
  const fflate = readFileSync(join(root, 'node_modules/fflate/LICENSE'), 'utf8');
  const terms = fflate.slice(fflate.indexOf('Permission is hereby granted')).trim();
  const text = `# What is by others in this package

Compiled into the WebAssembly and its JavaScript, or bundled into the code. Everything may be used under the MIT licence, whose terms stand
below, or under the one named.

| name | version | licence | copyright |
| --- | --- | --- | --- |
${rows.join('\n')}

## The MIT licence

${terms}
`;
  writeFileSync(join(dist, 'THIRD-PARTY.md'), text);
}
