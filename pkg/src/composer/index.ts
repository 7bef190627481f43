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

export { type FeedbackEntry, type FeedbackList, feedbackList } from './feedback.js';
export type { Field, FieldSource } from './field/field.js';
export { type Guard, guardComposer, type Review } from './guard.js';
export type { Helpline, Helplines } from './helplines.js';
export type { CheckingEngine, ComposerChange, ComposerOptions, Outcome, Theme } from './options.js';
export { type AskAt, AskPolicy, nextMidnight, type PolicyStorage } from './policy.js';
export { en, fill, type Strings, stringsFor, zhCN, zhTW } from './strings/index.js';
