/**
 * Evidence: one key, one sealed package that opens everywhere and cannot be changed unseen.
 *
 * A capture starts from a scriptless copy of a part of the page:
 *
 * ```ts
 * import { copyElement, documentOf } from 'liangyan/evidence';
 *
 * const copy = copyElement(document.querySelector('.thread'));
 * const html = documentOf(copy, 'A thread');
 * ```
 */

export type * from './contract.js';
export { type CopyOptions, copyElement, type PageCopy } from './copy/copy.js';
export { documentOf } from './copy/document.js';
export type { Gap, GapKind } from './copy/gaps.js';
export { type CopyLimits, LIMITS } from './copy/limits.js';
export {
  type Picture,
  type Pictured,
  type PictureRequest,
  type ScreenshotProvider,
  takePicture,
} from './picture/picture.js';
