import {
  type ComposerOptions,
  en,
  feedbackList,
  type Guard,
  guardComposer,
  type Strings,
  zhCN,
  zhTW,
} from 'liangyan/composer';
import { sharedEngine } from '../engine.js';
import type { Language } from '../i18n/index.js';
import { atLeave } from '../leave.js';
import { change, onChange, settings } from '../settings.js';
import { world } from '../world.js';

const catalogues: Record<Language, Strings> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };

/** What the person said was marked wrongly; it stays in this browser. */
export const feedback = feedbackList();

/** The composer guard as this app uses it everywhere: its engine, language, theme and the person's choices. It ends with the page. */
export function guarded(field: HTMLElement, options: Omit<ComposerOptions, 'engine' | 'strings'>): Guard {
  const guard = guardComposer(field, {
    engine: sharedEngine,
    strings: catalogues[settings.language],
    theme: settings.theme,
    askAt: settings.askAt,
    undoSeconds: settings.undoSeconds,
    helplines: world().helplines,
    feedback,
    personal: settings.personal,
    onPersonal: (personal) => change({ personal: personal as typeof settings.personal }),
    onError: (error) => console.warn('The text could not be checked; posting goes on.', error),
    ...options,
  });
  const stop = onChange((changed) => {
    if (!field.isConnected) return;
    if (changed.theme) guard.update({ theme: changed.theme });
    if (changed.preset) void guard.refresh();
    if (changed.personal) guard.update({ personal: changed.personal });
  });
  atLeave(() => {
    stop();
    guard.destroy();
  });
  return guard;
}
