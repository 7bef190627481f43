/** The reasons of findings, in words. */
import { locales as known, table } from 'artefact:why';

/** The languages that reasons come in: `en`, `zh-CN`, `zh-TW`. */
export type Locale = 'en' | 'zh-CN' | 'zh-TW';

/** The languages that reasons come in. */
export const locales = known as readonly Locale[];

/** The language of `locales` for a BCP 47 tag: Chinese by script or region, English for everything else. */
export function localeFor(tag: string): Locale {
  const [language, ...rest] = tag.toLowerCase().split('-');
  if (language !== 'zh' && language !== 'yue') return 'en';
  if (rest.includes('hans')) return 'zh-CN';
  const traditional = ['hant', 'tw', 'hk', 'mo'].some((part) => rest.includes(part)) || language === 'yue';
  return traditional ? 'zh-TW' : 'zh-CN';
}

/** A finding's `why` in words of a language (a BCP 47 tag). A key that this version does not know comes back as it is. */
export function explain(why: string, locale = 'en'): string {
  const words = Object.keys(table).includes(why) ? table[why] : undefined;
  return words?.[known.indexOf(localeFor(locale))] ?? why;
}
