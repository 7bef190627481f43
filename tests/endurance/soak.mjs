// The soak of messages in a process of its own, so that its heap is its own.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const SCRIPT = fileURLToPath(new URL('soak-messages.mjs', import.meta.url));

/** So many messages through one instance; what `soak-messages.mjs` says. */
export async function soakMessages(count) {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', SCRIPT, String(count)]);
  return JSON.parse(stdout);
}
