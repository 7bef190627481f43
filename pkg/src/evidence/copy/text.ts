/** Puts together the text a person sees, code point by code point, in the order of the page. */
export class TextFlow {
  private readonly parts: string[] = [];
  private length = 0;
  /** What stands at the end: nothing or a line break, a space that may still go, or text. */
  private end: 'line' | 'space' | 'text' = 'line';
  cut = false;

  constructor(private readonly limit: number) {}

  /** Adds a text node. Where the page folds white space, runs of it become one space, as they are shown. */
  add(text: string, keepsSpace: boolean): void {
    if (keepsSpace) {
      this.put(text);
      return;
    }
    for (const piece of text.split(/([ \t\n\r\f]+)/)) {
      if (piece === '') continue;
      if (!/^[ \t\n\r\f]/.test(piece)) this.put(piece);
      else if (this.end === 'text') this.end = 'space';
    }
  }

  /** A new line, once, however many blocks begin here. */
  line(): void {
    if (this.end !== 'line') this.push('\n');
    this.end = 'line';
  }

  /** A line break the page asked for. */
  lineBreak(): void {
    this.push('\n');
    this.end = 'line';
  }

  toString(): string {
    return this.parts.join('').replace(/\n+$/, '');
  }

  private put(text: string): void {
    if (text === '') return;
    if (this.end === 'space') this.push(' ');
    this.push(text);
    this.end = text.endsWith('\n') ? 'line' : 'text';
  }

  private push(text: string): void {
    let room = this.limit - this.length;
    if (room >= text.length) {
      this.parts.push(text);
      this.length += text.length;
      return;
    }
    this.cut = true;
    // Never half of a surrogate pair.
    if (room > 0 && /[\ud800-\udbff]/.test(text.charAt(room - 1))) room -= 1;
    if (room > 0) this.parts.push(text.slice(0, room));
    this.length = this.limit;
  }
}

/** Elements whose text nobody sees. */
export const UNSEEN: ReadonlySet<string> = new Set([
  'base',
  'datalist',
  'head',
  'link',
  'meta',
  'noembed',
  'noframes',
  'noscript',
  'script',
  'style',
  'template',
  'title',
]);

/** The bare text below an element, for what lies past the limits: without look, so hidden text cannot be told apart. */
export function bareText(root: Element, limit: number): string {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element && UNSEEN.has(node.localName) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const flow = new TextFlow(limit);
  while (walker.nextNode() && !flow.cut) {
    const node = walker.currentNode;
    if (node.nodeType === Node.TEXT_NODE) flow.add((node as Text).data, false);
    else flow.line();
  }
  return flow.toString();
}
