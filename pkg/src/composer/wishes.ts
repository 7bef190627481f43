import type { Context, Finding } from './contract.js';
import type { Field } from './field/field.js';
import { type Helpline, linesFor, regionOf } from './helplines.js';
import type { ComposerChange, ComposerOptions, Theme } from './options.js';
import { paceTowards } from './pace.js';
import type { AskAt, PolicyStorage } from './policy.js';
import { fill, type Strings, stringsFor } from './strings/index.js';

/** What the host wants right now: its options, what it changed since, and the defaults for the rest. */
export class Wishes {
  readonly options: ComposerOptions;
  readonly #field: Field;
  #change: ComposerChange = {};

  constructor(options: ComposerOptions, field: Field) {
    this.options = options;
    this.#field = field;
  }

  change(change: ComposerChange): void {
    this.#change = { ...this.#change, ...change };
  }

  get strings(): Strings {
    const { element } = this.#field;
    const near = element.closest<HTMLElement>('[lang]')?.lang;
    return (
      this.#change.strings ??
      this.options.strings ??
      stringsFor(near || element.ownerDocument.defaultView?.navigator.language || 'en')
    );
  }

  get theme(): Theme {
    return this.#change.theme ?? this.options.theme ?? 'auto';
  }

  get askAt(): AskAt {
    return this.#change.askAt ?? this.options.askAt ?? 'warn';
  }

  get helplines(): readonly Helpline[] {
    const { language = '' } = this.#field.element.ownerDocument.defaultView?.navigator ?? {};
    const region = this.#change.region ?? this.options.region ?? regionOf(language);
    return linesFor(this.#change.helplines ?? this.options.helplines ?? [], region);
  }

  /** Seconds a post is held back; 0 when it is not. */
  get undoSeconds(): number {
    return this.#change.undoSeconds ?? this.options.undoSeconds ?? 0;
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return this.options.now?.() ?? Date.now();
  }

  /** Where the day's count and the snooze lie; none where the host or the browser forbids it. */
  get storage(): PolicyStorage | undefined {
    if (this.options.storage !== undefined) return this.options.storage ?? undefined;
    try {
      return this.#field.element.ownerDocument.defaultView?.localStorage;
    } catch {
      return undefined;
    }
  }

  /** Who is written to, where the host says so. */
  get target(): string | undefined {
    const { target } = this.options;
    return typeof target === 'function' ? target() : target;
  }

  get context(): Context | undefined {
    const given = this.#change.context ?? this.options.context;
    const context = typeof given === 'function' ? given() : given;
    const { target } = this;
    if (target === undefined) return context;
    const { sent, sinceLastMs } = paceTowards(target, this.now());
    return {
      sentToSameTarget: sent,
      ...(sinceLastMs === undefined ? {} : { sinceLastToSameTargetMs: sinceLastMs }),
      // What the host counts itself knows more than one page does.
      ...context,
    };
  }

  /** "You have written to this person 6 times in 2 minutes", where the engine says that this weighs in. */
  often(findings: readonly Finding[]): string | undefined {
    const { target } = this;
    if (target === undefined || !findings.some((finding) => finding.toned.includes('repeated'))) return undefined;
    const { sent, spanMs } = paceTowards(target, this.now());
    if (sent === 0) return undefined;
    const minutes = Math.round(spanMs / 60_000);
    const { lineOften, lineOftenMinute } = this.strings;
    return fill(minutes > 1 ? lineOften : lineOftenMinute, { count: sent, minutes });
  }
}
