import type { Strings } from './catalogue.js';
import { en } from './en.js';
import { zhCN } from './zh-CN.js';
import { zhTW } from './zh-TW.js';

export { fill, type Strings } from './catalogue.js';
export { en, zhCN, zhTW };

/** The catalogue nearest to a BCP 47 tag: `zh-HK` and `zh-Hant-…` read zh-TW, other Chinese zh-CN, the rest en. */
export function stringsFor(tag: string): Strings {
  const parts = tag.toLowerCase().split('-');
  if (parts[0] !== 'zh') return en;
  return parts.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part)) && !parts.includes('hans') ? zhTW : zhCN;
}
