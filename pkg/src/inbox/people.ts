import { LiangyanError, messageOf } from '../errors.js';
import type { Core } from './core.js';

/** Somebody the person blocked. */
export interface Blocked {
  id: string;
  name?: string;
  /** ms since the epoch */
  at: number;
}

/** Who may reach the person, one by one. */
export class People {
  readonly #core: Core;

  /** @internal */
  constructor(core: Core) {
    this.#core = core;
  }

  /** The names that nobody else should carry: the person's own, and those of contacts. For `impersonation`. */
  know(names: { own: readonly string[]; contacts: readonly { id: string; name: string }[] }): void {
    this.#core.ledger.setNames({ own: [...names.own], contacts: [...names.contacts] });
  }

  /** Whatever this sender writes from now on is refused; what is held of them stays. */
  async block(id: string, name?: string): Promise<void> {
    const { ledger, time } = this.#core;
    await ledger.step((desk) => {
      const entry = { at: time.wall, ...(name !== undefined && { name }) };
      desk.write('blocked', { ...desk.documents.blocked, [id]: entry });
    });
    this.#core.tell('change', undefined);
    await this.#host((adapter) => adapter.block?.(id));
  }

  async unblock(id: string): Promise<void> {
    const { ledger, time } = this.#core;
    if (ledger.guard.status(time.now()).locked) {
      throw new LiangyanError('locked', 'the settings are locked by a guardian');
    }
    await ledger.step((desk) => {
      const { [id]: _, ...others } = desk.documents.blocked ?? {};
      desk.write('blocked', others);
    });
    this.#core.tell('change', undefined);
    await this.#host((adapter) => adapter.unblock?.(id));
  }

  /** Who is blocked, the latest first. */
  get blocked(): Blocked[] {
    return Object.entries(this.#core.ledger.documents.blocked ?? {})
      .map(([id, entry]) => ({ id, ...entry }))
      .sort((a, b) => b.at - a.at);
  }

  isBlocked(id: string): boolean {
    return Object.hasOwn(this.#core.ledger.documents.blocked ?? {}, id);
  }

  isAccepted(id: string): boolean {
    return Object.hasOwn(this.#core.ledger.documents.accepted ?? {}, id);
  }

  async #host(ask: (adapter: NonNullable<Core['adapter']>) => Promise<void> | undefined): Promise<void> {
    const { adapter, tell } = this.#core;
    if (!adapter) return;
    try {
      await ask(adapter);
    } catch (thrown) {
      tell('fault', new LiangyanError('adapter_failed', `the host's adapter failed: ${messageOf(thrown)}`, thrown));
    }
  }
}
