/** Which elements a copy is made of. Everything else becomes a `div` or a `span` that looks the same. */

/** Kept by name: they mean something to a reader and do nothing. */
const KEPT: ReadonlySet<string> = new Set(
  (
    'article section header footer main nav aside address hgroup div span p h1 h2 h3 h4 h5 h6 blockquote figure figcaption ' +
    'ul ol li dl dt dd b i em strong u s small sub sup mark del ins q cite abbr kbd samp var code time data bdi bdo ' +
    'ruby rt rp'
  ).split(' '),
);

/** Kept inside drawings. Nothing here runs, fetches or holds HTML. */
export const DRAWN: ReadonlySet<string> = new Set(
  (
    'svg g path rect circle ellipse line polyline polygon text tspan defs linearGradient radialGradient stop clipPath ' +
    'mask symbol title desc'
  ).split(' '),
);

/** Shown at once as what they are: a picture taken of them, or a box of the same size. */
export const REPLACED: ReadonlySet<string> = new Set(['img', 'canvas', 'video', 'audio', 'object', 'embed']);

/** Closed by the parser when one of their own kind, or anything that is a block, begins inside them. */
const HEADINGS = /^h[1-6]$/;
const LISTS: Readonly<Record<string, readonly string[]>> = { li: ['ul', 'ol'], dt: ['dl'], dd: ['dl'] };
const BLOCKS =
  /<(?:article|section|header|footer|main|nav|aside|address|hgroup|div|p|h[1-6]|blockquote|figure|figcaption|ul|ol|li|dl|dt|dd|hr)[\s>/]/;

/**
 * The name an element has in the copy. A parser must read back the very tree that was written, so an element that its
 * parent or its content would end early gives way to a plain one.
 *
 * @param block whether the element stands as a block
 * @param inside the markup of its content
 */
export function nameInCopy(local: string, parent: string, block: boolean, inside: string): string {
  const plain = block || BLOCKS.test(inside) ? 'div' : 'span';
  if (!KEPT.has(local)) return plain;
  if (LISTS[local] && !LISTS[local].includes(parent)) return plain;
  if ((local === 'p' || HEADINGS.test(local)) && BLOCKS.test(inside)) return 'div';
  // Formatting elements are opened again by the parser where a block cuts them.
  if (!block && BLOCKS.test(inside)) return 'div';
  return local;
}

/** Kept on any HTML element. Values are text: none of these fetches, runs or points anywhere. */
export const ATTRIBUTES: readonly string[] = [
  'lang',
  'dir',
  'title',
  'datetime',
  'start',
  'reversed',
  'value',
  'role',
  'aria-label',
];

/** Kept inside drawings. */
export const DRAWING_ATTRIBUTES: ReadonlySet<string> = new Set(
  (
    'viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry fx fy d points transform gradientTransform ' +
    'gradientUnits spreadMethod clipPathUnits maskUnits maskContentUnits offset pathLength dx dy rotate textLength lengthAdjust'
  ).split(' '),
);
