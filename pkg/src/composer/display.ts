import type { Finding, Verdict } from './contract.js';
import type { Field } from './field/field.js';
import { type DressedMarks, openMarks } from './marks/open.js';
import { carry, type Span } from './marks/span.js';
import { Notes, type NotesActions } from './notes.js';
import type { Wishes } from './wishes.js';

/** How often a field with something shown is compared with what was drawn: hosts set values without an event. Milliseconds. */
const WATCH = 400;

/** Everything a guard shows beside its dialog: the marks in the text and the notes under it. */
export class Display {
  readonly #field: Field;
  readonly #wishes: Wishes;
  readonly #marks: DressedMarks | null;
  readonly #notes: Notes | null;
  readonly #moved: () => void;
  /** What is on screen: the text it was drawn for, and its spans. */
  #drawn: { text: string; spans: Span[] } = { text: '', spans: [] };
  #watch: ReturnType<typeof setInterval> | undefined;

  /** `moved` is called when the field holds another text than was drawn, without an event having said so. */
  constructor(field: Field, wishes: Wishes, actions: NotesActions, moved: () => void) {
    const { marks, notes: place, nonce } = wishes.options;
    this.#field = field;
    this.#wishes = wishes;
    this.#moved = moved;
    this.#marks = marks === false ? null : openMarks(field, nonce, wishes.theme);
    this.#notes = place === false ? null : new Notes(field.element.ownerDocument, nonce, actions);
    this.#place();
    this.dress();
  }

  /** Where a post waits to be taken back. Where the host wants no notes, the line stands behind the field while it is needed. */
  async waiting<T>(wait: (place: HTMLElement, say: (sentence: string) => void) => Promise<T>): Promise<T> {
    this.#place();
    if (this.#notes) return wait(this.#notes.extra, (sentence) => this.#notes?.say(sentence));
    const notes = new Notes(this.#field.element.ownerDocument, this.#wishes.options.nonce, {});
    notes.dress(this.#wishes.strings, this.#wishes.theme);
    this.#field.element.after(notes.host);
    try {
      return await wait(notes.extra, (sentence) => notes.say(sentence));
    } finally {
      notes.destroy();
    }
  }

  /** Follows the wished language and theme. */
  dress(): void {
    this.#notes?.dress(this.#wishes.strings, this.#wishes.theme);
    this.#marks?.dress(this.#wishes.theme);
  }

  /** Shows what was found in a text; a null verdict clears everything. */
  show(text: string, verdict: Verdict | null, findings: readonly Finding[]): void {
    const { strings } = this.#wishes;
    this.#place();
    this.#draw(
      text,
      findings.map(({ start, end, severity }) => ({ start, end, severity })),
    );
    if (verdict) this.#notes?.show(text, verdict.level, findings, strings, this.#wishes.often(findings));
    else this.#notes?.clear();
    if (verdict?.support) this.#notes?.support(strings, this.#wishes.helplines);
    clearInterval(this.#watch);
    if (findings.length > 0 || verdict?.support) {
      this.#watch = setInterval(() => {
        if (this.#field.text() !== this.#drawn.text) this.#moved();
      }, WATCH);
    }
  }

  /** The text changed: the marks move along until the next look. */
  follow(text: string): void {
    if (this.#drawn.spans.length === 0) {
      // What the watch compares with: typing told of this change, so it is none of the host's.
      this.#drawn.text = text;
      return;
    }
    const spans = carry(this.#drawn.spans, this.#drawn.text, text);
    this.#draw(text, spans, true);
    if (spans.length === 0) this.#notes?.clear();
  }

  /** One sentence in the place of the list. */
  line(sentence: string): void {
    this.#notes?.line(sentence);
  }

  destroy(): void {
    clearInterval(this.#watch);
    this.#marks?.destroy();
    this.#notes?.destroy();
  }

  /** A field may be guarded before it is put into the document, and be moved later. */
  #place(): void {
    const { notes: place } = this.#wishes.options;
    this.#marks?.follow();
    if (!(place instanceof Object)) this.#notes?.follow(this.#field.element);
    else if (this.#notes?.host.parentNode !== place) place.append(this.#notes?.host as HTMLElement);
  }

  #draw(text: string, spans: Span[], typing = false): void {
    this.#drawn = { text, spans };
    this.#marks?.draw(text, spans, typing);
  }
}
