import { build, icon } from './build.js';
import type { Finding, Level } from './contract.js';
import type { Helpline } from './helplines.js';
import { maskable, privateParts } from './mask.js';
import type { Theme } from './options.js';
import { distinct, phraseOf } from './phrase.js';
import { reasonOf } from './reasons.js';
import { fill, type Strings } from './strings/catalogue.js';
import { notesCss } from './style/css.js';
import { openSurface, type Surface } from './surface.js';

/** What the notes under the field can ask of the guard. */
export interface NotesActions {
  jump?(finding: Finding): void;
  dismiss?(finding: Finding): void;
  mask?(findings: readonly Finding[]): void;
}

/** Rows shown before "n more". */
const ROWS = 3;
/** Rest before a change is said aloud, so that it does not talk into the typing. Milliseconds. */
const SAY_AFTER = 900;

const WAVE = 'M3 14c2-4 4-4 6 0s4 4 6 0 4-4 6 0';
const DOTS = 'M5 14h.01M12 14h.01M19 14h.01';

/** The quiet line (or short list) under the field. It is the path that works where marks cannot be drawn. */
export class Notes {
  readonly #document: Document;
  readonly #surface: Surface;
  readonly #actions: NotesActions;
  readonly #status: HTMLElement;
  readonly #body: HTMLElement;
  readonly #extra: HTMLElement;
  #sayTimer: ReturnType<typeof setTimeout> | undefined;
  #said = '';
  #helpClosed = false;

  constructor(document: Document, nonce: string | undefined, actions: NotesActions) {
    this.#document = document;
    this.#actions = actions;
    this.#surface = openSurface(document, 'liangyan-notes', notesCss, nonce);
    this.#status = build(document, 'div', { class: 'quietly', attributes: { role: 'status' } });
    this.#body = build(document, 'div', {});
    this.#extra = build(document, 'div', {});
    this.#surface.root.append(this.#status, this.#body, this.#extra);
  }

  get host(): HTMLElement {
    return this.#surface.host;
  }

  /** A place below the list for one more thing, such as the undo line. */
  get extra(): HTMLElement {
    return this.#extra;
  }

  dress(strings: Strings, theme: Theme): void {
    this.#surface.dress(strings, theme);
  }

  /** Stands behind a field. */
  follow(element: HTMLElement): void {
    this.#surface.follow(element);
  }

  /** Shows the findings of a draft; none clears the list. `often` is the line about many messages to one person. */
  show(text: string, level: Level, findings: readonly Finding[], strings: Strings, often?: string): void {
    if (findings.length === 0) {
      this.#body.replaceChildren();
      this.say(this.#said === '' ? '' : strings.statusClear);
      return;
    }
    const sorted = distinct(findings);
    const rows = sorted.slice(0, ROWS).map((finding) => this.#row(text, level, finding, strings));
    const list = build(
      this.#document,
      'ul',
      { class: 'rows', part: 'list', attributes: { 'aria-label': strings.listLabel } },
      ...rows,
    );
    const more =
      sorted.length > ROWS &&
      build(this.#document, 'div', { class: 'more', text: fill(strings.listMore, { count: sorted.length - ROWS }) });
    this.#body.replaceChildren(
      build(
        this.#document,
        'div',
        { class: 'notes', part: 'notes' },
        list,
        more,
        often !== undefined && build(this.#document, 'p', { class: 'more', part: 'often', text: often }),
      ),
    );
    this.say(fill(sorted.length === 1 ? strings.statusFoundOne : strings.statusFound, { count: sorted.length }));
  }

  /** A gentle line for a writer who may be in danger. No warning, no mark. */
  support(strings: Strings, helplines: readonly Helpline[]): void {
    if (this.#helpClosed) return;
    const links = helplines.map((line) =>
      build(
        this.#document,
        'li',
        {},
        build(this.#document, 'a', { text: line.label, attributes: { href: line.href, rel: 'noopener noreferrer' } }),
      ),
    );
    const box = build(
      this.#document,
      'section',
      { class: 'support', part: 'support', attributes: { 'aria-labelledby': 'support' } },
      build(this.#document, 'p', { class: 'support-title', id: 'support', text: strings.supportTitle }),
      build(this.#document, 'p', { text: strings.supportBody }),
      links.length > 0 && build(this.#document, 'ul', {}, ...links),
      build(this.#document, 'button', {
        class: 'quiet',
        text: strings.supportClose,
        press: () => {
          this.#helpClosed = true;
          box.remove();
        },
      }),
    );
    this.#body.append(box);
  }

  /** One sentence in the place of the list, such as the thanks after a kinder edit. */
  line(sentence: string): void {
    this.#body.replaceChildren(build(this.#document, 'p', { class: 'line', part: 'line', text: sentence }));
    this.say(sentence);
  }

  clear(): void {
    clearTimeout(this.#sayTimer);
    this.#said = '';
    this.#status.textContent = '';
    this.#body.replaceChildren();
  }

  destroy(): void {
    clearTimeout(this.#sayTimer);
    this.#surface.destroy();
  }

  #row(text: string, level: Level, finding: Finding, strings: Strings): HTMLElement {
    const phrase = phraseOf(text, finding);
    const strong = level !== 'hint' && finding.severity >= 3;
    const reason = reasonOf(finding, strings);
    const action = maskable(finding)
      ? build(this.#document, 'button', {
          class: 'quiet',
          part: 'mask',
          text: strings.maskShort,
          attributes: { 'aria-label': fill(strings.mask, { what: privateParts(text, [finding]) }) },
          press: () => this.#actions.mask?.([finding]),
        })
      : build(this.#document, 'button', {
          class: 'quiet',
          part: 'dismiss',
          text: strings.listDismiss,
          attributes: { 'aria-label': fill(strings.listDismissLabel, { phrase }) },
          press: () => this.#actions.dismiss?.(finding),
        });
    return build(
      this.#document,
      'li',
      { class: 'row', part: 'row' },
      icon(this.#document, strong ? 'icon strong' : 'icon', level === 'hint' ? DOTS : WAVE),
      build(
        this.#document,
        'div',
        { class: 'said' },
        build(this.#document, 'span', {
          class: 'quietly',
          text: level === 'hint' ? strings.lineHint : strings.lineWarn,
        }),
        build(this.#document, 'button', {
          class: 'phrase',
          part: 'phrase',
          text: fill(strings.quoted, { phrase }),
          attributes: { 'aria-label': fill(strings.listJump, { phrase }) },
          press: () => this.#actions.jump?.(finding),
        }),
        build(this.#document, 'span', { class: 'reason', part: 'reason', text: reason }),
      ),
      action,
    );
  }

  /** Speaks through the live region once things have settled, and never the same sentence twice in a row. */
  say(sentence: string): void {
    clearTimeout(this.#sayTimer);
    if (sentence === this.#said) return;
    this.#sayTimer = setTimeout(() => {
      this.#said = sentence;
      this.#status.textContent = sentence;
    }, SAY_AFTER);
  }
}
