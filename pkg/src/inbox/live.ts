import type { Decision, Message } from './message.js';

/** A message with what was decided about it. */
export interface Decided {
  message: Message;
  decision: Decision;
}

export interface LiveOptions {
  /** Takes what was decided, in the order it came in; many at a time. */
  deliver(decided: readonly Decided[]): void;
  /** What went wrong with a batch. Its messages are delivered all the same, folded, because nobody could look at them. */
  onError?(error: unknown): void;
  /** How many messages may wait before `push` asks its caller to wait too. Default 2,000. */
  highWater?: number;
}

/** A stream of messages under way. */
export interface Live {
  /**
   * Takes messages in. The promise comes back when there is room again: a source that awaits it can never flood the
   * page. One that does not loses nothing either; its messages wait.
   */
  push(messages: Message | readonly Message[]): Promise<void>;
  /** How many wait. */
  readonly waiting: number;
  /** Comes back when everything that was pushed so far is delivered. */
  drained(): Promise<void>;
  /** Ends it: what waits is still decided and delivered, nothing new is taken. */
  end(): Promise<void>;
}

/** How long the page's thread may be busy with one batch, ms: half of a frame. */
const BATCH_MS = 8;
const SMALLEST = 8;
const LARGEST = 512;

/** Gives the page's thread back for a moment. A message channel is not slowed down as timers are. */
function breathe(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?(): Promise<void> } };
  if (scheduler?.yield) return scheduler.yield();
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Decides on a stream in batches, never longer at a time than a frame allows. */
export class LiveQueue implements Live {
  readonly #decide: (messages: readonly Message[]) => Promise<Decision[]>;
  readonly #fallback: (message: Message) => Decision;
  readonly #options: LiveOptions;
  readonly #highWater: number;
  #queue: Message[] = [];
  /** Where the queue begins: shifting an array is linear. */
  #head = 0;
  #size = 64;
  #running: Promise<void> | null = null;
  #ended = false;
  #room: (() => void)[] = [];

  constructor(
    decide: (messages: readonly Message[]) => Promise<Decision[]>,
    fallback: (message: Message) => Decision,
    options: LiveOptions,
  ) {
    this.#decide = decide;
    this.#fallback = fallback;
    this.#options = options;
    this.#highWater = Math.max(1, options.highWater ?? 2000);
  }

  get waiting(): number {
    return this.#queue.length - this.#head;
  }

  push(messages: Message | readonly Message[]): Promise<void> {
    if (this.#ended) return Promise.resolve();
    if (Array.isArray(messages)) for (const one of messages) this.#queue.push(one);
    else this.#queue.push(messages as Message);
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    if (this.waiting < this.#highWater) return Promise.resolve();
    return new Promise((resolve) => this.#room.push(resolve));
  }

  async drained(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async end(): Promise<void> {
    this.#ended = true;
    await this.drained();
  }

  async #run(): Promise<void> {
    // What is pushed in the same breath goes together.
    await breathe();
    while (this.waiting > 0) {
      const batch = this.#queue.slice(this.#head, this.#head + this.#size);
      this.#head += batch.length;
      if (this.#head > 4096) {
        this.#queue = this.#queue.slice(this.#head);
        this.#head = 0;
      }
      const began = performance.now();
      let decided: Decided[];
      try {
        const decisions = await this.#decide(batch);
        decided = batch.map((message, at) => ({ message, decision: decisions[at] as Decision }));
      } catch (error) {
        this.#options.onError?.(error);
        decided = batch.map((message) => ({ message, decision: this.#fallback(message) }));
      }
      this.#fit(performance.now() - began, batch.length);
      this.#options.deliver(decided);
      if (this.waiting < this.#highWater) for (const resolve of this.#room.splice(0)) resolve();
      await breathe();
    }
    this.#queue = [];
    this.#head = 0;
  }

  /** Larger batches cost less a message; smaller ones let the page breathe. */
  #fit(took: number, many: number): void {
    if (took > BATCH_MS && many === this.#size) this.#size = Math.max(SMALLEST, this.#size >> 1);
    else if (took < BATCH_MS / 2 && many === this.#size) this.#size = Math.min(LARGEST, this.#size << 1);
  }
}
