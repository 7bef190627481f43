import { LiangyanError, messageOf } from '../errors.js';
import type { Channel, Effect } from '../guard/contract.js';
import type { HostAdapter } from './adapter/contract.js';
import type { PersonalTime } from './clock.js';
import type { Ledger } from './ledger.js';
import { inTurn } from './turn.js';

const CHANNELS: readonly Channel[] = ['messages', 'comments', 'forwards', 'mentions'];

/** The wait before an adapter that failed is asked again, doubled each time. Milliseconds. */
const FIRST_WAIT = 2000;
const LONGEST_WAIT = 300_000;
/** Another tab is at it: look again whether it got done. Milliseconds. */
const OTHER_TAB = 3000;

/**
 * Does what the guard asks of the host: closes channels, gives settings back, reads them. Every order stays in the
 * guard's snapshot until it is done, so a crash between any two of them only means that it is done again.
 */
export class Duties {
  #running: Promise<void> | null = null;
  #again = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wait = FIRST_WAIT;
  #stopped = false;
  /** The person's own settings as last heard while no shield was on. */
  #settings: Record<Channel, string> | undefined;
  #stopListening: (() => void) | undefined;
  /** Channels being set right now: what the host tells of them meanwhile is our own doing. */
  readonly #ours = new Set<Channel>();

  constructor(
    private readonly ledger: Ledger,
    private readonly time: PersonalTime,
    private readonly adapter: HostAdapter | undefined,
    private readonly onError: (error: LiangyanError) => void,
  ) {
    this.#stopListening = adapter?.onChange?.((channel, value) => {
      if (this.#ours.has(channel) || this.#stopped) return;
      void ledger
        .step((desk) => desk.apply({ type: 'channelChanged', channel, value, now: time.now() }))
        .catch((thrown: unknown) => this.#failed(thrown));
    });
  }

  /** The host's settings now; as last heard when it does not answer, because a shield must not wait for a network. */
  async settings(): Promise<Record<Channel, string>> {
    if (!this.adapter) return { messages: '', comments: '', forwards: '', mentions: '' };
    try {
      this.#settings = await this.adapter.read();
    } catch (thrown) {
      const error = this.#failed(thrown);
      if (!this.#settings) throw error;
    }
    return this.#settings;
  }

  /** Tells the guard what the settings are, after a start: somebody may have changed them while no page was open. */
  async compare(): Promise<void> {
    if (!this.adapter) return;
    try {
      const settings = await this.adapter.read();
      const { shield } = this.ledger.guard.status(this.time.now());
      if (!shield) this.#settings = settings;
      else
        await this.ledger.step((desk) => {
          for (const channel of CHANNELS) {
            desk.apply({ type: 'channelSeen', channel, value: settings[channel], now: this.time.now() });
          }
        });
    } catch (thrown) {
      this.#failed(thrown);
    }
  }

  /** Does what is pending; comes back when it is done or has to wait. */
  run(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#turns().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#stopListening?.();
  }

  #due(): Effect[] {
    return this.ledger.guard
      .pending(this.time.now())
      .filter(({ kind }) => kind === 'setChannel' || kind === 'needShield');
  }

  async #turns(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      if (this.#due().length === 0) return;
      try {
        const mine = await inTurn(
          `liangyan.${this.ledger.store.name ?? 'inbox'}`,
          () => Date.now(),
          () => this.#perform(),
        );
        if (!mine) this.#later(OTHER_TAB);
      } catch (thrown) {
        this.#failed(thrown);
        this.#later(this.#wait);
        this.#wait = Math.min(2 * this.#wait, LONGEST_WAIT);
      }
    }
  }

  async #perform(): Promise<void> {
    // Another tab may have done it while we waited.
    await this.ledger.refresh();
    for (let due = this.#due(); due.length > 0 && !this.#stopped; due = this.#due()) {
      for (const effect of due) {
        if (effect.kind === 'setChannel') await this.#setChannel(effect);
        else if (effect.kind === 'needShield') await this.#raise(effect);
      }
    }
    this.#wait = FIRST_WAIT;
  }

  async #setChannel(effect: Extract<Effect, { kind: 'setChannel' }>): Promise<void> {
    const { adapter } = this;
    const { channel, audience, restore } = effect;
    let value = '';
    this.#ours.add(channel);
    try {
      if (adapter && audience !== null) await adapter.close(channel, audience);
      else if (adapter && restore !== null) await adapter.restore(channel, restore);
      if (adapter) value = (await adapter.read())[channel];
    } finally {
      this.#ours.delete(channel);
    }
    await this.ledger.step((desk) => desk.apply({ type: 'done', effect: effect.id, value, now: this.time.now() }));
  }

  /** The person chose a preset that raises the shield by itself. */
  async #raise(effect: Extract<Effect, { kind: 'needShield' }>): Promise<void> {
    const before = await this.settings();
    await this.ledger.step((desk) => {
      const now = this.time.now();
      desk.apply({ type: 'shieldOn', duration: effect.duration, before, now });
      desk.apply({ type: 'done', effect: effect.id, now });
    });
  }

  #later(wait: number): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.run(), wait);
    (this.#timer as { unref?(): void }).unref?.();
  }

  #failed(thrown: unknown): LiangyanError {
    const error =
      thrown instanceof LiangyanError
        ? thrown
        : new LiangyanError('adapter_failed', `the host's adapter failed: ${messageOf(thrown)}`, thrown);
    this.onError(error);
    return error;
  }
}
