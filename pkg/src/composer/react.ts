import { type Guard, guardComposer } from './guard.js';
import type { ComposerOptions } from './options.js';

/** The two hooks of React that are used; any version since 16.8 has them. */
export interface Hooks {
  useEffect(effect: () => undefined | (() => void), dependencies?: readonly unknown[]): void;
  useRef<T>(initial: T): { current: T };
}

/**
 * A React hook around the guard. React is handed in, so that this package depends on none:
 *
 * ```tsx
 * import { useEffect, useRef } from 'react';
 * const useComposer = composerHook({ useEffect, useRef });
 *
 * function Reply() {
 *   const { ref, guard } = useComposer({ engine, context: { surface: 'comment' } });
 *   return <textarea ref={ref} />;
 * }
 * ```
 *
 * Callbacks and `context` are always those of the last render; `strings`, `theme`, `helplines` and `askAt` follow their
 * props. Everything else counts when the field appears. `guard.current` is there while the field is.
 */
export function composerHook({ useEffect, useRef }: Hooks) {
  return function useComposer(options: ComposerOptions) {
    const ref = useRef<HTMLTextAreaElement & HTMLInputElement & HTMLDivElement>(null as never);
    const guard = useRef<Guard | null>(null);
    const latest = useRef(options);
    latest.current = options;

    useEffect(() => {
      const field = ref.current;
      if (!field) return undefined;
      const now = () => latest.current;
      const made = guardComposer(field, {
        ...now(),
        context: () => {
          const { context } = now();
          return (typeof context === 'function' ? context() : context) ?? {};
        },
        onVerdict: (verdict) => now().onVerdict?.(verdict),
        onDecision: (outcome) => now().onDecision?.(outcome),
        onError: (error) => now().onError?.(error),
        onDismiss: (finding, phrase) => now().onDismiss?.(finding, phrase),
        onPersonal: (personal) => now().onPersonal?.(personal),
        ...(now().onPost && { onPost: (text, verdict) => now().onPost?.(text, verdict) }),
      });
      guard.current = made;
      return () => {
        made.destroy();
        guard.current = null;
      };
    }, []);

    const { strings, theme, helplines, askAt } = options;
    useEffect(() => {
      guard.current?.update({
        ...(strings && { strings }),
        ...(theme && { theme }),
        ...(helplines && { helplines }),
        ...(askAt && { askAt }),
      });
      return undefined;
    }, [strings, theme, helplines, askAt]);

    return { ref, guard };
  };
}
