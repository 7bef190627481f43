import { readCell, readCsv, writeCell } from './csv.js';
import { readElements } from './json.js';
import { MOST_WORDS, type RawWord, readWord, type UserWord, type WordFault } from './word.js';

/** What came of a list. */
export interface ImportedWords {
  /** The good ones, in the list's order. */
  words: UserWord[];
  /** What was left out, by line from 1; at most the first 1,000. */
  errors: { line: number; fault: WordFault }[];
  /** How many lines were left out in all. */
  left: number;
}

/** Columns of a CSV list, in the order they are written. */
const COLUMNS = ['phrase', 'match', 'surfaces', 'action', 'expiresAt', 'exceptFollowing'] as const;

/** How many errors are listed. */
const MOST_ERRORS = 1000;

/**
 * Reads a list of words, CSV or JSON. Good lines are kept whatever the others hold. `already` are the person's words so
 * far: a phrase among them counts as a duplicate.
 *
 * CSV has a line a word: the phrase, or the columns named in its first line (`phrase`, `match`, `surfaces`, `action`,
 * `expiresAt`, `exceptFollowing`). JSON is an array of words, or `{"words": […]}`.
 */
export function importWords(text: string, already: readonly UserWord[] = []): ImportedWords {
  const result: ImportedWords = { words: [], errors: [], left: 0 };
  const known = new Set(already.map(sameness));
  const fail = (line: number, fault: WordFault) => {
    result.left += 1;
    if (result.errors.length < MOST_ERRORS) result.errors.push({ line, fault });
  };
  for (const { line, raw } of /^\uFEFF?\s*[[{]/.test(text) ? fromJson(text) : fromCsv(text)) {
    const word = raw === null ? 'unreadable' : readWord(raw);
    if (typeof word === 'string') fail(line, word);
    else if (known.has(sameness(word))) fail(line, 'duplicate');
    else if (known.size >= MOST_WORDS) fail(line, 'too_many');
    else {
      known.add(sameness(word));
      result.words.push(word);
    }
  }
  return result;
}

/** Two words are the same when they look for the same thing in the same places. */
function sameness({ phrase, match, surfaces }: UserWord): string {
  return JSON.stringify([phrase.normalize('NFKC').toLowerCase(), match, [...surfaces].sort()]);
}

function* fromCsv(text: string): Generator<{ line: number; raw: RawWord | null }> {
  let columns: readonly string[] = COLUMNS;
  let first = true;
  for (const { line, cells } of readCsv(text)) {
    const names = cells?.map((cell) => cell.trim());
    if (first && names?.includes('phrase')) columns = names;
    else if (!cells || cells.length > columns.length) yield { line, raw: null };
    else yield { line, raw: Object.fromEntries(cells.map((cell, at) => [columns[at], readCell(cell)])) };
    first = false;
  }
}

function* fromJson(text: string): Generator<{ line: number; raw: RawWord | null }> {
  for (const { line, value } of readElements(text)) {
    if (typeof value === 'string') yield { line, raw: { phrase: value } };
    else if (typeof value === 'object' && value !== null && !Array.isArray(value)) yield { line, raw: value };
    else yield { line, raw: null };
  }
}

/** Writes words as CSV that spreadsheets open as text and never run, or as JSON with a line a word. */
export function exportWords(words: readonly UserWord[], format: 'csv' | 'json' = 'csv'): string {
  if (format === 'json') return `[\n${words.map((word) => `  ${JSON.stringify(word)}`).join(',\n')}\n]\n`;
  const rows = words.map(({ phrase, match, surfaces, action, expiresAt, exceptFollowing }) =>
    [
      phrase,
      match,
      surfaces.join(' '),
      action,
      expiresAt === undefined ? '' : new Date(expiresAt).toISOString(),
      exceptFollowing ? 'true' : '',
    ].map(writeCell),
  );
  // The mark lets spreadsheets read it as UTF-8.
  return `\uFEFF${[[...COLUMNS], ...rows].map((row) => row.join(',')).join('\r\n')}\r\n`;
}
