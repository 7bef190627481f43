import type { Context, Finding, Verdict } from './contract.js';
import { type Answer, ask } from './dialog.js';
import { Dismissals } from './dismissals.js';
import { Draft } from './draft.js';
import type { Field, FieldSource } from './field/field.js';
import { openField } from './field/open.js';
import { Typing } from './field/typing.js';
import { look } from './look.js';
import { type DressedMarks, openMarks } from './marks/open.js';
import { carry, type Span } from './marks/span.js';
import { maskable, masked } from './mask.js';
import { Notes } from './notes.js';
import type { ComposerChange, ComposerOptions } from './options.js';
import { AskPolicy, nextMidnight } from './policy.js';
import { type Strings, stringsFor } from './strings/index.js';
import { guardEnter, guardForm } from './submit.js';
import { holdBack } from './undo.js';

export interface Review {
  /** `post`: go on. `edit`: the person wants to look again; the focus is back in the field. */
  decision: 'post' | 'edit';
  /** null when the engine could not say anything; then `decision` is `post`. */
  verdict: Verdict | null;
}

/** A field that is looked after. Everything about it ends with `destroy()`. */
export interface Guard {
  /** Asks if there is something to ask. To be called before posting where the guard does not hear the submit itself. */
  review(): Promise<Review>;
  /** Looks at the text now, for hosts that change the field by themselves. */
  refresh(): Promise<Verdict | null>;
  /** The next text is a new draft: call it when the host has put another message into the field. */
  newDraft(): void;
  /** Changes language, theme, context or help-lines. */
  update(change: ComposerChange): void;
  /** Until when the person asked not to be asked, ms since the epoch; 0 when not. */
  readonly snoozedUntil: number;
  /** Sets or (with 0) ends that time. */
  snooze(until: number): void;
  /** Takes every mark, line and listener away. */
  destroy(): void;
}

/** How often a field with something shown is compared with what was drawn: hosts set values without an event. Milliseconds. */
const WATCH = 400;

export class ComposerGuard implements Guard {
  readonly #options: ComposerOptions;
  readonly #field: Field;
  readonly #typing: Typing;
  readonly #marks: DressedMarks | null;
  readonly #notes: Notes | null;
  readonly #draft = new Draft();
  readonly #dismissals: Dismissals;
  readonly #stop = new AbortController();
  #policy: AskPolicy;
  #change: ComposerChange = {};
  /** What is on screen: the text it was drawn for, and its spans. */
  #drawn: { text: string; spans: Span[] } = { text: '', spans: [] };
  #latest: { text: string; verdict: Verdict; findings: Finding[] } | null = null;
  #reviewing: Promise<Review> | null = null;
  /** Words the person chose to post as they are. */
  #passed: string | null = null;
  /** The person was sent back to edit; a kinder text earns a thank-you. */
  #mending = false;
  #looks = 0;
  #watch: ReturnType<typeof setInterval> | undefined;

  constructor(source: FieldSource, options: ComposerOptions) {
    this.#options = options;
    this.#field = openField(source);
    const { element } = this.#field;
    const document = element.ownerDocument;
    this.#policy = this.#newPolicy();
    this.#dismissals = new Dismissals(options);
    this.#marks = options.marks === false ? null : openMarks(this.#field, options.nonce, this.#theme);
    this.#notes = options.notes === false ? null : this.#openNotes(document);
    this.#typing = new Typing(
      element,
      options.restMs ?? 500,
      () => this.#changed(),
      () => void this.refresh(),
    );
    const form = options.form === undefined ? (element as HTMLInputElement).form : options.form;
    const posting = { review: () => this.review(), settled: () => this.#settled(), signal: this.#stop.signal };
    if (form) {
      guardForm(form, posting);
      form.addEventListener('reset', () => this.newDraft(), { signal: this.#stop.signal });
    }
    if (options.enter && options.enter !== 'none') {
      guardEnter(this.#field, form || null, this.#typing, options, posting);
    }
    if (this.#field.text() !== '') this.#typing.nudge();
  }

  get snoozedUntil(): number {
    return this.#policy.snoozedUntil(this.#now());
  }

  snooze(until: number): void {
    this.#policy.snooze(until);
  }

  review(): Promise<Review> {
    this.#reviewing ??= this.#review().finally(() => {
      this.#reviewing = null;
    });
    return this.#reviewing;
  }

  async refresh(): Promise<Verdict | null> {
    const text = this.#field.text();
    this.#draft.observe(text);
    this.#looks += 1;
    const mine = this.#looks;
    if (text.trim() === '') {
      this.#show(text, null);
      return null;
    }
    try {
      const verdict = await look(this.#options.engine, text, this.#context());
      // Only the newest look may draw, and only if the field still says what was looked at.
      if (mine !== this.#looks || this.#stop.signal.aborted) return verdict;
      if (this.#field.text() === text) this.#show(text, verdict);
      else this.#typing.nudge();
      this.#options.onVerdict?.(verdict);
      return verdict;
    } catch (error) {
      if (mine === this.#looks) this.#show(text, null);
      this.#failed(error);
      return null;
    }
  }

  newDraft(): void {
    this.#draft.end();
    this.#passed = null;
    this.#mending = false;
    this.#show(this.#field.text(), null);
    if (this.#field.text() !== '') this.#typing.nudge();
  }

  update(change: ComposerChange): void {
    this.#change = { ...this.#change, ...change };
    if (change.askAt) this.#policy = this.#newPolicy();
    this.#dress();
    if (this.#latest) this.#show(this.#latest.text, this.#latest.verdict);
    if (change.context) this.#typing.nudge();
  }

  destroy(): void {
    this.#stop.abort();
    clearInterval(this.#watch);
    this.#typing.destroy();
    this.#marks?.destroy();
    this.#notes?.destroy();
  }

  get #strings(): Strings {
    const { element } = this.#field;
    return (
      this.#change.strings ??
      this.#options.strings ??
      stringsFor(
        element.closest<HTMLElement>('[lang]')?.lang || element.ownerDocument.defaultView?.navigator.language || 'en',
      )
    );
  }

  get #theme() {
    return this.#change.theme ?? this.#options.theme ?? 'auto';
  }

  #now(): number {
    return this.#options.now?.() ?? Date.now();
  }

  #context(): Context | undefined {
    const context = this.#change.context ?? this.#options.context;
    return typeof context === 'function' ? context() : context;
  }

  #newPolicy(): AskPolicy {
    const { askAt, dailyCap, storage } = this.#options;
    let kept = storage ?? undefined;
    if (storage === undefined) {
      try {
        kept = this.#field.element.ownerDocument.defaultView?.localStorage;
      } catch {
        // Storage is forbidden in this frame: the numbers live in memory.
      }
    }
    return new AskPolicy(this.#change?.askAt ?? askAt ?? 'warn', dailyCap ?? 8, kept);
  }

  #openNotes(document: Document): Notes {
    const notes = new Notes(document, this.#options.nonce, {
      jump: (finding) => this.#field.caret(finding.end),
      dismiss: (finding) => {
        this.#dismiss([finding]);
        this.#field.element.focus();
      },
      mask: (findings) => this.#mask(findings),
    });
    const place = this.#options.notes;
    if (place instanceof Object) place.append(notes.host);
    else this.#field.element.after(notes.host);
    notes.dress(this.#strings, this.#theme);
    return notes;
  }

  #dress(): void {
    this.#notes?.dress(this.#strings, this.#theme);
    this.#marks?.dress(this.#theme);
  }

  /** The text changed: carry the marks along until the next look. */
  #changed(): void {
    const text = this.#field.text();
    this.#draft.observe(text);
    if (this.#drawn.spans.length === 0) {
      if (text.trim() === '') this.#show(text, null);
      return;
    }
    const spans = carry(this.#drawn.spans, this.#drawn.text, text);
    this.#drawn = { text, spans };
    this.#marks?.draw(text, spans);
    if (spans.length === 0) this.#notes?.clear();
  }

  #show(text: string, verdict: Verdict | null): void {
    const findings = verdict && verdict.level !== 'none' ? this.#dismissals.open(text, verdict.findings) : [];
    this.#latest = verdict ? { text, verdict, findings } : null;
    const spans = findings.map(({ start, end, severity }) => ({ start, end, severity }));
    this.#drawn = { text, spans };
    this.#marks?.draw(text, spans);
    if (!verdict) this.#notes?.clear();
    else if (this.#mending && findings.length === 0) {
      this.#mending = false;
      this.#notes?.line(this.#strings.lineThanks);
    } else this.#notes?.show(text, verdict.level, findings, this.#strings);
    if (verdict?.support) {
      this.#notes?.support(this.#strings, this.#change.helplines ?? this.#options.helplines ?? []);
    }
    clearInterval(this.#watch);
    if (spans.length > 0 || verdict?.support) {
      this.#watch = setInterval(() => {
        if (!this.#typing.composing() && this.#field.text() !== this.#drawn.text) {
          this.#changed();
          this.#typing.nudge();
        }
      }, WATCH);
    }
  }

  async #review(): Promise<Review> {
    this.#typing.cancel();
    const text = this.#field.text();
    this.#draft.observe(text);
    let verdict: Verdict;
    try {
      verdict = await look(this.#options.engine, text, this.#context(), this.#options.patienceMs ?? 1500);
    } catch (error) {
      this.#failed(error);
      return this.#decide({ decision: 'post', verdict: null }, false);
    }
    if (this.#field.text() === text) this.#show(text, verdict);
    const findings = this.#dismissals.open(text, verdict.findings);
    const mayAsk =
      findings.length > 0 &&
      text !== this.#passed &&
      !this.#draft.asked &&
      this.#policy.mayAsk(verdict.level, this.#now());
    if (!mayAsk) return this.#hold({ decision: 'post', verdict }, false);

    this.#draft.markAsked();
    this.#policy.countAsked(this.#now());
    const answer = await ask(
      {
        text,
        verdict,
        findings,
        strings: this.#strings,
        theme: this.#theme,
        parent: this.#options.dialogParent ?? this.#field.element.ownerDocument.body,
        nonce: this.#options.nonce,
      },
      this.#stop.signal,
    );
    return this.#answered(answer, text, verdict, findings);
  }

  #answered(answer: Answer, text: string, verdict: Verdict, findings: Finding[]): Promise<Review> | Review {
    if (answer.snooze) this.#policy.snooze(nextMidnight(this.#now()));
    if (answer.choice === 'post' || answer.choice === 'dismiss') {
      this.#passed = text;
      if (answer.choice === 'dismiss') this.#dismiss(findings);
      return this.#hold({ decision: 'post', verdict }, true);
    }
    if (answer.choice === 'mask') this.#mask(findings.filter(maskable));
    else {
      this.#mending = true;
      this.#field.caret(findings[0]?.end ?? text.length);
    }
    return this.#decide({ decision: 'edit', verdict }, true);
  }

  /** Holds a post back for the undo time, where the host wants one. */
  async #hold(review: Review, asked: boolean): Promise<Review> {
    const seconds = this.#options.undoSeconds ?? 0;
    if (seconds > 0 && this.#notes) {
      const undone = await holdBack(this.#notes.extra, seconds, this.#strings, this.#stop.signal);
      if (undone) {
        this.#field.caret(this.#field.text().length);
        return this.#decide({ ...review, decision: 'edit' }, asked);
      }
    }
    return this.#decide(review, asked);
  }

  #decide(review: Review, asked: boolean): Review {
    this.#options.onDecision?.({ ...review, asked });
    return review;
  }

  #dismiss(findings: readonly Finding[]): void {
    const text = this.#latest?.text ?? this.#field.text();
    this.#dismissals.add(text, findings).catch((error) => this.#failed(error));
    if (this.#latest) this.#show(this.#latest.text, this.#latest.verdict);
  }

  /** Covers private data at the person's own tap; the last one first, so that offsets stay right. */
  #mask(findings: readonly Finding[]): void {
    const text = this.#field.text();
    if (text !== this.#latest?.text) return;
    for (const { start, end } of [...findings].sort((a, b) => b.start - a.start)) {
      this.#field.replace(start, end, masked(text.slice(start, end)));
    }
    this.#notes?.line(this.#strings.maskDone);
  }

  /** Posted: hosts clear the field on their own time, often without an event. */
  #settled(): void {
    for (const wait of [0, 100, 1000]) {
      setTimeout(() => {
        if (!this.#stop.signal.aborted && this.#field.text().trim() === '') this.newDraft();
      }, wait);
    }
  }

  #failed(error: unknown): void {
    this.#options.onError?.(error);
  }
}

/**
 * Looks after a field: a quiet mark and a line while typing, one question before something cruel is posted. It never
 * blocks, never sends anything, and never changes the text but at the person's own tap.
 *
 * ```ts
 * const guard = guardComposer(textarea, { engine: load(), context: { surface: 'comment' } });
 * ```
 */
export function guardComposer(source: FieldSource, options: ComposerOptions): Guard {
  return new ComposerGuard(source, options);
}
