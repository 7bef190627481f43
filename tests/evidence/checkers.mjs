// The checkers archivists use, from PyPI, in a Python environment of the tests' own: made once, kept in artifacts/.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WANTED = ['wacz==0.6.0', 'warcio'];
const home = fileURLToPath(new URL('../../artifacts/checkers', import.meta.url));
const program = (name) => join(home, 'bin', name);

/** Runs a program; `{ code, out }`. */
function run(name, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(name, args, { encoding: 'utf8', timeout: 180_000, ...options });
  return { code: error ? -1 : status, out: `${stdout ?? ''}${stderr ?? ''}${error ?? ''}` };
}

/** Makes the environment; a reason why that did not work, or false. */
function setUp() {
  const done = join(home, WANTED.join(' '));
  if (existsSync(done)) return false;
  const python = ['/usr/bin/python3', 'python3'].find((name) => run(name, ['-m', 'venv', '--help']).code === 0);
  if (!python) return 'no Python 3 with venv here';
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  const made = [
    [python, ['-m', 'venv', home]],
    [program('pip'), ['install', '-q', ...WANTED]],
  ];
  for (const [name, args] of made) {
    const { code, out } = run(name, args);
    if (code !== 0) return `wacz and warcio could not be installed: ${out.trim().split('\n').at(-1)}`;
  }
  writeFileSync(done, '');
  return false;
}

/** Why the checkers are not here, or false. For node:test's `skip`. */
export const skip = setUp();

function withFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'liangyan-checkers-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `wacz validate`: `{ code, out }`. */
export const waczValidate = (bytes) =>
  withFolder((folder) => {
    const file = join(folder, 'one.wacz');
    writeFileSync(file, bytes);
    return run(program('wacz'), ['validate', '-f', file]);
  });

/** `warcio check` of the archive inside: `{ code, out }`. */
export const warcioCheck = (bytes) =>
  withFolder((folder) => {
    const file = join(folder, 'one.wacz');
    writeFileSync(file, bytes);
    const taken = run(program('python'), [
      '-c',
      'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extract("archive/data.warc.gz", sys.argv[2])',
      file,
      folder,
    ]);
    if (taken.code !== 0) return taken;
    return run(program('warcio'), ['check', '-v', join(folder, 'archive/data.warc.gz')]);
  });
