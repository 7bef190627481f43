/**
 * What counts as one draft. The dialog is shown once a draft, and after "Post anyway" not again for the same words.
 * A draft ends when the field is emptied or its text is replaced as a whole (hosts clear fields without an event).
 */

/** Length of the common start and the common end of two texts, not overlapping, in UTF-16 code units. */
export function commonEnds(a: string, b: string): { start: number; end: number } {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start += 1;
  let end = 0;
  while (end < shorter - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end += 1;
  return { start, end };
}

/** Whether `next` is an edit of `last`, rather than another text: one of them keeps half of the other's characters. */
function isEditOf(last: string, next: string): boolean {
  const { start, end } = commonEnds(last, next);
  return (start + end) * 2 >= Math.min(last.length, next.length);
}

export class Draft {
  #last = '';
  #asked = false;

  /** To be told every text the field holds, in order. */
  observe(text: string): void {
    const empty = text.trim() === '';
    if (empty || (this.#last !== '' && !isEditOf(this.#last, text))) this.#asked = false;
    this.#last = empty ? '' : text;
  }

  /** Whether the person was already asked about this draft. */
  get asked(): boolean {
    return this.#asked;
  }

  /** The person was asked. */
  markAsked(): void {
    this.#asked = true;
  }

  /** The next text is a new draft. */
  end(): void {
    this.#last = '';
    this.#asked = false;
  }
}
