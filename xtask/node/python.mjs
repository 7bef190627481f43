// Python programs from PyPI that tests ask, each set in an environment of its own under target/, made on first use.

import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { capture, root, which } from './command.mjs';

/**
 * The Python of the environment `name` with these packages: `{ python }`, or `{ skip }` with the reason why there is none.
 * `probe` is Python that fails while something is missing. Needs PyPI the first time.
 */
export function pythonWith(name, packages, probe) {
  const home = join(root, 'target', name);
  const python = join(home, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const ready = () => existsSync(python) && capture(python, ['-c', probe]).code === 0;
  if (ready()) return { python };
  const system = which('python3');
  if (!system) return { skip: 'no python3 here' };
  mkdirSync(home, { recursive: true });
  const made = capture(system, ['-m', 'venv', home]);
  const installed = made.code === 0 && capture(python, ['-m', 'pip', 'install', '-q', ...packages]).code === 0;
  if (installed && ready()) return { python };
  return { skip: `${packages.join(' and ')} could not be installed from PyPI (python3 -m venv, pip)` };
}
