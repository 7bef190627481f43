import { localeFor } from '../../locale.js';
import type { Strings } from './catalogue.js';
import { en } from './en.js';
import { zhCN } from './zh-CN.js';
import { zhTW } from './zh-TW.js';

export type { InboxReason, Strings } from './catalogue.js';
export { en, zhCN, zhTW };

/** The catalogue nearest to a BCP 47 tag: Chinese by script or region, English for everything else. */
export function stringsFor(tag: string): Strings {
  return { en, 'zh-CN': zhCN, 'zh-TW': zhTW }[localeFor(tag)];
}
