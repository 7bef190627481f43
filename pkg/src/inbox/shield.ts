import type { Channel, ShieldAudience, ShieldDuration, Status } from '../guard/contract.js';
import type { Core } from './core.js';
import { bindKey, type Shortcut } from './shortcut.js';

export interface ShieldOptions {
  /** Default `7d`. */
  duration?: ShieldDuration;
  /** Who still comes through, channel by channel. Default `following` for each. */
  audience?: Partial<Record<Channel, ShieldAudience>>;
}

/** The key that raises the shield where the host names none. */
const KEY = 'Alt+Shift+S';

/** One-key protection: closes every channel at once and puts everything back at the end. */
export class Shield {
  readonly #core: Core;

  /** @internal */
  constructor(core: Core) {
    this.#core = core;
  }

  /** How it stands; null when it is off. */
  get status(): Status['shield'] {
    const { ledger, time } = this.#core;
    return ledger.guard.status(time.now()).shield;
  }

  /**
   * Raises it. The host's settings are read first, so that exactly those come back. Raised again it takes the new
   * duration and audience and keeps the settings from before.
   */
  async on(options: ShieldOptions = {}): Promise<void> {
    const before = await this.#core.duties.settings();
    await this.#core.event({ type: 'shieldOn', ...options, before });
  }

  /** Ends it now. */
  async off(): Promise<void> {
    await this.#core.event({ type: 'shieldOff' });
  }

  /** Lets it last at least so long from now; without a duration, as long again as it was raised for. */
  async extend(duration?: ShieldDuration): Promise<void> {
    await this.#core.event({ type: 'shieldExtend', ...(duration && { duration }) });
  }

  /** Answers the question of a clock that jumped ahead: is it really over? */
  async answer(end: boolean): Promise<void> {
    await this.#core.event({ type: 'shieldAnswer', end });
  }

  /**
   * Raises it by a key, wherever the focus is. It never ends it: a second press by mistake must not open the doors.
   * `raised` hears of it, to show a line with a way back. The answer unbinds.
   */
  bindKey(
    options: ShieldOptions & { target?: EventTarget; shortcut?: Shortcut; raised?(fresh: boolean): void } = {},
  ): () => void {
    const { target = document, shortcut = KEY, raised, ...wanted } = options;
    return bindKey(target, shortcut, () => {
      const fresh = this.status === null;
      const done = fresh ? this.on(wanted) : Promise.resolve();
      done.then(
        () => raised?.(fresh),
        (thrown) => this.#core.tell('fault', thrown),
      );
    });
  }
}
