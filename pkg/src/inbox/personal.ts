import { LiangyanError } from '../errors.js';
import type { WordHit } from '../guard/contract.js';
import type { Personal } from '../personal.js';
import type { Core } from './core.js';
import type { ReadingEngine } from './engine.js';
import type { Message } from './message.js';
import { exportWords, type ImportedWords, importWords } from './words/exchange.js';
import { readWord, type UserWord } from './words/word.js';

/** What a word would hit. */
export interface WordPreview {
  /** How many of the messages it would hit. */
  count: number;
  /** The first of them, with the places. */
  examples: { message: Message; hits: WordHit[] }[];
  /** The word cannot be matched: nothing of it is left when it is folded, or it is too long. */
  ignored: boolean;
}

/** How many examples a preview shows. */
const EXAMPLES = 20;

/** The person's own words and what they took back: one object, shared with the composer, kept on this device. */
export class PersonalWords {
  #told = -1;

  readonly #core: Core;
  readonly #engine: Promise<ReadingEngine>;
  readonly #onChange: () => void;

  /** @internal */
  constructor(core: Core, engine: Promise<ReadingEngine>, onChange: () => void) {
    this.#core = core;
    this.#engine = engine;
    this.#onChange = onChange;
  }

  get all(): Personal {
    const { words = [], dismissed = [] } = this.#core.ledger.documents.personal ?? {};
    return { words, dismissed };
  }

  get list(): readonly UserWord[] {
    return this.all.words;
  }

  /** Replaces everything, for hosts whose composer changed it. Rejects with `locked` while a guardian has it locked. */
  async set(personal: Personal): Promise<void> {
    this.#unlocked();
    await this.#change(() => personal);
  }

  /** Adds or (same phrase, match and surfaces) replaces a word. Rejects with `bad_word`. */
  add(word: Omit<UserWord, 'match' | 'surfaces'> & Partial<UserWord>): Promise<void> {
    const read = readWord(word);
    if (typeof read === 'string')
      return Promise.reject(new LiangyanError('bad_word', `this is no word to look for: ${read}`));
    const same = (one: UserWord) =>
      one.phrase === read.phrase && one.match === read.match && String(one.surfaces) === String(read.surfaces);
    return this.#change(({ words, dismissed }) => ({
      words: [...words.filter((one) => !same(one)), read],
      dismissed,
    }));
  }

  /** Takes a word off the list, by its phrase. */
  async remove(phrase: string): Promise<void> {
    this.#unlocked();
    await this.#change(({ words, dismissed }) => ({
      words: words.filter((one) => one.phrase !== phrase),
      dismissed,
    }));
  }

  /** Adds the words of a list, CSV or JSON; what is wrong with it comes back line by line. */
  async import(text: string): Promise<ImportedWords> {
    const imported = importWords(text, this.list);
    if (imported.words.length > 0) {
      await this.#change(({ words, dismissed }) => ({ words: [...words, ...imported.words], dismissed }));
    }
    return imported;
  }

  /** The list as CSV or JSON. */
  export(format: 'csv' | 'json' = 'csv'): string {
    return exportWords(this.list, format);
  }

  /** Remembers that something is not abuse: a phrase by a rule, or whatever a sender writes. */
  dismiss(entries: readonly Personal['dismissed'][number][]): Promise<void> {
    return this.#change(({ words, dismissed }) => {
      const known = new Set(dismissed.map((one) => JSON.stringify(one)));
      return { words, dismissed: [...dismissed, ...entries.filter((one) => !known.has(JSON.stringify(one)))] };
    });
  }

  /** Looks at what a word would hit among messages, by the engine's own folding; nothing is changed. */
  preview(word: Pick<UserWord, 'phrase'> & Partial<UserWord>, messages: readonly Message[]): WordPreview {
    const read = readWord({ action: 'fold', ...word });
    if (typeof read === 'string') return { count: 0, examples: [], ignored: true };
    const matcher = this.#core.guards.words([read]);
    try {
      const result: WordPreview = { count: 0, examples: [], ignored: matcher.ignored.length > 0 };
      for (const message of messages) {
        const hits = matcher.find(message.text, message.surface, message.sender.relation);
        if (hits.length === 0) continue;
        result.count += 1;
        if (result.examples.length < EXAMPLES) result.examples.push({ message, hits });
      }
      return result;
    } finally {
      matcher.free();
    }
  }

  /** Tells the engine what it should know, if that is news to it. */
  async tell(force = false): Promise<void> {
    const { personal: kept } = this.#core.ledger.documents;
    const version = kept?.version ?? 0;
    if (version === this.#told && !force) return;
    // Words nobody ever gave need no telling.
    if (version === 0 && this.#told === -1 && !force) return;
    this.#told = version;
    const { words, dismissed } = this.all;
    this.#onChange();
    const { ledger, time } = this.#core;
    const { policy } = ledger.guard.status(time.now());
    const personal = { words, dismissed: policy.dismissals ? dismissed : [] };
    await (await this.#engine).setPersonal?.(personal, () => time.wall);
  }

  /** More words never weaken the protection of a minor; fewer may. */
  #unlocked(): void {
    const { ledger, time } = this.#core;
    if (ledger.guard.status(time.now()).locked) throw new LiangyanError('locked', 'the words are locked by a guardian');
  }

  async #change(next: (now: Personal) => Personal): Promise<void> {
    await this.#core.ledger.step((desk) => {
      const { words = [], dismissed = [], version = 0 } = desk.documents.personal ?? {};
      desk.write('personal', { ...next({ words, dismissed }), version: version + 1 });
    });
    await this.tell();
    this.#core.tell('change', undefined);
  }
}
