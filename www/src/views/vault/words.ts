import type { Words } from 'liangyan/evidence';
import type { Language } from '../../i18n/index.js';

/** Under which name the package has the sentences of each language of the demo. */
export const wordOf: Readonly<Record<Language, keyof Words>> = { en: 'en', 'zh-CN': 'zh', 'zh-TW': 'zh-TW' };
