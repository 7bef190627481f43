import { refuseContexts, refuseText, refuseTexts } from './asked.js';
import type { Core, Cores, RawEngine } from './core.js';
import { type Counting, countingAt, refusePersonal } from './counting.js';
import type { Engine } from './engine.js';
import { codeOf, LiangyanError, messageOf } from './errors.js';
import type { Personal, PersonalReport } from './personal.js';
import type { SignedPack } from './updates/contract.js';
import type { Context, Verdict } from './verdict.js';
import { type ContextWords, contextWords, readVerdicts, type Tables } from './wire.js';

/** Where an update went: which of the files it replaced, and both packs as `name@version`. */
export interface Place {
  file: number;
  running: string;
  update: string;
  /** Ms since the epoch. */
  expires: number;
}

/** An engine in this same thread. */
export class LocalEngine implements Omit<Engine, 'updatePack'> {
  readonly kind: 'wasm' | 'js';
  packs: readonly string[];
  declare [Symbol.dispose]: () => void;
  private tables: Tables;
  /** The longest text that is checked, in UTF-16 code units. */
  readonly limit: number;
  private cores: Cores | null;
  private raw: RawEngine | null;
  /** What the person told, and what of it counts until when. */
  private personal: { all: Personal; clock: () => number; now: Counting } | null = null;

  /** `packs` are kept, for the day an instance traps and another takes its place: they must not change. */
  constructor(
    cores: Cores,
    private source: readonly Uint8Array[],
    private readonly preset: number,
  ) {
    this.kind = cores.kind;
    this.cores = cores;
    this.limit = cores.first.maxTextUtf16;
    this.raw = start(() => cores.first, source, preset);
    this.tables = tablesOf(this.raw);
    this.packs = Object.freeze(this.tables.packs.slice());
    // Engines of JavaScript older than explicit resource management have no such symbol.
    if (Symbol.dispose) this[Symbol.dispose] = () => this.free();
  }

  check(text: string, context?: Context): Verdict {
    refuseText(text, this.limit);
    const senders = this.senders();
    const [flags, mentions, since, sent, reports] = contextWords(context, senders);
    const words = this.ask((raw) => raw.check(text, flags, mentions, since, sent, reports));
    return readVerdicts(words, 1, this.tables)[0] as Verdict;
  }

  checkMany(texts: readonly string[], context?: Context | readonly Context[]): Verdict[] {
    refuseTexts(texts, this.limit);
    const senders = this.senders();
    const words = Array.isArray(context)
      ? context.map((one) => contextWords(one, senders))
      : [contextWords(context as Context | undefined, senders)];
    if (Array.isArray(context)) refuseContexts(context, texts.length);
    const verdicts: Verdict[] = [];
    for (const [from, to] of batches(texts, this.limit)) {
      const some = Array.isArray(context) ? words.slice(from, to) : words;
      verdicts.push(...this.askMany(texts.slice(from, to), some));
    }
    return verdicts;
  }

  setPersonal(personal: Personal, clock: () => number = Date.now): PersonalReport {
    refusePersonal(personal);
    // The caller may change theirs.
    const all = { words: personal.words.slice(), dismissed: personal.dismissed.slice() };
    const now = countingAt(all, clock());
    const ignored = this.ask((raw) => raw.setPersonal(now.raw));
    this.personal = { all, clock, now };
    return now.report(ignored);
  }

  stillSays(phrases: readonly string[], text: string): boolean {
    refuseTexts(phrases, this.limit);
    refuseText(text, this.limit);
    return this.ask((raw) => raw.stillSays(phrases, text));
  }

  /**
   * Puts a pack whose signature was found good in the place of the one that it updates. Rejects as `updatePack`, and then
   * nothing has changed.
   */
  async replace({ pack, comment, now }: SignedPack): Promise<Place> {
    const place = () => this.ask((raw) => raw.placeUpdate(pack, comment, now));
    // What is refused needs no new instance.
    place();
    const core = await this.refuseFreed().another();
    // Another update may have come first, or `free`.
    const found = place();
    const source = this.source.map((old, at) => (at === found.file ? pack : old));
    const raw = start(() => core, source, this.preset);
    if (this.personal) raw.setPersonal(this.personal.now.raw);
    this.raw?.free();
    this.raw = raw;
    this.source = source;
    this.tables = tablesOf(raw);
    this.packs = Object.freeze(this.tables.packs.slice());
    return found;
  }

  free(): void {
    this.cores = null;
    const raw = this.raw;
    this.raw = null;
    raw?.free();
  }

  /** The numbers of the senders the engine knows. What has expired is taken from it first. */
  private senders(): ReadonlyMap<string, number> | undefined {
    const { personal } = this;
    if (personal !== null && personal.now.until <= personal.clock()) this.setPersonal(personal.all, personal.clock);
    return this.personal?.now.senders;
  }

  private askMany(texts: readonly string[], contexts: readonly ContextWords[]): Verdict[] {
    // A NUL between them keeps the halves of two lone surrogates from meeting; the lengths say where each one ends.
    const joined = texts.join('\0');
    const lengths = Uint32Array.from(texts, (text) => text.length);
    const words = this.ask((raw) => raw.checkMany(joined, lengths, Uint32Array.from(contexts.flat())));
    return readVerdicts(words, texts.length, this.tables);
  }

  private ask<T>(question: (raw: RawEngine) => T): T {
    const raw = this.live();
    try {
      return question(raw);
    } catch (thrown) {
      const code = codeOf(thrown);
      if (code !== undefined) throw new LiangyanError(code, messageOf(thrown), thrown);
      this.raw = null;
      raw.__destroy_into_raw();
      throw trapped(thrown);
    }
  }

  /** The way to instances, as long as this engine was not freed. */
  protected refuseFreed(): Cores {
    if (this.cores === null) throw new LiangyanError('engine_freed', 'this engine was freed');
    return this.cores;
  }

  /** The instance, made anew if the last one trapped. */
  private live(): RawEngine {
    if (this.raw !== null) return this.raw;
    const raw = start(this.refuseFreed().again, this.source, this.preset);
    if (this.personal) raw.setPersonal(this.personal.now.raw);
    this.raw = raw;
    return raw;
  }
}

function tablesOf(raw: RawEngine): Tables {
  return { rules: raw.rules(), packs: raw.packs() };
}

function start(core: () => Core, packs: readonly Uint8Array[], preset: number): RawEngine {
  try {
    return core().start(packs, preset);
  } catch (thrown) {
    const code = codeOf(thrown);
    throw code === undefined ? trapped(thrown) : new LiangyanError(code, messageOf(thrown), thrown);
  }
}

function trapped(thrown: unknown): LiangyanError {
  return new LiangyanError('engine_trapped', `the engine stopped: ${messageOf(thrown)}`, thrown);
}

/** Cuts texts into runs of at most `limit` code units together, so that many texts take no more memory than a long one. */
function* batches(texts: readonly string[], limit: number): Generator<[from: number, to: number]> {
  let from = 0;
  let units = 0;
  for (let at = 0; at < texts.length; at += 1) {
    const length = (texts[at] as string).length + 1;
    if (at > from && units + length > limit) {
      yield [from, at];
      from = at;
      units = 0;
    }
    units += length;
  }
  if (from < texts.length) yield [from, texts.length];
}
