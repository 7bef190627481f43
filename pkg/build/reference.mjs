// The reference of everything the package exports, from its declarations: dist/api.md.

import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dist, src } from './places.mjs';

const types = join(dist, 'types');
const DECLARED = /^export (?:declare )?(?:abstract )?(?:const|let|function|class|interface|type|enum) (\w+)/m;

/** The top-level statements of a declaration file, each with the comment before it. */
function statements(text) {
  const found = [];
  let open = false;
  for (const line of text.split('\n')) {
    const begins = /^(?:\/\*\*|export |declare |import |interface |type |\/\/\/)/.test(line);
    const afterComment = found.length > 0 && /\*\/\s*$/.test(found.at(-1)) && !/^export /m.test(found.at(-1));
    if (begins && !(open || (afterComment && !line.startsWith('/**')))) found.push(line);
    else if (found.length > 0) found[found.length - 1] += `\n${line}`;
    if (line.startsWith('/**')) open = !line.includes('*/');
    else if (open) open = !line.includes('*/');
  }
  return found.map((statement) => statement.trim());
}

/** Name -> declaration, for everything that a file exports; overloads stand together. */
function exportsOf(file, seen = new Set()) {
  const found = new Map();
  if (seen.has(file)) return found;
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  const from = (path) => exportsOf(join(dirname(file), path.replace(/\.cjs$/, '.d.cts')), seen);
  for (const [, path] of text.matchAll(/^export (?:type )?\* from '(\.[^']+)';/gm)) {
    for (const [name, declaration] of from(path)) found.set(name, declaration);
  }
  // What is handed on by its name, at once or after an import.
  const imported = [...text.matchAll(/^import (?:type )?\{([^}]*)\} from '(\.[^']+)';/gm)].flatMap(([, list, path]) =>
    list.split(',').map((item) => [item.trim().replace(/^type /, ''), path]),
  );
  const local = [...text.matchAll(/^export (?:type )?\{([^}]*)\};/gm)]
    .flatMap(([, list]) => list.split(',').map((item) => item.trim().replace(/^type /, '')))
    .flatMap((item) => imported.filter(([name]) => name === item.split(' as ')[0]).map(([, path]) => ['', item, path]));
  const direct = text.matchAll(/^export (?:type )?\{([^}]*)\} from '(\.[^']+)';/gm);
  for (const [, list, path] of [...direct, ...local]) {
    const theirs = exportsOf(join(dirname(file), path.replace(/\.cjs$/, '.d.cts')));
    for (const item of list.split(',').map((one) => one.trim().replace(/^type /, ''))) {
      if (item === '') continue;
      const [name, as = name] = item.split(' as ');
      const declaration = theirs.get(name);
      if (declaration === undefined) throw new Error(`${file}: nothing declares ${name}`);
      found.set(as, declaration);
    }
  }
  for (const statement of statements(text)) {
    const name = DECLARED.exec(statement)?.[1];
    if (name) found.set(name, found.has(name) ? `${found.get(name)}\n${statement}` : statement);
  }
  return found;
}

/** What an entry says of itself: its file's first comment. */
function about(file) {
  const comment = /^(?:\/\/\/.*\n)*\/\*\*([\s\S]*?)\*\//.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  return comment
    .replace(/^ ?\* ?/gm, '')
    .replace(/^\s*\*\s?/gm, '')
    .trim();
}

/** Writes the reference; `entries` are `[name, source file]`. */
export function writeReference(entries) {
  const sections = [];
  const told = new Map();
  for (const [name, file] of entries) {
    const path = join(types, file.replace(/\.tsx?$/, '.d.cts'));
    const title = name === 'index' ? 'liangyan' : `liangyan/${name}`;
    const own = [...exportsOf(path)].sort(([one], [other]) => one.localeCompare(other));
    const here = own.filter(([, declaration]) => !told.has(declaration));
    const elsewhere = own.filter(([, declaration]) => told.has(declaration));
    for (const [, declaration] of here) told.set(declaration, title);
    const shared = elsewhere.map(([one, declaration]) => `\`${one}\` (${told.get(declaration)})`);
    sections.push(
      `## ${title}\n\n${about(join(src, file))}`,
      ...here.map(([one, declaration]) => `### ${one}\n\n\`\`\`ts\n${declaration}\n\`\`\``),
      ...(shared.length > 0 ? [`Also: ${shared.join(', ')}.`] : []),
    );
  }
  writeFileSync(
    join(dist, 'api.md'),
    `# The API of liangyan\n\nMade from the package's declarations.\n\n${sections.join('\n\n')}\n`,
  );
}
