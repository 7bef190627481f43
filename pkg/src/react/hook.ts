import { type RefObject, useEffect, useRef } from 'react';
import type { Guard } from '../composer/guard.js';
import type { ComposerOptions } from '../composer/options.js';
import { changeable, guardWith } from './current.js';

/** What {@link useComposer} gives. */
export interface ComposerHook<E extends HTMLElement> {
  /** For the field's `ref`. */
  ref: RefObject<E | null>;
  /** The guard while the field is there: `await guard.current?.review()` before posting. */
  guard: RefObject<Guard | null>;
}

/**
 * Looks after the field that gets the `ref`.
 *
 * ```tsx
 * const { ref, guard } = useComposer<HTMLTextAreaElement>({ engine, context: { surface: 'comment' } });
 * return <textarea ref={ref} value={text} onChange={…} />;
 * ```
 *
 * Callbacks, `context` and `target` are always those of the last render; `strings`, `theme`, `helplines`, `region`, `askAt`,
 * `undoSeconds` and `personal` follow their props. The rest counts when the field appears.
 */
export function useComposer<E extends HTMLElement = HTMLTextAreaElement>(options: ComposerOptions): ComposerHook<E> {
  const ref = useRef<E>(null);
  const guard = useRef<Guard | null>(null);
  const latest = useRef(options);
  latest.current = options;

  // Without a list: a field may come with a later render, and another one may take its place.
  const held = useRef<E | null>(null);
  useEffect(() => {
    if (held.current === ref.current) return;
    guard.current?.destroy();
    held.current = ref.current;
    guard.current = ref.current && guardWith(ref.current, () => latest.current);
  });
  useEffect(
    () => () => {
      guard.current?.destroy();
      guard.current = null;
      held.current = null;
    },
    [],
  );

  const { strings, theme, helplines, region, askAt, undoSeconds, personal } = options;
  useEffect(() => {
    guard.current?.update(changeable(latest.current));
  }, [strings, theme, helplines, region, askAt, undoSeconds, personal]);

  return { ref, guard };
}
