/** The evidence module: loaded at first use, as WebAssembly or, where there is none, as the same in plain JavaScript. */
import { build, glue } from 'artefact:evidence-glue';
import { messageOf } from '../errors.js';
import { hasWasm } from '../has-wasm.js';
import { instantiateJs } from '../instance.js';
import type { EvidenceGlue } from './contract.js';
import { evidenceError, thrownByModule } from './errors.js';
import { StampsModule } from './stamps.js';

/** Where the module comes from. */
export interface EvidenceSource {
  /** The content of `liangyan/evidence.wasm`, compiled or not, or where it lies. Default: beside this package's code. */
  wasm?: URL | BufferSource | WebAssembly.Module;
  /** Likewise `liangyan/stamps.wasm`, which is asked for only where a time stamp or proof stands beside a seal. */
  stamps?: URL | BufferSource | WebAssembly.Module;
}

export type Reader = (url: URL) => Promise<Uint8Array>;

/** The module, one instance at a time. One that trapped is thrown away, and the next call starts another. */
export class EvidenceModule {
  private instance: Promise<EvidenceGlue> | null = null;
  /** What reads time stamps and proofs. */
  readonly stamps: StampsModule;

  constructor(
    private readonly source: EvidenceSource,
    private readonly read: Reader,
  ) {
    this.stamps = new StampsModule(source, read);
  }

  /** Ready for calls. Every function rejects or throws a `LiangyanError`. */
  get(): Promise<EvidenceGlue> {
    this.instance ??= this.start().catch((thrown: unknown) => {
      this.instance = null;
      throw thrown;
    });
    return this.instance;
  }

  private async start(): Promise<EvidenceGlue> {
    return withTypedErrors(await instanceOf(this.source, this.read), () => {
      this.instance = null;
    });
  }
}

async function instanceOf(source: EvidenceSource, read: Reader): Promise<EvidenceGlue> {
  if (!hasWasm(source.wasm)) return instantiateJs(await import('artefact:evidence-core'));
  const wasm = source.wasm ?? new URL('./evidence.wasm', import.meta.url);
  let bytes: BufferSource | WebAssembly.Module;
  try {
    bytes = wasm instanceof URL ? ((await read(wasm)) as Uint8Array<ArrayBuffer>) : wasm;
  } catch (thrown) {
    throw evidenceError('evidence_missing', `the wasm cannot be read: ${messageOf(thrown)}`, thrown);
  }
  try {
    const module = bytes instanceof WebAssembly.Module ? bytes : await WebAssembly.compile(bytes);
    const [mark] = WebAssembly.Module.customSections(module, 'liangyan');
    const of = mark && String.fromCharCode(...new Uint8Array(mark));
    if (of !== undefined && of !== build) throw new Error(`it is of build ${of}, and this code of ${build}`);
    const bindings = glue();
    const { exports } = await WebAssembly.instantiate(module, bindings.__wbg_get_imports());
    bindings.__wbg_finalize_init({ exports });
    return bindings;
  } catch (thrown) {
    throw evidenceError('evidence_unreadable', `this is not the wasm of evidence: ${messageOf(thrown)}`, thrown);
  }
}

/** The functions of the module, with what they throw turned into the package's errors. */
function withTypedErrors(bindings: EvidenceGlue, onTrap: () => void): EvidenceGlue {
  const typed = (thrown: unknown) => {
    const error = thrownByModule(thrown);
    if (error.code === 'evidence_trapped') onTrap();
    return error;
  };
  const now =
    <A extends unknown[], R>(call: (...args: A) => R) =>
    (...args: A): R => {
      try {
        return call(...args);
      } catch (thrown) {
        throw typed(thrown);
      }
    };
  const later =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      try {
        return await call(...args);
      } catch (thrown) {
        throw typed(thrown);
      }
    };
  return {
    seal: later(bindings.seal),
    withdraw: now(bindings.withdraw),
    exportChain: later(bindings.exportChain),
    derive: later(bindings.derive),
    read: now(bindings.read),
    verify: later(bindings.verify),
    stampInput: now(bindings.stampInput),
    attach: later(bindings.attach),
    keyId: later(bindings.keyId),
    draft: now(bindings.draft),
    draftKinds: now(bindings.draftKinds),
  };
}
