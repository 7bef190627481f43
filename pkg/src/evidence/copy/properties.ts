/**
 * The properties that make a copy look like its original. A copy starts from `all: unset`, so each one is written only
 * where the computed value differs from the value listed here (its initial one as engines write it) or, for inherited
 * ones, from the parent's. A value an engine writes in another way costs a few bytes and changes nothing.
 */

/** Property -> initial value. */
type Properties = readonly (readonly [name: string, initial: string])[];

/** Inherited: written where they differ from the parent. */
export const INHERITED: readonly string[] = [
  'color',
  'font-family',
  'font-size',
  'font-style',
  'font-weight',
  'font-stretch',
  'font-variant-caps',
  'font-variant-numeric',
  'line-height',
  'letter-spacing',
  'word-spacing',
  'text-align',
  'text-indent',
  'text-transform',
  'text-shadow',
  'white-space',
  'word-break',
  'overflow-wrap',
  'line-break',
  'tab-size',
  'list-style-type',
  'list-style-position',
  'visibility',
  'direction',
  'writing-mode',
  'text-orientation',
  'border-collapse',
  'border-spacing',
  'caption-side',
];

/** Inherited, and only drawings have a use for them. */
export const INHERITED_DRAWING: readonly string[] = [
  'color',
  'visibility',
  'font-family',
  'font-size',
  'font-weight',
  'fill',
  'fill-opacity',
  'fill-rule',
  'stroke',
  'stroke-width',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-dasharray',
  'stroke-dashoffset',
  'stroke-opacity',
  'text-anchor',
  'dominant-baseline',
];

export const DRAWING: Properties = [
  ['display', 'inline'],
  ['opacity', '1'],
  ['clip-path', 'none'],
  ['mask-image', 'none'],
  ['filter', 'none'],
  ['transform', 'none'],
  ['transform-origin', '0px 0px'],
  ['transform-box', 'view-box'],
  ['stop-color', 'rgb(0, 0, 0)'],
  ['stop-opacity', '1'],
];

export const ALWAYS: Properties = [
  ['display', 'inline'],
  ['float', 'none'],
  ['clear', 'none'],
  ['box-sizing', 'content-box'],
  ['margin-top', '0px'],
  ['margin-right', '0px'],
  ['margin-bottom', '0px'],
  ['margin-left', '0px'],
  ['padding-top', '0px'],
  ['padding-right', '0px'],
  ['padding-bottom', '0px'],
  ['padding-left', '0px'],
  ['background-color', 'rgba(0, 0, 0, 0)'],
  ['background-image', 'none'],
  ['border-top-left-radius', '0px'],
  ['border-top-right-radius', '0px'],
  ['border-bottom-right-radius', '0px'],
  ['border-bottom-left-radius', '0px'],
  ['box-shadow', 'none'],
  ['opacity', '1'],
  ['vertical-align', 'baseline'],
  ['text-decoration-line', 'none'],
  ['text-overflow', 'clip'],
  ['unicode-bidi', 'normal'],
  ['transform', 'none'],
  ['filter', 'none'],
  ['clip-path', 'none'],
  ['mix-blend-mode', 'normal'],
  ['min-width', '0px'],
  ['max-width', 'none'],
  ['flex-grow', '0'],
  ['flex-shrink', '1'],
  ['flex-basis', 'auto'],
  ['order', '0'],
  ['align-self', 'auto'],
  ['justify-self', 'auto'],
  ['grid-column-start', 'auto'],
  ['grid-column-end', 'auto'],
  ['grid-row-start', 'auto'],
  ['grid-row-end', 'auto'],
  ['column-count', 'auto'],
];

/** Only where the box is one of these kinds does a group say anything. */
export const POSITIONED: Properties = [
  ['top', 'auto'],
  ['right', 'auto'],
  ['bottom', 'auto'],
  ['left', 'auto'],
  ['z-index', 'auto'],
];

export const CONTAINER: Properties = [
  ['justify-content', 'normal'],
  ['align-items', 'normal'],
  ['align-content', 'normal'],
  ['justify-items', 'normal'],
  ['row-gap', 'normal'],
  ['column-gap', 'normal'],
  ['flex-direction', 'row'],
  ['flex-wrap', 'nowrap'],
  ['grid-template-columns', 'none'],
  ['grid-template-rows', 'none'],
  ['grid-template-areas', 'none'],
  ['grid-auto-flow', 'row'],
  ['grid-auto-columns', 'auto'],
  ['grid-auto-rows', 'auto'],
];

export const BACKGROUND: Properties = [
  ['background-size', 'auto'],
  ['background-position', '0% 0%'],
  ['background-repeat', 'repeat'],
  ['background-clip', 'border-box'],
  ['background-origin', 'padding-box'],
];

export const DECORATION: Properties = [
  ['text-decoration-style', 'solid'],
  ['text-decoration-color', ''],
  ['text-decoration-thickness', 'auto'],
  ['text-underline-offset', 'auto'],
];

export const CLAMP: Properties = [
  ['-webkit-line-clamp', 'none'],
  ['-webkit-box-orient', 'horizontal'],
];

export const REPLACED: Properties = [
  ['object-fit', 'fill'],
  ['object-position', '50% 50%'],
  ['aspect-ratio', 'auto'],
];

export const SIDES = ['top', 'right', 'bottom', 'left'] as const;
