import { plainContext, plainPersonal, refuseContexts, refuseText, refuseTexts } from '../asked.js';
import { LiangyanError } from '../errors.js';
import type { Personal, PersonalReport } from '../personal.js';
import { checkedUpdate } from '../updates/checked.js';
import type { PackUpdated, Signatures, UpdateOptions } from '../updates/contract.js';
import type { Context, Verdict } from '../verdict.js';
import type { AsyncEngine } from './async-engine.js';
import { errorOf, Member, type Ready } from './member.js';
import type { Answers, Replaced, Start } from './protocol.js';
import { type Call, jobOf, Queue, type Slice } from './queue.js';

/** What a pool is made of, with every default filled in. */
export interface PoolParts {
  make: () => Worker;
  start: Omit<Start, 'personal'>;
  workers: number;
  maxWaiting: number;
  patienceMs: number;
  signatures: Signatures;
}

/** An engine in one or two workers. A worker that dies is replaced when there is something to do. */
export class Pool implements AsyncEngine {
  declare [Symbol.asyncDispose]: () => Promise<void>;
  readonly #queue = new Queue();
  readonly #members = new Set<Member>();
  /** Calls without an answer, sent or not. */
  readonly #open = new Set<Call>();
  #waiting = 0;
  #forRoom: (() => void)[] = [];
  #freed = false;
  #personal: Personal | null = null;
  #ready: Ready | null = null;
  /** What a worker that is started from now on begins with. */
  #packs: readonly Uint8Array[];

  private constructor(private readonly parts: PoolParts) {
    this.#packs = parts.start.packs;
    // Engines of JavaScript older than explicit resource management have no such symbol.
    if (Symbol.asyncDispose) this[Symbol.asyncDispose] = () => this.free();
  }

  /** The first worker, started. */
  static async start(parts: PoolParts): Promise<Pool> {
    const pool = new Pool(parts);
    pool.#ready = await pool.#enlist();
    return pool;
  }

  get kind(): 'wasm' | 'js' {
    return this.#said().kind;
  }

  get packs(): readonly string[] {
    return this.#said().packs;
  }

  get waiting(): number {
    return this.#waiting;
  }

  async check(text: string, context?: Context): Promise<Verdict> {
    refuseText(text, this.#said().limit);
    const [verdict] = await this.#ask([text], plainContext(context), true);
    return verdict as Verdict;
  }

  async checkMany(texts: readonly string[], context?: Context | readonly Context[]): Promise<Verdict[]> {
    refuseTexts(texts, this.#said().limit);
    const contexts = Array.isArray(context) ? context.map(plainContext) : plainContext(context as Context | undefined);
    if (Array.isArray(context)) refuseContexts(context, texts.length);
    // The caller may change theirs while it waits.
    return this.#ask(texts.slice(), contexts as Call['contexts'], false);
  }

  async setPersonal(personal: Personal): Promise<PersonalReport> {
    const told = plainPersonal(personal);
    if (this.#freed) throw freed();
    const before = this.#personal;
    this.#personal = told;
    // A worker that is started from now on has it from its start.
    if (this.#members.size === 0) await this.#enlist();
    const answers = await Promise.allSettled(
      [...this.#members].map((member) => member.ask<PersonalReport>({ method: 'setPersonal', args: [told] })),
    );
    const report = answers.find((answer) => answer.status === 'fulfilled');
    if (report) return report.value;
    const [refused] = answers as PromiseRejectedResult[];
    const error = refused?.reason as LiangyanError;
    // What the engine refuses does not count, and the next worker must not be refused it too.
    if (error.code !== 'worker_died' && this.#personal === told) this.#personal = before;
    throw error;
  }

  async stillSays(phrases: readonly string[], text: string): Promise<boolean> {
    const { limit } = this.#said();
    refuseTexts(phrases, limit);
    refuseText(text, limit);
    if (this.#freed) throw freed();
    if (this.#members.size === 0) await this.#enlist();
    const [member] = this.#members;
    return (member as Member).ask({ method: 'stillSays', args: [phrases.slice(), text] });
  }

  async updatePack(pack: Uint8Array, signature: string, options: UpdateOptions): Promise<PackUpdated> {
    if (this.#freed) throw freed();
    const signed = await checkedUpdate(this.parts.signatures, pack, signature, options);
    if (this.#freed) throw freed();
    if (this.#members.size === 0) await this.#enlist();
    const asked = new Set<Member>();
    let taken: Replaced | undefined;
    let refusal: LiangyanError | undefined;
    // Another worker may be on its way, with the packs as they were.
    for (let left = [...this.#members]; left.length > 0; left = [...this.#members].filter((one) => !asked.has(one))) {
      for (const member of left) asked.add(member);
      const answers = await Promise.allSettled(
        left.map((member) => member.ask<Replaced>({ method: 'replace', args: [signed] })),
      );
      const good = answers.find((answer) => answer.status === 'fulfilled')?.value;
      if (good && !taken) {
        taken = good;
        this.#packs = this.#packs.map((old, at) => (at === good.file ? signed.pack : old));
        this.#ready = { ...this.#said(), packs: good.packs };
      }
      answers.forEach((answer, at) => {
        if (answer.status === 'fulfilled') return;
        refusal ??= answer.reason as LiangyanError;
        // Where one took it all must have it: one that could not is replaced when there is something to do.
        if (taken && answer.reason.code !== 'pack_not_newer') left[at]?.retire('the worker could not take an update');
      });
      if (!taken) break;
    }
    if (taken) return { pack: taken.update, replaced: taken.running, expires: taken.expires };
    throw refusal ?? freed();
  }

  room(): Promise<void> {
    if (this.#freed || this.#waiting < this.parts.maxWaiting) return Promise.resolve();
    return new Promise((resolve) => this.#forRoom.push(resolve));
  }

  async free(): Promise<void> {
    this.#freed = true;
    for (const member of this.#members) member.end();
    this.#members.clear();
    for (const call of this.#open) this.#refuse(call, freed());
    this.#queue.takeAll();
  }

  #said(): Ready {
    // Nobody has a pool before its first worker spoke.
    return this.#ready as Ready;
  }

  #ask(texts: readonly string[], contexts: Call['contexts'], single: boolean): Promise<Verdict[]> {
    if (this.#freed) return Promise.reject(freed());
    // One call is always taken, however long: what is bounded is how many more come on top.
    if (this.#waiting >= this.parts.maxWaiting) {
      return Promise.reject(new LiangyanError('engine_busy', `${this.#waiting} texts wait for an answer already`));
    }
    if (texts.length === 0) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      const call: Call = {
        texts,
        contexts,
        verdicts: new Array(texts.length),
        open: texts.length,
        next: 0,
        resolve,
        reject,
        over: false,
      };
      this.#waiting += texts.length;
      this.#open.add(call);
      this.#queue.add(call, single);
      this.#work();
    });
  }

  /** Gives every idle worker something to do, and starts one more while there is more to do than that. */
  #work(): void {
    for (const member of this.#members) {
      if (this.#queue.empty) return;
      if (!member.busy) this.#send(member);
    }
    if (this.#queue.empty || this.#members.size >= this.parts.workers || this.#freed) return;
    this.#enlist().then(
      () => this.#work(),
      (error: LiangyanError) => {
        // Others are at work and will come to what waits; without any, nobody would.
        if (this.#members.size > 0 || this.#freed) return;
        for (const call of this.#queue.takeAll()) this.#refuse(call, error);
      },
    );
  }

  #send(member: Member): void {
    const slices = this.#queue.take();
    member.send(
      slices.map(jobOf),
      (answers) => {
        this.#take(slices, answers);
        this.#work();
      },
      (error) => {
        for (const { call } of slices) this.#refuse(call, error);
      },
    );
  }

  #take(slices: readonly Slice[], answers: Answers['answers']): void {
    slices.forEach(({ call, from, to }, at) => {
      const answer = answers[at] as Answers['answers'][number];
      if (call.over) return;
      if ('code' in answer) {
        this.#refuse(call, errorOf(answer));
        return;
      }
      answer.forEach((verdict, index) => {
        call.verdicts[from + index] = verdict;
      });
      call.open -= to - from;
      this.#settle(to - from);
      if (call.open > 0) return;
      call.over = true;
      this.#open.delete(call);
      call.resolve(call.verdicts);
    });
  }

  #refuse(call: Call, error: LiangyanError): void {
    if (call.over) return;
    call.over = true;
    this.#open.delete(call);
    this.#queue.drop(call);
    this.#settle(call.open);
    call.reject(error);
  }

  /** So many texts wait no longer. */
  #settle(texts: number): void {
    this.#waiting -= texts;
    if (!this.#freed && this.#waiting > this.parts.maxWaiting / 2) return;
    for (const resolve of this.#forRoom.splice(0)) resolve();
  }

  async #enlist(): Promise<Ready> {
    const member = new Member(this.parts.make(), this.parts.patienceMs, () => {
      this.#members.delete(member);
      this.#work();
    });
    this.#members.add(member);
    try {
      return await member.start({ ...this.parts.start, packs: this.#packs, personal: this.#personal });
    } catch (thrown) {
      member.end();
      this.#members.delete(member);
      throw thrown;
    }
  }
}

function freed(): LiangyanError {
  return new LiangyanError('engine_freed', 'this engine was freed');
}
