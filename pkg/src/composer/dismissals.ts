import type { Dismissed, Finding, Personal } from './contract.js';
import type { Host } from './host.js';
import type { ComposerOptions } from './options.js';

/**
 * "This is not abusive": what the person took back. It changes this device only: the engine is told for its next
 * verdicts, the host may store it, and this guard stops showing it at once.
 */
export class Dismissals {
  readonly #options: ComposerOptions;
  readonly #host: Host;
  #personal: Personal;

  constructor(options: ComposerOptions, host: Host) {
    this.#options = options;
    this.#host = host;
    this.#personal = options.personal ?? { words: [], dismissed: [] };
  }

  /** The findings that were not taken back at `now`, ms since the epoch. The person's own words are for what comes in. */
  open(text: string, findings: readonly Finding[], now: number): Finding[] {
    return findings.filter(
      (finding) =>
        finding.via !== 'user' &&
        !this.#has(finding.rule, text.slice(finding.start, finding.end), now) &&
        !this.#covered(text, finding, now),
    );
  }

  /** Takes findings back: the same words by the same rule are not shown again. */
  async add(text: string, findings: readonly Finding[], packs: readonly string[], now: number): Promise<void> {
    const added: Dismissed[] = [];
    for (const finding of findings) {
      const phrase = text.slice(finding.start, finding.end);
      if (this.#has(finding.rule, phrase, now)) continue;
      added.push({ rule: finding.rule, phrase });
      this.#host.dismissed(finding, phrase);
      this.#options.feedback?.add({ phrase, rule: finding.rule, category: finding.category, packs, at: now });
    }
    if (added.length === 0) return;
    const personal = { ...this.#personal, dismissed: [...this.#personal.dismissed, ...added] };
    const told = this.replace(personal);
    this.#host.personal(personal);
    await told;
  }

  /** The host has other words and dismissals now: something was taken off the list. */
  async replace(personal: Personal): Promise<void> {
    this.#personal = personal;
    await (await this.#options.engine).setPersonal?.(personal);
  }

  /**
   * Whether a finding lies inside words that were taken back as a whole: an engine that leaves the larger finding out has
   * room for the smaller one in it, and the person has said what they think of it.
   */
  #covered(text: string, { start, end }: Finding, now: number): boolean {
    return this.#personal.dismissed.some(({ phrase = '', sender, until }) => {
      if (phrase.length <= end - start || sender !== undefined || (until !== undefined && now >= until)) return false;
      const at = text.lastIndexOf(phrase, start);
      return at >= 0 && at + phrase.length >= end;
    });
  }

  /** Every field an entry gives must fit; one about a sender says nothing of what the person writes. */
  #has(rule: string, phrase: string, now: number): boolean {
    return this.#personal.dismissed.some(
      (one) =>
        (one.rule !== undefined || one.phrase !== undefined) &&
        one.sender === undefined &&
        (one.rule === undefined || one.rule === rule) &&
        (one.phrase === undefined || one.phrase === phrase) &&
        (one.until === undefined || now < one.until),
    );
  }
}
