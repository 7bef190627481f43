/** One worker of the pool, from its start to its end. */
import { codeOf, LiangyanError } from '../errors.js';
import {
  type Answers,
  type Ask,
  type Failure,
  type Hello,
  type Job,
  type Parcel,
  PROTOCOL,
  type Question,
  type Said,
  type Start,
} from './protocol.js';

/** How often a silent worker is looked at, milliseconds. Counted in looks: a page that was frozen comes back to a worker that was, too. */
const LOOK = 500;

/** A worker that is ready, in the words the pool needs. */
export type Ready = Extract<Hello, { kind: string }>;

/** A parcel on its way: what the pool does with the answers, or with the death of the worker. */
interface Pending {
  answered: (answers: Answers['answers']) => void;
  died: (error: LiangyanError) => void;
  looks: number;
}

/** Who waits for the answer to a question. */
interface Asked {
  resolve: (value: never) => void;
  reject: (error: LiangyanError) => void;
  looks: number;
}

export class Member {
  #pending: Pending | null = null;
  #parcels = 0;
  #watch: ReturnType<typeof setInterval> | undefined;
  #greeted: { resolve: (ready: Ready) => void; reject: (error: LiangyanError) => void; looks: number } | null = null;
  /** The questions on their way, by number. */
  readonly #asked = new Map<number, Asked>();
  #asks = 0;
  #dead = false;

  constructor(
    private readonly worker: Worker,
    private readonly patienceMs: number,
    /** Told once when the worker died by itself. */
    private readonly onDeath: () => void,
  ) {
    worker.addEventListener('message', ({ data }: MessageEvent<Hello | Answers | Said>) => this.#hear(data));
    worker.addEventListener('error', (event) => {
      // Handled: the caller is told, the console need not be.
      event.preventDefault();
      this.#die(event.message ? `the worker failed: ${event.message}` : 'the worker could not be started');
    });
    worker.addEventListener('messageerror', () => this.#die('the worker sent what cannot be read'));
  }

  get busy(): boolean {
    return this.#pending !== null || this.#greeted !== null;
  }

  /** Hands the engine over. Rejects with the engine's own errors, or `worker_unavailable`, `worker_version`. */
  start(start: Start): Promise<Ready> {
    return new Promise((resolve, reject) => {
      this.#greeted = { resolve, reject, looks: 0 };
      this.#listen();
      this.worker.postMessage(start);
    });
  }

  send(jobs: readonly Job[], answered: Pending['answered'], died: Pending['died']): void {
    this.#parcels += 1;
    this.#pending = { answered, died, looks: 0 };
    this.#listen();
    const parcel: Parcel = { parcel: this.#parcels, jobs };
    this.worker.postMessage(parcel);
  }

  /** Asks a question, which the worker answers in its turn. The answer is of the type that the question's method has. */
  ask<T>(question: Question): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#asks += 1;
      this.#asked.set(this.#asks, { resolve, reject, looks: 0 });
      this.#listen();
      const ask: Ask = { ask: this.#asks, question };
      this.worker.postMessage(ask);
    });
  }

  /** Ends one that cannot go on; what waits for it is told why. */
  retire(why: string): void {
    this.#die(why);
  }

  /** Ends it; what waits for it is not told. */
  end(): void {
    this.#dead = true;
    clearInterval(this.#watch);
    this.worker.terminate();
  }

  #hear(data: Hello | Answers | Said): void {
    if (this.#dead) return;
    if ('ask' in data) {
      this.#hearSaid(data);
      return;
    }
    if ('parcel' in data) {
      const pending = this.#pending;
      if (pending === null || data.parcel !== this.#parcels) return;
      this.#pending = null;
      this.#rest();
      pending.answered(data.answers);
      return;
    }
    const greeted = this.#greeted;
    if (greeted === null) return;
    this.#greeted = null;
    this.#rest();
    if (data.v !== PROTOCOL) {
      greeted.reject(new LiangyanError('worker_version', `the worker speaks version ${data.v}, not ${PROTOCOL}`));
    } else if ('failure' in data) greeted.reject(errorOf(data.failure));
    else greeted.resolve(data);
  }

  #hearSaid({ ask, said }: Said): void {
    const waits = this.#asked.get(ask);
    this.#asked.delete(ask);
    this.#rest();
    if ('code' in said) waits?.reject(errorOf(said));
    else waits?.resolve(said.value as never);
  }

  #die(why: string): void {
    if (this.#dead) return;
    this.end();
    this.#greeted?.reject(new LiangyanError('worker_unavailable', why));
    this.#pending?.died(new LiangyanError('worker_died', why));
    for (const { reject } of this.#asked.values()) reject(new LiangyanError('worker_died', why));
    this.onDeath();
  }

  #listen(): void {
    this.#watch ??= setInterval(() => {
      const [oldest] = this.#asked.values();
      const waited = this.#pending ?? this.#greeted ?? oldest;
      if (waited === undefined) return;
      waited.looks += 1;
      if (waited.looks * LOOK >= this.patienceMs) this.#die(`the worker did not answer in ${this.patienceMs} ms`);
    }, LOOK);
  }

  /** Nothing to look at any more, where nothing is out. */
  #rest(): void {
    if (this.#pending !== null || this.#greeted !== null || this.#asked.size > 0) return;
    clearInterval(this.#watch);
    this.#watch = undefined;
  }
}

/** A worker's failure as the error it was. */
export function errorOf({ code, message }: Failure): LiangyanError {
  return new LiangyanError(codeOf(Object.assign(new Error(), { code })) ?? 'engine_trapped', message);
}
