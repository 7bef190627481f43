import { LiangyanError } from '../errors.js';
import { claim, release } from './claim.js';
import type { Finding, Verdict } from './contract.js';
import { type Answer, ask } from './dialog.js';
import { Dismissals } from './dismissals.js';
import { Display } from './display.js';
import { Draft } from './draft.js';
import type { Field, FieldSource } from './field/field.js';
import { openField } from './field/open.js';
import { Typing } from './field/typing.js';
import { Host } from './host.js';
import { look } from './look.js';
import { covers, maskable } from './mask.js';
import { Mending } from './mending.js';
import type { ComposerChange, ComposerOptions } from './options.js';
import { countPost, forgetPosts } from './pace.js';
import { AskPolicy, nextMidnight } from './policy.js';
import { guardEnter, guardForm } from './submit.js';
import { holdBack } from './undo.js';
import { Wishes } from './wishes.js';

export interface Review {
  /** `post`: go on. `edit`: the person wants to look again; the focus is back in the field. */
  decision: 'post' | 'edit';
  /** null when the engine could not say anything; then `decision` is `post`. */
  verdict: Verdict | null;
}

/** A field that is looked after. Everything about it ends with `destroy()`. */
export interface Guard {
  /**
   * Asks if there is something to ask. To be called before posting where the guard does not hear the submit itself. Never
   * rejects: whatever fails, the answer is `post`, and `onError` is told.
   */
  review(): Promise<Review>;
  /** Looks at the text now, for hosts that change the field by themselves. */
  refresh(): Promise<Verdict | null>;
  /** The next text is a new draft: call it when the host has put another message into the field. */
  newDraft(): void;
  /** Changes language, theme, context, help-lines, or what the person took back. */
  update(change: ComposerChange): void;
  /** The person written to has answered: the count of messages to them begins anew. */
  answered(): void;
  /** Until when the person asked not to be asked, ms since the epoch; 0 when not. */
  readonly snoozedUntil: number;
  /** Sets or (with 0) ends that time. */
  snooze(until: number): void;
  /** Takes every mark, line and listener away. */
  destroy(): void;
}

/** How long a review waits for the engine where the host does not say. Milliseconds. */
const PATIENCE = 1500;

export class ComposerGuard implements Guard {
  readonly #options: ComposerOptions;
  readonly #host: Host;
  readonly #field: Field;
  readonly #wishes: Wishes;
  readonly #typing: Typing;
  readonly #display: Display;
  readonly #policy: AskPolicy;
  readonly #dismissals: Dismissals;
  readonly #draft = new Draft();
  readonly #stop = new AbortController();
  /** The newest verdict and what of it was not taken back. */
  #latest: { text: string; verdict: Verdict } | null = null;
  #reviewing: Promise<Review> | null = null;
  /** Words the person chose to post as they are. */
  #passed: string | null = null;
  readonly #mending: Mending;
  #looks = 0;

  constructor(source: FieldSource, options: ComposerOptions) {
    this.#options = options;
    this.#host = new Host(options);
    this.#field = openField(source);
    this.#wishes = new Wishes(options, this.#field);
    this.#policy = new AskPolicy(options.dailyCap ?? 8, this.#wishes.storage);
    this.#dismissals = new Dismissals(options, this.#host);
    this.#mending = new Mending(options.engine);
    const { element } = this.#field;
    if (claim(element, this)) {
      this.#host.error(
        new LiangyanError('field_guarded', 'this field had a guard already: the newer one took its place'),
      );
    }
    const changed = () => this.#changed();
    this.#typing = new Typing(element, options.restMs ?? 500, changed, () => void this.refresh());
    const actions = {
      jump: (finding: Finding) => this.#field.caret(finding.end),
      dismiss: (finding: Finding) => {
        this.#dismiss([finding]);
        element.focus();
      },
      mask: (findings: readonly Finding[]) => this.#mask(findings),
    };
    this.#display = new Display(this.#field, this.#wishes, actions, () => {
      if (this.#typing.composing()) return;
      changed();
      this.#typing.nudge();
    });
    this.#hearPosting();
    // A host hears at once of an engine that does not load, and not only when somebody types.
    Promise.resolve(options.engine).catch((error) => {
      if (!this.#stop.signal.aborted) this.#host.error(error);
    });
    if (this.#field.text() !== '') this.#typing.nudge();
  }

  get snoozedUntil(): number {
    return this.#policy.snoozedUntil(this.#wishes.now());
  }

  snooze(until: number): void {
    this.#policy.snooze(until);
  }

  review(): Promise<Review> {
    this.#reviewing ??= this.#review()
      // A fault of the guard's own must not stand between a person and their post.
      .catch((error): Review => {
        this.#host.error(error);
        return { decision: 'post', verdict: null };
      })
      .finally(() => {
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
      const verdict = await look(this.#options.engine, text, this.#wishes.context);
      // Only the newest look may draw, and only if the field still says what was looked at.
      if (mine !== this.#looks || this.#stop.signal.aborted) return verdict;
      if (this.#field.text() === text) this.#show(text, verdict);
      else this.#typing.nudge();
      this.#host.verdict(verdict);
      return verdict;
    } catch (error) {
      if (mine === this.#looks) this.#show(text, null);
      this.#host.error(error);
      return null;
    }
  }

  newDraft(): void {
    this.#draft.end();
    this.#passed = null;
    this.#mending.end();
    this.#show(this.#field.text(), null);
    if (this.#field.text() !== '') this.#typing.nudge();
  }

  answered(): void {
    const { target } = this.#wishes;
    if (target !== undefined) forgetPosts(target);
  }

  update(change: ComposerChange): void {
    this.#wishes.change(change);
    this.#display.dress();
    if (this.#latest) this.#show(this.#latest.text, this.#latest.verdict);
    if (change.personal) {
      this.#dismissals.replace(change.personal).catch((error) => this.#host.error(error));
    }
    if (change.context || change.personal) this.#typing.nudge();
  }

  destroy(): void {
    release(this.#field.element, this);
    this.#stop.abort();
    this.#typing.destroy();
    this.#display.destroy();
  }

  /** Hears the submit of the form and Enter, as the host wishes. */
  #hearPosting(): void {
    const { element } = this.#field;
    const { enter = 'none', form: given } = this.#options;
    const form = given === undefined ? (element as HTMLInputElement).form : given;
    const posting = { review: () => this.review(), settled: () => this.#settled(), signal: this.#stop.signal };
    if (form) {
      guardForm(form, posting);
      form.addEventListener('reset', () => this.newDraft(), { signal: this.#stop.signal });
    }
    if (enter !== 'none') guardEnter(this.#field, form || null, this.#typing, this.#options, posting);
  }

  #changed(): void {
    const text = this.#field.text();
    this.#draft.observe(text);
    if (text.trim() === '') this.#show(text, null);
    else this.#display.follow(text);
  }

  #open(text: string, findings: readonly Finding[]): Finding[] {
    return this.#dismissals.open(text, findings, this.#wishes.now());
  }

  #show(text: string, verdict: Verdict | null): void {
    if (this.#stop.signal.aborted) return;
    const findings = verdict && verdict.level !== 'none' ? this.#open(text, verdict.findings) : [];
    this.#latest = verdict ? { text, verdict } : null;
    this.#display.show(text, verdict, findings);
    if (verdict && !verdict.support && findings.length === 0) void this.#thank(text);
  }

  /** Thanks for a text the person mended. */
  async #thank(text: string): Promise<void> {
    try {
      const mended = await this.#mending.done(text);
      if (mended && this.#latest?.text === text) this.#display.line(this.#wishes.strings.lineThanks);
    } catch (error) {
      this.#host.error(error);
    }
  }

  async #review(): Promise<Review> {
    // The guard is gone, and the host asks a last time: the post is not its business any more.
    if (this.#stop.signal.aborted) return { decision: 'post', verdict: null };
    this.#typing.cancel();
    const text = this.#field.text();
    this.#draft.observe(text);
    let verdict: Verdict;
    try {
      verdict = await look(this.#options.engine, text, this.#wishes.context, this.#options.patienceMs ?? PATIENCE);
    } catch (error) {
      this.#host.error(error);
      return this.#decide({ decision: 'post', verdict: null }, false);
    }
    if (this.#field.text() === text) this.#show(text, verdict);
    const findings = this.#open(text, verdict.findings);
    const now = this.#wishes.now();
    const mayAsk =
      !this.#stop.signal.aborted &&
      findings.length > 0 &&
      text !== this.#passed &&
      !this.#draft.asked &&
      this.#policy.mayAsk(verdict.level, this.#wishes.askAt, now);
    if (!mayAsk) return this.#hold({ decision: 'post', verdict }, false);

    this.#draft.markAsked();
    this.#policy.countAsked(now);
    const { strings, theme } = this.#wishes;
    const { dialogParent, nonce } = this.#options;
    const { element: field } = this.#field;
    const parent = dialogParent ?? field.ownerDocument.body;
    const often = this.#wishes.often(findings);
    const question = { text, verdict, findings, often, strings, theme, parent, nonce, field };
    const answer = await ask(question, this.#stop.signal);
    return this.#answer(answer, text, verdict, findings);
  }

  #answer(answer: Answer, text: string, verdict: Verdict, findings: Finding[]): Promise<Review> | Review {
    if (answer.snooze) this.#policy.snooze(nextMidnight(this.#wishes.now()));
    if (answer.choice === 'post' || answer.choice === 'dismiss') {
      this.#passed = text;
      if (answer.choice === 'dismiss') this.#dismiss(findings);
      return this.#hold({ decision: 'post', verdict }, true);
    }
    if (answer.choice === 'mask') this.#mask(findings.filter(maskable));
    else {
      this.#mending.begin(text, findings);
      this.#field.caret(findings[0]?.end ?? text.length);
    }
    return this.#decide({ decision: 'edit', verdict }, true);
  }

  /** Holds a post back for the undo time, where the host wants one. */
  async #hold(review: Review, asked: boolean): Promise<Review> {
    const { undoSeconds, strings } = this.#wishes;
    if (undoSeconds > 0 && !this.#stop.signal.aborted) {
      const undone = await this.#display.waiting((place, say) =>
        holdBack(place, say, undoSeconds, strings, this.#stop.signal),
      );
      if (undone) {
        this.#field.caret(this.#field.text().length);
        return this.#decide({ ...review, decision: 'edit' }, asked);
      }
    }
    return this.#decide(review, asked);
  }

  #decide(review: Review, asked: boolean): Review {
    const { target } = this.#wishes;
    if (review.decision === 'post' && target !== undefined) countPost(target, this.#wishes.now());
    this.#host.decision({ ...review, asked });
    return review;
  }

  #dismiss(findings: readonly Finding[]): void {
    const { text, verdict } = this.#latest ?? { text: this.#field.text(), verdict: null };
    this.#dismissals
      .add(text, findings, verdict?.packs ?? [], this.#wishes.now())
      .catch((error) => this.#host.error(error));
    if (verdict) this.#show(text, verdict);
  }

  /** Covers private data at the person's own tap; the last one first, so that offsets stay right. */
  #mask(findings: readonly Finding[]): void {
    const text = this.#field.text();
    if (text !== this.#latest?.text) return;
    for (const { start, end, text: covered } of covers(text, findings).reverse()) {
      this.#field.replace(start, end, covered);
    }
    this.#display.line(this.#wishes.strings.maskDone);
  }

  /** Posted: hosts clear the field on their own time, often without an event. */
  #settled(): void {
    for (const wait of [0, 100, 1000]) {
      setTimeout(() => {
        if (!this.#stop.signal.aborted && this.#field.text().trim() === '') this.newDraft();
      }, wait);
    }
  }
}

/**
 * Looks after a field: a quiet mark and a line while typing, one question before something cruel is posted. It never
 * blocks, never sends anything, and never changes the text but at the person's own tap.
 *
 * ```ts
 * const guard = guardComposer(textarea, { engine: load(), context: { surface: 'comment' } });
 * ```
 *
 * Throws `bad_field` for what nobody types into. A second guard on a field takes the place of the first one, and says so
 * with `field_guarded`.
 */
export function guardComposer(source: FieldSource, options: ComposerOptions): Guard {
  return new ComposerGuard(source, options);
}
