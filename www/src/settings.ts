import type { Personal } from 'liangyan';
import type { AskAt, Theme } from 'liangyan/composer';
import type { Language } from './i18n/index.js';

/** What the person chose; kept in this browser only. */
export interface Settings {
  language: Language;
  theme: Theme;
  askAt: AskAt;
  preset: 'relaxed' | 'standard' | 'strict';
  undoSeconds: number;
  personal: Personal;
}

const KEY = 'liangyan.demo';

/** The language of the browser, as near as the demo has it. */
function browserLanguage(): Language {
  for (const tag of navigator.languages) {
    const parts = tag.toLowerCase().split('-');
    if (parts[0] === 'en') return 'en';
    if (parts[0] === 'zh') return parts.some((part) => ['tw', 'hk', 'mo', 'hant'].includes(part)) ? 'zh-TW' : 'zh-CN';
  }
  return 'en';
}

function read(): Settings {
  const start: Settings = {
    language: browserLanguage(),
    theme: 'auto',
    askAt: 'warn',
    preset: 'standard',
    undoSeconds: 0,
    personal: { words: [], dismissed: [] },
  };
  try {
    return { ...start, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Settings>) };
  } catch {
    return start;
  }
}

export const settings: Settings = read();
const listeners = new Set<(changed: Partial<Settings>) => void>();

/** Changes and keeps settings. */
export function change(changed: Partial<Settings>): void {
  Object.assign(settings, changed);
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // No storage: the choice lasts as long as the page.
  }
  for (const listener of listeners) listener(changed);
}

export function onChange(listener: (changed: Partial<Settings>) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the page is dark now. */
export function isDark(): boolean {
  return settings.theme === 'dark' || (settings.theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
}
