/** The field inside an element that other code fills: parsers, frameworks and editors put it in later, and change it for another. */

const FIELDS = 'textarea, input, [contenteditable]:not([contenteditable="false"])';

/** Inputs that hold no text of a person. */
const NO_TEXT = new Set(
  'button checkbox color date datetime-local file hidden image month number password radio range reset submit time week'.split(
    ' ',
  ),
);

function first(root: Element): HTMLElement | null {
  for (const found of root.querySelectorAll<HTMLElement>(FIELDS)) {
    if (!(found.tagName === 'INPUT' && NO_TEXT.has((found as HTMLInputElement).type))) return found;
  }
  return null;
}

/** Tells of the first field inside `root` now, and whenever it is another one or none (null). The answer ends it. */
export function watchField(root: Element, tell: (field: HTMLElement | null) => void): () => void {
  let last: HTMLElement | null = null;
  const look = () => {
    const field = first(root);
    if (field === last) return;
    last = field;
    tell(field);
  };
  const seen = new MutationObserver(look);
  seen.observe(root, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['contenteditable', 'type'],
  });
  look();
  return () => seen.disconnect();
}
