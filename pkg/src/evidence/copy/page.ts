/** What is read off the page around and about an element. */

const TRANSPARENT = /^(?:transparent|rgba\(.*, 0\))$/;

/** The colour an element stands on: the nearest ground above it that is not see-through. */
export function backgroundOf(element: Element): string {
  for (let at: Element | null = element; at; at = above(at)) {
    const colour = (at.ownerDocument.defaultView ?? window).getComputedStyle(at).backgroundColor;
    if (colour !== '' && !TRANSPARENT.test(colour)) return colour;
  }
  return 'rgb(255, 255, 255)';
}

/** The element above, out of shadow roots too. */
function above(element: Element): Element | null {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** Where a link leads, as a note: the copy itself leads nowhere. Empty for anything but web and mail addresses. */
export function linkOf(element: Element): string {
  const href = element.localName === 'a' || element.localName === 'area' ? (element as HTMLAnchorElement).href : '';
  return typeof href === 'string' && /^(?:https?|mailto):/i.test(href) && href.length <= 2_000 ? href : '';
}

/**
 * Whether an element keeps its content in a closed shadow root. The browser does not say, so this goes by what shows: an
 * element of the page's own making that takes up room with nothing in it, or whose children are nowhere on the screen.
 */
export function hidesShadow(element: Element): boolean {
  if (!element.localName.includes('-') || element.shadowRoot || !element.matches(':defined')) return false;
  const { width, height } = element.getBoundingClientRect();
  if (width < 1 || height < 1) return false;
  const children = [...element.children].slice(0, 8);
  if (children.length === 0) return element.textContent?.trim() === '';
  return children.every((child) => child.getClientRects().length === 0);
}

/** Rows that a list says it has and the page does not hold at this moment. */
export function rowsMissing(element: Element): number {
  const rows = Number(element.getAttribute('aria-rowcount') ?? 0);
  if (rows > 0) return Math.max(0, rows - element.querySelectorAll('[role="row"], tr').length);
  const first = element.firstElementChild;
  const size = Number(first?.getAttribute('aria-setsize') ?? 0);
  if (!(size > 0)) return 0;
  const here = [...element.children].filter((child) => child.hasAttribute('aria-setsize')).length;
  return Math.max(0, size - here);
}
