import { settings } from '../settings.js';
import { en, type Messages } from './en.js';
import { zhCN } from './zh-CN.js';
import { zhTW } from './zh-TW.js';

export type Language = 'zh-CN' | 'zh-TW' | 'en';
export const languages: readonly Language[] = ['zh-CN', 'zh-TW', 'en'];
/** Each language in its own words. */
export const languageNames: Record<Language, string> = { 'zh-CN': '简体中文', 'zh-TW': '繁體中文', en: 'English' };

const catalogues: Record<Language, Messages> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };

/** The catalogue of the chosen language. */
export function t(): Messages {
  return catalogues[settings.language];
}

/** Fills `{name}` places. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** "12 min. ago", in the chosen language; `minutes` before now. */
export function ago(minutes: number): string {
  if (minutes < 1) return t().now;
  const format = new Intl.RelativeTimeFormat(settings.language, { style: 'short', numeric: 'auto' });
  if (minutes < 60) return format.format(-Math.round(minutes), 'minute');
  if (minutes < 24 * 60) return format.format(-Math.round(minutes / 60), 'hour');
  return format.format(-Math.round(minutes / (24 * 60)), 'day');
}

/** A number as the language writes it. */
export function number(value: number): string {
  return new Intl.NumberFormat(settings.language).format(value);
}
