import { type EvidenceStrings, evidenceStrings } from 'liangyan/evidence';
import { settings } from '../../settings.js';
import type { Language } from '../index.js';
import { en, type VaultWords } from './en.js';
import { zhCN } from './zh-CN.js';
import { zhTW } from './zh-TW.js';

const catalogues: Record<Language, VaultWords> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };

/** The vault's words in the chosen language. */
export function v(): VaultWords {
  return catalogues[settings.language];
}

/** The package's own sentences about evidence, in the chosen language. */
export function sentences(): EvidenceStrings {
  return evidenceStrings[settings.language];
}
