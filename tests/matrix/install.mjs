// Installs the package as people do: `npm pack`, then `npm install` of the tarball, in a folder that has the build tools
// of tests/matrix/fixture. That folder is kept from run to run; the package and the projects in it are fresh every time.

import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const fixture = at('fixture');

/** Where everything is installed. */
export const place = at('../../artifacts/matrix');
/** The fixture projects, as copied. */
export const projects = join(place, 'projects');

/** Longest that an installation or a build may take, milliseconds. */
const LIMIT = 5 * 60_000;

/** Runs a program to its end without blocking this process; throws with what it said when it failed. */
export function run(program, args, cwd = place, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, timeout: LIMIT });
    let out = '';
    for (const pipe of [child.stdout, child.stderr]) pipe.on('data', (text) => (out += text));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(out);
      else reject(new Error(`${program} ${args.join(' ')} ended with ${code}:\n${out.slice(-4000)}`));
    });
  });
}

/** Node with a program of an installed package. */
export const tool = (path, args, cwd, env) =>
  run(process.execPath, [join(place, 'node_modules', path), ...args], cwd, env);

/** Why the matrix cannot run here, or false: it needs the npm registry once. */
export function skipReason() {
  const lock = readFileSync(join(fixture, 'package-lock.json'), 'utf8');
  const kept = join(place, 'installed.json');
  if (existsSync(kept) && readFileSync(kept, 'utf8') === lock) return false;
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) cpSync(join(fixture, name), join(place, name));
  // Not `npm ci`: it wants every other system's optional packages in the lock file. And without peers: React Native's
  // types are enough, React Native itself is half a gigabyte.
  const { status, stderr } = spawnSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--prefer-offline', '--legacy-peer-deps'],
    {
      cwd: place,
      encoding: 'utf8',
      timeout: LIMIT,
    },
  );
  if (status !== 0) {
    const refused = /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|ECONNRESET/.test(stderr);
    if (refused) return 'the npm registry cannot be reached, and the build tools of the matrix are not installed yet';
    throw new Error(`npm install of tests/matrix/fixture failed:\n${stderr.slice(0, 2000)}`);
  }
  writeFileSync(kept, lock);
  return false;
}

/** Packs and installs the package and copies the projects; returns the tarball and what npm says of it. */
export async function install() {
  const out = await run('npm', ['pack', at('../../pkg'), '--json', '--pack-destination', place]);
  const [packed] = JSON.parse(out.slice(out.indexOf('[')));
  const tarball = join(place, packed.filename);
  rmSync(join(place, 'node_modules/liangyan'), { recursive: true, force: true });
  await run('npm', [
    'install',
    '--no-save',
    '--no-package-lock',
    '--no-audit',
    '--prefer-offline',
    '--legacy-peer-deps',
    tarball,
  ]);
  rmSync(projects, { recursive: true, force: true });
  cpSync(at('projects'), projects, { recursive: true });
  return { tarball, ...packed };
}
