/**
 * The composer: looks after a field while somebody writes.
 *
 * ```ts
 * import { load } from 'liangyan';
 * import { guardComposer } from 'liangyan/composer';
 *
 * const guard = guardComposer(document.querySelector('textarea'), { engine: load() });
 * ```
 */

export type { Field, FieldSource } from './field/field.js';
export { type Guard, guardComposer, type Review } from './guard.js';
export { EngineSlow } from './look.js';
export type { CheckingEngine, ComposerChange, ComposerOptions, Helpline, Theme } from './options.js';
export { type AskAt, nextMidnight, type PolicyStorage } from './policy.js';
export { en, fill, type Strings, stringsFor, zhCN, zhTW } from './strings/index.js';
