/**
 * The composer in React: a hook for a field of your own, and a component around any field.
 *
 * ```tsx
 * import { load } from 'liangyan';
 * import { Composer } from 'liangyan/react';
 *
 * const engine = load();
 * <Composer engine={engine} context={{ surface: 'comment' }}>
 *   <textarea value={text} onChange={(event) => setText(event.target.value)} />
 * </Composer>
 * ```
 */
export type { Guard, Review } from '../composer/guard.js';
export type { ComposerOptions, Outcome } from '../composer/options.js';
export { Composer, type ComposerProps } from './component.js';
export { type ComposerHook, useComposer } from './hook.js';
