import type { Context, Level, Verdict } from '../verdict.js';
import type { ReadingEngine } from './engine.js';
import type { Message } from './message.js';

/** What the engine said about a message. */
export interface Reading {
  /** null where the engine could not say anything. */
  verdict: Verdict | null;
  /** About the sender's name and the title it came under: the graver of the two. */
  name?: Verdict;
}

/** How many names' verdicts are remembered: in a comment page the same people come again and again. */
const MOST_NAMES = 4000;

/** How many texts go to the engine in one call: one in a worker takes in only so many at a time. */
const MOST_AT_ONCE = 2000;

const LEVELS: readonly Level[] = ['none', 'hint', 'warn', 'severe'];

/** Reads messages with the engine, as many as come in one go. */
export class Reader {
  readonly #engine: Promise<ReadingEngine>;
  readonly #onError: (error: unknown) => void;
  readonly #names = new Map<string, Verdict>();

  constructor(engine: ReadingEngine | Promise<ReadingEngine>, onError: (error: unknown) => void) {
    this.#engine = Promise.resolve(engine);
    this.#onError = onError;
  }

  /** The person's words changed: verdicts about names may be others. */
  forgetNames(): void {
    this.#names.clear();
  }

  /** Never rejects: a text that cannot be read has no verdict. */
  async read(messages: readonly Message[], minor: boolean): Promise<Reading[]> {
    const verdicts = await this.#many(
      messages.map(({ text }) => text),
      messages.map((message) => contextOf(message, minor)),
    );
    const wanted = new Set(messages.flatMap(namesOf).filter((name) => !this.#names.has(name)));
    const fresh = [...wanted];
    const said = await this.#many(
      fresh,
      fresh.map(() => ({ surface: 'name', minor })),
    );
    for (const [at, name] of fresh.entries()) {
      const verdict = said[at];
      if (verdict) this.#names.set(name, verdict);
    }
    const readings = messages.map((message, at) => {
      const name = this.#gravest(namesOf(message));
      return { verdict: verdicts[at] ?? null, ...(name && { name }) };
    });
    for (const name of this.#names.keys()) {
      if (this.#names.size <= MOST_NAMES) break;
      this.#names.delete(name);
    }
    return readings;
  }

  #gravest(names: readonly string[]): Verdict | undefined {
    let gravest: Verdict | undefined;
    for (const name of names) {
      const verdict = this.#names.get(name);
      if (verdict && (!gravest || LEVELS.indexOf(verdict.level) > LEVELS.indexOf(gravest.level))) gravest = verdict;
    }
    return gravest;
  }

  async #many(texts: readonly string[], contexts: readonly Context[]): Promise<(Verdict | null)[]> {
    const verdicts: (Verdict | null)[] = [];
    for (let from = 0; from < texts.length; from += MOST_AT_ONCE) {
      const to = from + MOST_AT_ONCE;
      verdicts.push(...(await this.#some(texts.slice(from, to), contexts.slice(from, to))));
    }
    return verdicts;
  }

  async #some(texts: readonly string[], contexts: readonly Context[]): Promise<(Verdict | null)[]> {
    try {
      return await (await this.#engine).checkMany(texts, contexts);
    } catch (thrown) {
      // One text that is refused spoils the call for all: each is asked about alone.
      if (texts.length > 1) {
        const alone: (Verdict | null)[] = [];
        for (const [at, text] of texts.entries()) {
          alone.push(...(await this.#some([text], [contexts[at] as Context])));
        }
        return alone;
      }
      this.#onError(thrown);
      return [null];
    }
  }
}

function namesOf({ sender, title }: Message): string[] {
  return [sender.name, title].filter((name): name is string => typeof name === 'string' && name !== '');
}

function contextOf({ surface, sender, replyTo, mentions, reports }: Message, minor: boolean): Context {
  return {
    surface,
    relation: sender.relation,
    sender: sender.id,
    minor,
    ...(replyTo !== undefined && { replyTo }),
    ...(mentions !== undefined && { mentions }),
    ...(reports !== undefined && { reports }),
  };
}
