import { settings } from '../../settings.js';
import type { Language } from '../index.js';
import { en, type InboxWords } from './en.js';
import { zhCN } from './zh-CN.js';
import { zhTW } from './zh-TW.js';

const catalogues: Record<Language, InboxWords> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };

/** The words of the messages side in the chosen language. */
export function ti(): InboxWords {
  return catalogues[settings.language];
}
