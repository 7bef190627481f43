import { LiangyanError } from '../errors.js';
import type { DayCount } from '../guard/contract.js';
import type { Core } from './core.js';
import { hashCode, tryCode } from './guardian-code.js';

/** The minors' preset, locked with a code that a trusted adult keeps. The adult sees counts, never a text. */
export class Guardian {
  readonly #core: Core;

  /** @internal */
  constructor(core: Core) {
    this.#core = core;
  }

  get locked(): boolean {
    const { ledger, time } = this.#core;
    return ledger.guard.status(time.now()).locked;
  }

  /** Takes the minors' preset and locks it. Rejects with `bad_policy` for a code under 6 characters, `insecure_context`. */
  async lock(code: string): Promise<void> {
    if (this.locked) throw new LiangyanError('locked', 'the settings are locked already');
    const hash = await hashCode(code);
    const policy = this.#core.guards.preset('minors');
    await this.#core.event({ type: 'policy', policy }, (desk) => {
      desk.apply({ type: 'lock', now: this.#core.time.now() });
      desk.write('code', hash);
    });
  }

  /** Unlocks; the minors' preset stays until another is chosen. Rejects with `wrong_code`; after five, each try waits longer. */
  async unlock(code: string): Promise<void> {
    const kept = this.#core.ledger.documents.code;
    if (!kept) throw new LiangyanError('wrong_code', 'no code was ever set');
    const { time } = this.#core;
    const tried = await tryCode(code, kept, time.wall);
    if (!tried.right) {
      await this.#core.ledger.step((desk) => desk.write('code', tried.kept));
      const wait = Math.max(0, Math.ceil((tried.kept.notBefore - time.wall) / 1000));
      throw new LiangyanError('wrong_code', wait > 0 ? `the next try is in ${wait} s` : 'this is not the code');
    }
    await this.#core.event({ type: 'unlock' }, (desk) => desk.write('code', null));
  }

  /** How much was shown, folded, held and refused on each of the last days. */
  counts(): DayCount[] {
    return this.#core.ledger.guard.counts();
  }
}
