import type { Finding } from './contract.js';
import type { ComposerOptions } from './options.js';

/**
 * A person who went back to edit earns a thank-you when the sting is out. Most edits only dress the words up, so a text the
 * engine is silent about is looked at once more: if the old words are still in there, hidden or in quotation marks, nothing
 * is said.
 */
export class Mending {
  readonly #engine: ComposerOptions['engine'];
  #phrases: readonly string[] | null = null;

  constructor(engine: ComposerOptions['engine']) {
    this.#engine = engine;
  }

  /** The person went back to edit what was found in this text. */
  begin(text: string, findings: readonly Finding[]): void {
    this.#phrases = findings.map(({ start, end }) => text.slice(start, end));
  }

  /** Nothing is being mended any more. */
  end(): void {
    this.#phrases = null;
  }

  /** Whether this text, in which nothing is found, is the mended one. True once. */
  async done(text: string): Promise<boolean> {
    const phrases = this.#phrases;
    if (!phrases) return false;
    const engine = await this.#engine;
    if (await engine.stillSays?.(phrases, text)) return false;
    if (this.#phrases !== phrases) return false;
    this.#phrases = null;
    return true;
  }
}
