/** The reasons of findings, in words. */
import { locales as known, table } from 'artefact:why';
import { type Locale, localeFor } from './locale.js';

export { type Locale, localeFor } from './locale.js';

/** The languages that reasons come in. */
export const locales = known as readonly Locale[];

/** A finding's `why` in words of a language (a BCP 47 tag). A key that this version does not know comes back as it is. */
export function explain(why: string, locale = 'en'): string {
  const words = Object.keys(table).includes(why) ? table[why] : undefined;
  return words?.[known.indexOf(localeFor(locale))] ?? why;
}
