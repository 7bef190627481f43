// The texts of a run: corpora from a folder, or the packs' own sentences.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { PACE } from './pace.mjs';
import { packNames, packSentences } from './packs.mjs';

/** The corpora a run uses where the folder has them, by language. The README says where each can be had. */
const CORPORA = {
  zh: ['cold_dev', 'zh_shop_complaints', 'zh_chat'],
  en: ['davidson', 'convabuse_valid', 'hatemojibuild_validation', 'en_film_complaints'],
};

/** Texts taken of each label of a corpus: every n-th, so that a run is the same run each time. */
const MOST = PACE.texts;

function find(folder, name) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      const inside = find(path, name);
      if (inside) return inside;
    } else if (entry.name === `${name}.jsonl` || entry.name === `${name}.jsonl.gz`) return path;
  }
  return null;
}

function readRows(path) {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

function everyNth(list) {
  if (list.length <= MOST) return list;
  return Array.from({ length: MOST }, (_, i) => list[Math.floor((i * list.length) / MOST)]);
}

/**
 * `{ source, sets: [{ name, language, abusive, texts }] }`; a set is one label of one corpus.
 *
 * Without a folder: the packs' hits and misses. They were written for this engine, so only speed is to be read from them.
 */
export function texts(folder) {
  const sets = [];
  if (folder) {
    if (!existsSync(folder))
      throw new Error(`there is no folder ${folder}: give one with corpora as .jsonl or .jsonl.gz`);
    for (const [language, names] of Object.entries(CORPORA)) {
      for (const name of names) {
        const path = find(folder, name);
        if (!path) continue;
        const rows = readRows(path);
        for (const label of [1, 0]) {
          // NUL divides texts on their way to the native engine.
          const all = rows.filter((row) => row.label === label).map((row) => row.text.replaceAll('\0', ' '));
          if (all.length > 0) sets.push({ name, language, abusive: label === 1, texts: everyNth(all) });
        }
      }
    }
    if (sets.length === 0)
      throw new Error(`none of the corpora is in ${folder}: ${Object.values(CORPORA).flat().join(', ')}`);
    return { source: 'corpora', sets };
  }
  for (const language of packNames()) {
    const { hits, misses } = packSentences(language);
    sets.push({ name: "the pack's own sentences", language, abusive: true, texts: everyNth(hits) });
    sets.push({ name: "the pack's own sentences", language, abusive: false, texts: everyNth(misses) });
  }
  return { source: 'packs', sets };
}
