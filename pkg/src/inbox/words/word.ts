import type { UserWord } from '../../personal.js';
import type { Surface } from '../../verdict.js';

export type { UserWord };

/** How long a phrase may be, in UTF-16 code units. */
export const LONGEST_PHRASE = 100;
/** How many words a list may have. */
export const MOST_WORDS = 10_000;

const SURFACES: readonly string[] = ['post', 'comment', 'dm', 'live', 'mention', 'name'];

/** Why a line of a list was left out. */
export type WordFault =
  | 'no_phrase'
  | 'too_long'
  | 'formula'
  | 'unreadable'
  | 'bad_match'
  | 'bad_surface'
  | 'bad_action'
  | 'bad_expiry'
  | 'bad_exception'
  | 'duplicate'
  | 'too_many';

/** The fields of a word as a list has them: text in CSV, anything in JSON. */
export interface RawWord {
  phrase?: unknown;
  match?: unknown;
  surfaces?: unknown;
  action?: unknown;
  expiresAt?: unknown;
  exceptFollowing?: unknown;
}

/** What a spreadsheet would run: a function call, or a program behind a pipe. */
const FORMULA = /^[=+\-@\t\r][^\s]*[(|!]/;

/** Reads one word, or says what is wrong with it. */
export function readWord(raw: RawWord): UserWord | WordFault {
  if (typeof raw.phrase !== 'string') return 'no_phrase';
  const phrase = raw.phrase.replace(/\s+/g, ' ').trim();
  if (FORMULA.test(phrase)) return 'formula';
  // A phrase of marks alone would hit everything or nothing.
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(phrase)) return 'no_phrase';
  if (phrase.length > LONGEST_PHRASE) return 'too_long';
  const match = raw.match ?? '';
  if (match !== '' && match !== 'word' && match !== 'part') return 'bad_match';
  const action = raw.action ?? '';
  if (action !== '' && action !== 'fold' && action !== 'hold') return 'bad_action';
  const surfaces = readSurfaces(raw.surfaces);
  if (surfaces === null) return 'bad_surface';
  const expiresAt = readTime(raw.expiresAt);
  if (expiresAt === null) return 'bad_expiry';
  const except = readYes(raw.exceptFollowing);
  if (except === null) return 'bad_exception';
  return {
    phrase,
    match: match === 'word' ? 'word' : 'part',
    surfaces,
    action: action === 'hold' ? 'hold' : 'fold',
    ...(expiresAt !== undefined && { expiresAt }),
    ...(except && { exceptFollowing: true }),
  };
}

function readSurfaces(given: unknown): Surface[] | null {
  const list = typeof given === 'string' ? given.split(/[\s|;,]+/).filter(Boolean) : (given ?? []);
  if (!Array.isArray(list) || !list.every((one) => SURFACES.includes(one))) return null;
  return [...new Set(list)] as Surface[];
}

/** A time as ms since the epoch or as an ISO date; undefined for none. */
function readTime(given: unknown): number | undefined | null {
  if (given === undefined || given === null || given === '') return undefined;
  const time =
    typeof given === 'number' || /^\d{9,16}$/.test(String(given)) ? Number(given) : Date.parse(String(given));
  return Number.isFinite(time) && time > 0 ? Math.floor(time) : null;
}

function readYes(given: unknown): boolean | null {
  const said = String(given ?? '').toLowerCase();
  if (['true', 'yes', '1'].includes(said)) return true;
  return ['', 'false', 'no', '0'].includes(said) ? false : null;
}
