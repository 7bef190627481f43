// Where this machine keeps a program: looked up by name, never by a fixed path alone.

import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

function runs(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The first of these programs on PATH, as a full path; null where there is none. */
export function onPath(...names) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      if (folder && runs(join(folder, name))) return join(folder, name);
    }
  }
  return null;
}

/** WebKit's own small browser, which distributions keep beside the library and not on PATH. */
export function miniBrowser() {
  const found = onPath('MiniBrowser');
  if (found) return found;
  for (const root of ['/usr/lib', '/usr/libexec', '/usr/lib64']) {
    for (const folder of foldersIn(root)) {
      // Debian puts a folder of the machine's kind in between: /usr/lib/x86_64-linux-gnu/webkit2gtk-4.1.
      for (const place of [folder, ...(/-linux-/.test(folder) ? foldersIn(folder) : [])]) {
        if (/webkit/.test(place) && runs(join(place, 'MiniBrowser'))) return join(place, 'MiniBrowser');
      }
    }
  }
  return null;
}

function foldersIn(root) {
  try {
    return readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(root, entry.name))
      .sort();
  } catch {
    return [];
  }
}
