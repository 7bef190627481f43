/** The languages that sentences come in. */
export type Locale = 'en' | 'zh-CN' | 'zh-TW';

/** The language for a BCP 47 tag: Chinese by script or region, English for everything else. */
export function localeFor(tag: string): Locale {
  const [language, ...rest] = tag.toLowerCase().split('-');
  if (language !== 'zh' && language !== 'yue') return 'en';
  if (rest.includes('hans')) return 'zh-CN';
  const traditional = ['hant', 'tw', 'hk', 'mo'].some((part) => rest.includes(part)) || language === 'yue';
  return traditional ? 'zh-TW' : 'zh-CN';
}
