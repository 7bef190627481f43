/**
 * Style sheets that a strict Content-Security-Policy allows: constructed ones. Engines without them (Safari before
 * 16.4) get a `<style>` element, which needs the page's nonce where the policy forbids inline styles.
 */

const sheets = new Map<string, CSSStyleSheet>();

function constructed(root: Document | ShadowRoot, css: string): CSSStyleSheet | null {
  // A sheet belongs to the document it was made in; frames get their own through the <style> path.
  if (!('adoptedStyleSheets' in root) || (root.ownerDocument ?? root) !== globalThis.document) return null;
  try {
    let sheet = sheets.get(css);
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      sheets.set(css, sheet);
    }
    return sheet;
  } catch {
    return null;
  }
}

/** How many guards use a sheet on a root, so that the last one takes it away. */
const users = new WeakMap<Document | ShadowRoot, Map<CSSStyleSheet, number>>();

/** Adds a style sheet to a document or shadow root; the answer takes it away again. */
export function adopt(root: Document | ShadowRoot, css: string, nonce?: string): () => void {
  const sheet = constructed(root, css);
  if (!sheet) {
    const style = (root.ownerDocument ?? (root as Document)).createElement('style');
    if (nonce) style.nonce = nonce;
    style.textContent = css;
    ((root as Document).head ?? root).append(style);
    return () => style.remove();
  }
  const counts = users.get(root) ?? new Map<CSSStyleSheet, number>();
  users.set(root, counts);
  const count = counts.get(sheet) ?? 0;
  counts.set(sheet, count + 1);
  if (count === 0) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  return () => {
    const left = (counts.get(sheet) ?? 1) - 1;
    if (left > 0) counts.set(sheet, left);
    else {
      counts.delete(sheet);
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
    }
  };
}
