// `npm run reproduce`: builds the package twice from the last commit, in two folders of different names with two cargo homes,
// and compares every hash; then with what was built here. Minutes, and a second download of the crates: outside `npm test`.

import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture, root, since, stream } from './command.mjs';

/** Two places as unlike as places are: names of different lengths, at different depths. */
const PLACES = ['one', 'another/folder/with-a-longer-name'];

/** Where cargo is told of mirrors and the like: a fresh cargo home needs that too. */
const CONFIG = join(process.env.CARGO_HOME ?? join(homedir(), '.cargo'), 'config.toml');

/** `name -> hash` of a SHA256SUMS. */
function sums(path) {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return new Map(lines.map((line) => line.split('  ').reverse()));
}

/** Names whose hashes differ, or that only one of the two has. */
function unlike(one, other) {
  return [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name)).sort();
}

/** Builds the last commit in a folder of its own; hands back its sums. */
async function buildIn(folder) {
  const source = join(folder, 'source');
  const home = join(folder, 'cargo-home');
  for (const path of [source, home]) mkdirSync(path, { recursive: true });
  const archive = join(folder, 'source.tar');
  for (const [program, args] of [
    ['git', ['archive', '--output', archive, 'HEAD']],
    ['tar', ['-xf', archive, '-C', source]],
  ]) {
    const { code, out } = capture(program, args);
    if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}: ${out}`);
  }
  if (existsSync(CONFIG)) copyFileSync(CONFIG, join(home, 'config.toml'));
  symlinkSync(join(root, 'node_modules'), join(source, 'node_modules'), 'dir');
  const { CARGO_TARGET_DIR: _, ...env } = process.env;
  const build = ['run', '-q', '--release', '--locked', '-p', 'xtask', '--', 'build'];
  const { code } = await stream('cargo', build, { cwd: source, env: { ...env, CARGO_HOME: home } });
  if (code !== 0) throw new Error(`the build in ${source} failed: see its message above`);
  return sums(join(source, 'pkg/dist/SHA256SUMS'));
}

const start = Date.now();
const commit = capture('git', ['rev-parse', '--short', 'HEAD']).out.trim();
const changed = capture('git', ['status', '--porcelain']).out.trim() !== '';
const place = mkdtempSync(join(tmpdir(), 'liangyan-reproduce-'));
let failed = false;
try {
  const [one, other] = [await buildIn(join(place, PLACES[0])), await buildIn(join(place, PLACES[1]))];
  const differ = unlike(one, other);
  console.log(`\n${commit}: ${one.size} files, built twice, ${differ.length} differ`);
  for (const name of differ) console.log(`  ${name}: ${one.get(name)} and ${other.get(name)}`);
  for (const [name, hash] of one) if (name.endsWith('.wasm')) console.log(`  ${hash}  ${name}`);
  const here = join(root, 'pkg/dist/SHA256SUMS');
  if (changed || !existsSync(here)) console.log('what is built here is not compared: it is not of that commit');
  else {
    const strange = unlike(one, sums(here));
    console.log(
      `${strange.length} differ from what is built here${strange.length > 0 ? `: ${strange.join(', ')}` : ''}`,
    );
    failed ||= strange.length > 0;
  }
  failed ||= differ.length > 0;
} catch (error) {
  console.log(error.message);
  failed = true;
} finally {
  rmSync(place, { recursive: true, force: true });
}
console.log(`${failed ? 'not reproduced' : 'reproduced'} in ${since(start)}`);
process.exit(failed ? 1 : 0);
