import {
  type CSSProperties,
  createElement,
  type ReactElement,
  type ReactNode,
  type Ref,
  useEffect,
  useRef,
} from 'react';
import { watchField } from '../composer/field/within.js';
import type { Guard } from '../composer/guard.js';
import type { ComposerOptions } from '../composer/options.js';
import { changeable, guardWith } from './current.js';

/** The guard's options, and the looks of the `<div>` around the field. */
export interface ComposerProps extends ComposerOptions {
  /** The field, however deep: a `<textarea>`, an `<input>`, an editor. */
  children: ReactNode;
  /** Gets the running guard, for `review()` before posting without a form. */
  guardRef?: Ref<Guard>;
  id?: string;
  className?: string;
  style?: CSSProperties;
}

function hand(ref: Ref<Guard> | undefined, guard: Guard | null): void {
  if (typeof ref === 'function') ref(guard);
  else if (ref) (ref as { current: Guard | null }).current = guard;
}

/** Looks after the first field inside, whichever component renders it. It renders one `<div>`. */
export function Composer({ children, guardRef, id, className, style, ...options }: ComposerProps): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const guard = useRef<Guard | null>(null);
  const latest = useRef({ options, guardRef });
  latest.current = { options, guardRef };

  useEffect(() => {
    const put = (made: Guard | null) => {
      guard.current?.destroy();
      guard.current = made;
      hand(latest.current.guardRef, made);
    };
    const stop = watchField(place.current as HTMLDivElement, (field) =>
      put(field && guardWith(field, () => latest.current.options)),
    );
    return () => {
      stop();
      put(null);
    };
  }, []);

  const { strings, theme, helplines, region, askAt, undoSeconds, personal } = options;
  useEffect(() => {
    guard.current?.update(changeable(latest.current.options));
  }, [strings, theme, helplines, region, askAt, undoSeconds, personal]);

  return createElement('div', { id, className, style, ref: place }, children);
}
