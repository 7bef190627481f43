import { type ComposerOptions, en, type Guard, guardComposer, type Strings, zhCN, zhTW } from 'liangyan/composer';
import { sharedEngine } from '../engine.js';
import type { Language } from '../i18n/index.js';
import { change, onChange, settings } from '../settings.js';

const catalogues: Record<Language, Strings> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };

/** The composer guard as this app uses it everywhere: its engine, language, theme and the person's choices. */
export function guarded(field: HTMLTextAreaElement, options: Omit<ComposerOptions, 'engine' | 'strings'>): Guard {
  const guard = guardComposer(field, {
    engine: sharedEngine,
    strings: catalogues[settings.language],
    theme: settings.theme,
    askAt: settings.askAt,
    undoSeconds: settings.undoSeconds,
    personal: settings.personal,
    onPersonal: (personal) => change({ personal: personal as typeof settings.personal }),
    onError: (error) => console.warn('The text could not be checked; posting goes on.', error),
    ...options,
  });
  const stop = onChange((changed) => {
    if (!field.isConnected) return;
    if (changed.theme) guard.update({ theme: changed.theme });
    if (changed.preset) void guard.refresh();
  });
  return {
    review: () => guard.review(),
    refresh: () => guard.refresh(),
    newDraft: () => guard.newDraft(),
    update: (next) => guard.update(next),
    get snoozedUntil() {
      return guard.snoozedUntil;
    },
    snooze: (until) => guard.snooze(until),
    destroy() {
      stop();
      guard.destroy();
    },
  };
}
