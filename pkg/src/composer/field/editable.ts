import { type Field, typeOver } from './field.js';

/** A text node and where its text starts in the field's text. */
interface Piece {
  node: Text;
  start: number;
}

/** An editable tree as text, and where its text nodes went. */
interface Reading {
  text: string;
  pieces: Piece[];
}

const BLOCKS = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DIV DL DT FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN OL P PRE SECTION TABLE TR UL'.split(
    ' ',
  ),
);

/**
 * Reads an editable tree as text: text nodes as they are, `<br>` and the borders of blocks as `\n`. What carries
 * `contenteditable=false` (mentions, stickers) counts as one space, so that words on its two sides do not meet.
 */
function read(root: HTMLElement): Reading {
  let text = '';
  const pieces: Piece[] = [];
  const newline = () => {
    if (text !== '' && !text.endsWith('\n')) text += '\n';
  };
  const walk = (parent: Node) => {
    for (let child = parent.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === Node.TEXT_NODE) {
        pieces.push({ node: child as Text, start: text.length });
        text += (child as Text).data;
      } else if (child.nodeType === Node.ELEMENT_NODE) {
        const element = child as HTMLElement;
        if (element.tagName === 'BR') {
          // A <br> that ends its block only holds the line open.
          if (element.nextSibling) text += '\n';
        } else if (element.getAttribute('contenteditable') === 'false') {
          text += ' ';
        } else if (BLOCKS.has(element.tagName)) {
          newline();
          walk(element);
          newline();
        } else walk(element);
      }
    }
  };
  walk(root);
  return { text: text.endsWith('\n') ? text.slice(0, -1) : text, pieces };
}

/**
 * Offers a change to the editor that owns the document (ProseMirror, Lexical, Quill, Slate): they keep a model of their
 * own and take `beforeinput` with the range it is about. True when one took it; then the document is its business.
 */
function offer(element: HTMLElement, range: Range, text: string): boolean {
  if (typeof StaticRange !== 'function' || typeof InputEvent !== 'function') return false;
  const event = new InputEvent('beforeinput', {
    bubbles: true,
    cancelable: true,
    composed: true,
    inputType: 'insertText',
    data: text,
    targetRanges: [new StaticRange(range)],
  });
  return !element.dispatchEvent(event);
}

/** Any `contenteditable` element, an editor's own included: it is read and marked without touching a node of it. */
export class EditableField implements Field {
  readonly kind = 'document';
  readonly element: HTMLElement;
  #reading: Reading | null = null;

  constructor(element: HTMLElement) {
    this.element = element;
  }

  text(): string {
    return this.#read().text;
  }

  caret(offset: number): void {
    this.element.focus();
    const range = this.range(offset, offset);
    if (range) this.#select(range);
  }

  range(start: number, end: number): Range | null {
    const { pieces } = this.#read();
    const from = this.#point(pieces, start, true);
    const to = this.#point(pieces, end, false);
    if (!from || !to) return null;
    const range = this.element.ownerDocument.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    return range;
  }

  replace(start: number, end: number, text: string): void {
    this.#reading = null;
    const range = this.range(start, end);
    this.#reading = null;
    if (!range) return;
    this.element.focus();
    this.#select(range);
    if (offer(this.element, range, text)) return;
    typeOver(this.element, text, () => {
      range.deleteContents();
      range.insertNode(this.element.ownerDocument.createTextNode(text));
      this.element.dispatchEvent(
        new InputEvent('input', { bubbles: true, inputType: 'insertReplacementText', data: text }),
      );
    });
  }

  /** The tree as text; read once for everything that is asked in one go, since many marks ask for many places. */
  #read(): Reading {
    if (!this.#reading) {
      this.#reading = read(this.element);
      queueMicrotask(() => {
        this.#reading = null;
      });
    }
    return this.#reading;
  }

  #select(range: Range): void {
    const selection = this.element.ownerDocument.getSelection();
    // Not addRange, which does nothing inside a shadow root.
    selection?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  }

  /** The place of an offset. At a border between two nodes a start belongs to the right one, an end to the left one. */
  #point(pieces: Piece[], offset: number, isStart: boolean): { node: Text; offset: number } | null {
    for (const { node, start } of pieces) {
      const end = start + node.data.length;
      if (offset < start) return { node, offset: 0 };
      if (offset < end || (offset === end && !isStart)) return { node, offset: offset - start };
    }
    const last = pieces.at(-1);
    return last ? { node: last.node, offset: last.node.data.length } : null;
  }
}
