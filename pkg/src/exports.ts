/** What every entry point hands out beside its `load`. */
export type { Engine } from './engine.js';
export { type ErrorCode, LiangyanError } from './errors.js';
export type { LoadOptions } from './options.js';
export type { Dismissed, Ignored, Personal, PersonalReport, UserWord } from './personal.js';
export type { PackUpdated, UpdateOptions } from './updates/contract.js';
export type {
  Category,
  Context,
  Finding,
  Level,
  Preset,
  Relation,
  Surface,
  Tone,
  Verdict,
  Via,
} from './verdict.js';
