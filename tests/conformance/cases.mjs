// The texts that every build of the engine must judge alike: the vectors beside this file, the examples of every rule,
// and a few long ones.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** `{ id, text, context? }` for every line of vectors.jsonl. */
export function vectors() {
  const lines = readFileSync(here('vectors.jsonl'), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
}

/** An example as rules write it: `[surface=dm relation=mutual reply] sentence => warn`. */
function example(line) {
  const [, words, sentence] = /^(?:\[([\w= ]*)\] )?(.*)$/s.exec(line.trim().replace(/ => \w+$/, ''));
  const context = {};
  for (const word of (words ?? '').split(' ').filter(Boolean)) {
    const [key, value] = word.split('=');
    if (key === 'surface' || key === 'relation') context[key] = value;
    if (key === 'reply') context.replyTo = 'm1';
    if (key === 'minor') context.minor = true;
  }
  return { text: sentence, context };
}

/** The hits and misses of a rule file. */
function examples(source, name) {
  const found = [];
  let list = '';
  for (const [number, line] of source.split('\n').entries()) {
    const key = /^ {2}(\w+):/.exec(line);
    if (/^\S/.test(line) || key) list = key?.[1] ?? '';
    else if ((list === 'hits' || list === 'misses') && line.trim() !== '' && !/^\s*#/.test(line)) {
      found.push({ id: `${name}:${number + 1}`, ...example(line) });
    }
  }
  return found;
}

/** The hits and misses of every rule of every pack. */
export function ruleExamples() {
  const packs = here('../../packs');
  return readdirSync(packs, { recursive: true })
    .filter((name) => name.endsWith('.rules'))
    .sort()
    .flatMap((name) => examples(readFileSync(`${packs}/${name}`, 'utf8'), name));
}

/** Texts of many thousand characters: memory grows while they are read, and nothing may depend on that. */
export function longTexts() {
  const long = (id, piece, length) => ({ id, text: piece.repeat(Math.ceil(length / piece.length)) });
  return [
    long('long-han', '今天天气不错，你这个废物。', 60_000),
    long('long-latin', 'you are an idiot and i said so. ', 60_000),
    long('long-emoji', '😀👩‍👩‍👧你🐴', 30_000),
    long('long-run', 'i', 60_000),
    long('long-marks', '傻\u0301\u200b', 30_000),
    long('long-surrogates', '\ud83d', 30_000),
    long('long-pinyin', 'ni shi shabi ', 30_000),
  ];
}
