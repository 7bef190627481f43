/** What the composer needs of a place where people write. Hosts with an editor of their own can pass one of these. */
export interface Field {
  /** The element that takes the focus. Lines and marks are placed relative to it. */
  readonly element: HTMLElement;
  /** How marks are drawn: over a mirror of the text, or on ranges of the document. */
  readonly kind: 'control' | 'document';
  /** The text, offsets in UTF-16 code units. Line ends are `\n`. */
  text(): string;
  /** Focuses the field and puts the caret at `offset`. */
  caret(offset: number): void;
  /** The document ranges of a stretch of text, for `kind: 'document'`; null when the stretch is not in the document. */
  range(start: number, end: number): Range | null;
  /** Replaces a stretch of text as typing would, so that undo works and the host hears it. Only ever done on the person's own tap. */
  replace(start: number, end: number, text: string): void;
}

/** An element the composer knows by itself, or a field of the host's own. */
export type FieldSource = HTMLTextAreaElement | HTMLInputElement | HTMLElement | Field;

export function isField(source: FieldSource): source is Field {
  return typeof (source as Field).text === 'function' && typeof (source as Field).caret === 'function';
}

/**
 * Types `text` over the current selection. `execCommand` is the one way that keeps the browser's undo stack; where it
 * does nothing, the caller's own way is used.
 */
export function typeOver(element: HTMLElement, text: string, otherwise: () => void): void {
  const document = element.ownerDocument;
  let typed = false;
  try {
    typed = document.execCommand(text === '' ? 'delete' : 'insertText', false, text);
  } catch {
    typed = false;
  }
  if (!typed) otherwise();
}
