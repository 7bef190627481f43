import type { EvidenceStrings } from './catalogue.js';
import { en } from './en.js';
import { zhCN } from './zh-CN.js';
import { zhTW } from './zh-TW.js';

export type { EvidenceStrings } from './catalogue.js';

/** The catalogues of this package by language. */
export const evidenceStrings: Readonly<Record<'en' | 'zh-CN' | 'zh-TW', EvidenceStrings>> = {
  en,
  'zh-CN': zhCN,
  'zh-TW': zhTW,
};
