// Reads rule sources for what a plain word list can use of them, and for sentences when there is no corpus.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PACKS = fileURLToPath(new URL('../packs', import.meta.url));

/** Every item of the lists with this key (`terms`, `hits`, `misses`) in a pack's rules; cues and slots stay out. */
function items(pack, wanted) {
  const found = [];
  for (const name of readdirSync(`${PACKS}/${pack}`)
    .filter((file) => file.endsWith('.rules'))
    .sort()) {
    let inRule = false;
    let key = '';
    for (const line of readFileSync(`${PACKS}/${pack}/${name}`, 'utf8').split('\n')) {
      if (/^\s*(?:#|$)/.test(line)) continue;
      const named = /^ {2}(\w+):/.exec(line);
      if (/^\S/.test(line)) {
        inRule = line.startsWith('rule ');
        key = '';
      } else if (named) key = named[1];
      else if (inRule && key === wanted) found.push(line.trim());
    }
  }
  return found;
}

/** The names of the packs. */
export function packNames() {
  return readdirSync(PACKS)
    .filter((name) => existsSync(`${PACKS}/${name}/PACK`))
    .sort();
}

/** The terms of a pack's rules as a plain word list: what a matcher without context would be given. */
export function packTerms(pack) {
  const terms = items(pack, 'terms').flatMap((line) => line.split(' | '));
  return [...new Set(terms.map((term) => term.replace(/^\*|\*$/g, '').trim()).filter(Boolean))];
}

/** A pack's own sentences: `{ hits, misses }`, without those that need a context to be read. */
export function packSentences(pack) {
  const bare = (lines) => lines.filter((line) => !line.startsWith('[')).map((line) => line.replace(/\s*=> \w+$/, ''));
  return { hits: bare(items(pack, 'hits')), misses: bare(items(pack, 'misses')) };
}
