/**
 * The composer as custom elements. Nothing is registered at import:
 *
 * ```ts
 * import { load } from 'liangyan';
 * import { defineElements } from 'liangyan/elements';
 *
 * defineElements({ engine: load() });
 * ```
 */
import type { ElementOptions } from './composer.js';
import { defineComposer } from './composer.js';
import { defineDialog } from './dialog.js';

export type { Answer } from '../composer/dialog.js';
export type { ElementOptions, LiangyanComposerElement } from './composer.js';
export type { LiangyanDialogElement, Questions } from './dialog.js';

/** Registers `<liangyan-composer>` and `<liangyan-dialog>`, unless that was done already. For browsers: servers have no elements. */
export function defineElements(options: ElementOptions): void {
  defineComposer(options);
  defineDialog();
}
