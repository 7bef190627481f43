// Starts other programs: streamed to the terminal, or captured.

import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root, with a trailing separator removed. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

const windows = process.platform === 'win32';

/** The full path of a program on PATH, or null. */
export function which(program) {
  const names = windows ? [`${program}.exe`, `${program}.cmd`, program] : [program];
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not here: the next folder may have it.
      }
    }
  }
  return null;
}

/** Runs a short command and hands back `{ code, out }`; `code` is -1 when the program could not be started. */
export function capture(program, args, options = {}) {
  const done = spawnSync(program, args, { cwd: root, encoding: 'utf8', shell: windows, ...options });
  return { code: done.status ?? -1, out: `${done.stdout ?? ''}${done.stderr ?? ''}` };
}

/**
 * Runs a command with its output both shown and collected.
 *
 * A command still running after `limitMs` (milliseconds) is ended together with everything it started, so that one
 * hanging browser cannot take the whole run with it. Resolves to `{ code, out, timedOut }`; never rejects.
 */
export function stream(program, args, { cwd = root, env = process.env, limitMs = 0 } = {}) {
  return new Promise((resolve) => {
    // A group of its own (POSIX): ending the group ends the browsers and servers a test left behind.
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: !windows,
      shell: windows,
    });
    let out = '';
    let timedOut = false;
    const end = (signal) => {
      try {
        if (windows) child.kill(signal);
        else process.kill(-child.pid, signal);
      } catch {
        // Already gone.
      }
    };
    const onInterrupt = () => {
      end('SIGKILL');
      process.exit(130);
    };
    process.once('SIGINT', onInterrupt);
    process.once('SIGTERM', onInterrupt);
    const timer = limitMs
      ? setTimeout(() => {
          timedOut = true;
          end('SIGKILL');
        }, limitMs)
      : undefined;
    for (const pipe of [child.stdout, child.stderr]) {
      pipe.setEncoding('utf8');
      pipe.on('data', (text) => {
        out += text;
        process.stdout.write(text);
      });
    }
    const finish = (code) => {
      clearTimeout(timer);
      process.removeListener('SIGINT', onInterrupt);
      process.removeListener('SIGTERM', onInterrupt);
      resolve({ code, out, timedOut });
    };
    child.on('error', (error) => {
      out += `${error.message}\n`;
      process.stdout.write(`${error.message}\n`);
      finish(-1);
    });
    child.on('exit', (code) => {
      // `close` would wait for pipes that a stray grandchild still holds open.
      if (!windows) end('SIGKILL');
      setImmediate(() => finish(code ?? -1));
    });
  });
}

/** Seconds since `startedMs`, for a person to read. */
export function since(startedMs) {
  const seconds = Math.round((Date.now() - startedMs) / 1000);
  return seconds < 90 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
