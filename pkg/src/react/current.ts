import { type Guard, guardComposer } from '../composer/guard.js';
import type { ComposerChange, ComposerOptions } from '../composer/options.js';

/** Guards a field with options that change from render to render: callbacks and `context` are always those of the last one. */
export function guardWith(field: HTMLElement, now: () => ComposerOptions): Guard {
  return guardComposer(field, {
    ...now(),
    context: () => {
      const { context } = now();
      return (typeof context === 'function' ? context() : context) ?? {};
    },
    target: () => {
      const { target } = now();
      return typeof target === 'function' ? target() : target;
    },
    onVerdict: (verdict) => now().onVerdict?.(verdict),
    onDecision: (outcome) => now().onDecision?.(outcome),
    onDismiss: (finding, phrase) => now().onDismiss?.(finding, phrase),
    onPersonal: (personal) => now().onPersonal?.(personal),
    ...(now().onError && { onError: (error) => now().onError?.(error) }),
    ...(now().onPost && { onPost: (text, verdict) => now().onPost?.(text, verdict) }),
  });
}

/** What follows its props while the guard runs. */
export function changeable(options: ComposerOptions): ComposerChange {
  const { strings, theme, helplines, region, askAt, undoSeconds, personal } = options;
  return {
    ...(strings && { strings }),
    ...(theme && { theme }),
    ...(helplines && { helplines }),
    ...(region && { region }),
    ...(askAt && { askAt }),
    ...(undoSeconds !== undefined && { undoSeconds }),
    ...(personal && { personal }),
  };
}
