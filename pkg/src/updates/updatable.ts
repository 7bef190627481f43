import type { Cores } from '../core.js';
import type { Engine } from '../engine.js';
import { LocalEngine } from '../local.js';
import { checkedUpdate } from './checked.js';
import type { PackUpdated, Signatures, UpdateOptions } from './contract.js';

/** An engine in this same thread that takes signed packs: what `load` hands out. */
export class UpdatableEngine extends LocalEngine implements Engine {
  constructor(
    cores: Cores,
    packs: readonly Uint8Array[],
    preset: number,
    private readonly signatures: Signatures,
  ) {
    super(cores, packs, preset);
  }

  async updatePack(pack: Uint8Array, signature: string, options: UpdateOptions): Promise<PackUpdated> {
    this.refuseFreed();
    const { running, update, expires } = await this.replace(
      await checkedUpdate(this.signatures, pack, signature, options),
    );
    return { pack: update, replaced: running, expires };
  }
}
