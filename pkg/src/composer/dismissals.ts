import type { Finding, Personal } from './contract.js';
import type { ComposerOptions } from './options.js';

/**
 * "This is not abusive": what the person took back. It changes this device only: the engine is told for its next
 * verdicts, the host may store it, and this guard stops showing it at once.
 */
export class Dismissals {
  readonly #options: ComposerOptions;
  #personal: Personal;

  constructor(options: ComposerOptions) {
    this.#options = options;
    this.#personal = options.personal ?? { words: [], dismissed: [] };
  }

  /** The findings that were not taken back. */
  open(text: string, findings: readonly Finding[]): Finding[] {
    return findings.filter((finding) => !this.#has(finding.rule, text.slice(finding.start, finding.end)));
  }

  /** Takes findings back: the same words by the same rule are not shown again. */
  async add(text: string, findings: readonly Finding[], packs: readonly string[], now: number): Promise<void> {
    const added: Personal['dismissed'] = [];
    for (const finding of findings) {
      const phrase = text.slice(finding.start, finding.end);
      if (this.#has(finding.rule, phrase)) continue;
      added.push({ rule: finding.rule, phrase });
      this.#options.onDismiss?.(finding, phrase);
      this.#options.feedback?.add({ phrase, rule: finding.rule, category: finding.category, packs, at: now });
    }
    if (added.length === 0) return;
    this.#personal = { ...this.#personal, dismissed: [...this.#personal.dismissed, ...added] };
    this.#options.onPersonal?.(this.#personal);
    await (await this.#options.engine).setPersonal?.(this.#personal);
  }

  #has(rule: string, phrase: string): boolean {
    return this.#personal.dismissed.some((one) => one.rule === rule && one.phrase === phrase);
  }
}
