// All set-up in one place: what `npm start`, `npm test` and `npm run lint` need before they can begin.

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { capture, root, since, stream, which } from './command.mjs';
import { installDebianPackages } from './debian.mjs';

const WASM = 'wasm32-unknown-unknown';

/** A step that could not be done, with what the person can do about it. */
class SetupError extends Error {}

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) throw new SetupError(`Node ${process.versions.node} is too old: install Node 20 or newer.`);
}

/** Whether the standard library for WebAssembly is there for the toolchain the repository pins. */
function hasWasmTarget() {
  const { code, out } = capture('rustc', ['--print', 'target-libdir', '--target', WASM]);
  const folder = out.trim().split('\n').pop() ?? '';
  return code === 0 && existsSync(folder) && readdirSync(folder).some((name) => name.startsWith('libstd-'));
}

async function checkRust() {
  if (!which('cargo') || !which('rustc')) {
    throw new SetupError(
      'Rust is not installed (no `cargo` on PATH): install it with rustup (https://rustup.rs), then run this again.',
    );
  }
  if (hasWasmTarget()) return;
  if (which('rustup')) {
    console.log(`set-up: rustup target add ${WASM}`);
    await stream('rustup', ['target', 'add', WASM]);
    if (hasWasmTarget()) return;
  }
  throw new SetupError(
    `Rust has no ${WASM} target here: run \`rustup target add ${WASM}\` (rust-toolchain.toml pins the toolchain).`,
  );
}

/** Installs the npm packages when they are missing or older than the lock file. */
async function installNpmPackages() {
  const lock = join(root, 'package-lock.json');
  const stamp = join(root, 'node_modules/.package-lock.json');
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('set-up: npm ci');
  const { code } = await stream('npm', ['ci', '--no-audit', '--no-fund']);
  if (code !== 0) throw new SetupError('`npm ci` failed: see its message above.');
}

async function build() {
  console.log('set-up: building the engine, the packs and the npm package');
  const { code } = await stream('cargo', ['run', '-q', '--release', '-p', 'xtask', '--', 'build']);
  if (code !== 0) throw new SetupError('The build failed: see its message above.');
}

/**
 * Does everything in order and ends the process with a plain message where it cannot go on.
 *
 * `system`: also install what the tests use of the system (browsers, fonts), where that is allowed.
 */
export async function setUp({ system = false } = {}) {
  const started = Date.now();
  try {
    checkNode();
    await checkRust();
    if (system) await installDebianPackages();
    await installNpmPackages();
    await build();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(`set-up stopped: ${error.message}`);
    process.exit(1);
  }
  console.log(`set-up: done in ${since(started)}`);
}
