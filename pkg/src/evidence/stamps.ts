/** What reads time stamps and proofs: a module of its own, loaded for the few packages that have some beside their seal. */
import * as bindings from 'artefact:stamps-glue';
import { hasWasm } from '../has-wasm.js';
import { compiled, instantiate, instantiateJs } from '../instance.js';
import { plainJs, wasmBytes } from '../load.js';
import type { BesideReader, StampsGlue } from './contract.js';
import type { EvidenceSource, Reader } from './core.js';
import { thrownByModule } from './errors.js';

export class StampsModule {
  private instance: Promise<StampsGlue> | null = null;

  constructor(
    private readonly source: EvidenceSource,
    private readonly read: Reader,
  ) {}

  /** See `BesideReader`. Rejects with `bad_call`, `no_webcrypto`, `wasm_missing`, `wasm_unreadable`. */
  readonly beside: BesideReader = (...call) => this.ask((glue) => glue.beside(...call));

  /** The bare token. Rejects with `bad_attachment`. */
  tokenIn(answer: Uint8Array): Promise<Uint8Array> {
    return this.ask((glue) => glue.tokenIn(answer));
  }

  private async ask<T>(question: (glue: StampsGlue) => T | Promise<T>): Promise<T> {
    this.instance ??= this.start();
    try {
      return await question(await this.instance);
    } catch (thrown) {
      const error = thrownByModule(thrown);
      // What trapped is good for nothing, and what could not be loaded may be there the next time.
      if (error.code !== 'bad_attachment') this.instance = null;
      throw error;
    }
  }

  private async start(): Promise<StampsGlue> {
    const { stamps } = this.source;
    if (!hasWasm(stamps)) return instantiateJs(await plainJs(() => import('artefact:stamps-core')));
    const wasm = await wasmBytes(stamps ?? new URL('./stamps.wasm', import.meta.url), { read: this.read });
    return instantiate(bindings, await compiled(wasm, bindings.build), (glue) => glue);
  }
}
