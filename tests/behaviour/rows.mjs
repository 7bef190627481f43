// Reads the tables beside this file: tab-separated, the first line names the columns.

import { readFileSync } from 'node:fs';

/** The lines of a table as objects. */
export function rows(name) {
  const [head, ...lines] = readFileSync(new URL(name, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  const columns = head.split('\t');
  return lines.map((line) => {
    const fields = line.split('\t');
    return Object.fromEntries(columns.map((column, i) => [column, fields[i] ?? '']));
  });
}

/** Levels in order. */
export const LEVELS = ['none', 'hint', 'warn', 'severe'];

/** Groups rows by what `key` says, in order. */
export function grouped(all, key) {
  const groups = new Map();
  for (const row of all) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
}
