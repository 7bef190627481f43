/** Guards from a module of their own: small, and loaded when the first inbox opens, whatever engine that was given. */
import type { Glue, RawGuard, RawWords } from 'artefact:inbox-glue';
import * as bindings from 'artefact:inbox-glue';
import { codeOf, LiangyanError, messageOf } from '../errors.js';
import { hasWasm } from '../has-wasm.js';
import { compiled, instantiate, instantiateJs } from '../instance.js';
import { plainJs, type Shipped, wasmBytes } from '../load.js';
import type { Guard, Guards, GuardsOptions, PolicyPreset, Words } from './contract.js';

/** Where the module lies. */
export type InboxFiles = Pick<Shipped, 'read'> & { inbox: () => URL };

/** Opens them. Rejects with `wasm_missing`, `wasm_unreadable`, `wasm_version`, `js_missing`. */
export async function openGuards(files: InboxFiles, { wasm }: GuardsOptions = {}): Promise<Guards> {
  if (!hasWasm(wasm)) return guardsOf(instantiateJs(await plainJs(() => import('artefact:core'))));
  const module = await compiled(await wasmBytes(wasm ?? files.inbox(), files), bindings.build);
  return instantiate(bindings, module, guardsOf);
}

/** The guards of an instance. */
function guardsOf(glue: Glue): Guards {
  // Wasm of something else shows itself here, and not when the first message comes.
  glue.policyPreset('standard' satisfies PolicyPreset);
  return {
    create: (now, policy) => handle(asked(() => new glue.Guard(now, policy))),
    restore: (bytes) => handle(asked(() => glue.Guard.restore(bytes))),
    preset: (name) => asked(() => glue.policyPreset(name)),
    revision: (bytes) => asked(() => glue.snapshotRevision(bytes)),
    words: (list) => matcher(asked(() => new glue.Words(list))),
  };
}

function handle(raw: RawGuard): Guard {
  const { live, free } = owned(raw);
  return {
    get revision() {
      return live((guard) => guard.revision);
    },
    apply: (event) => live((guard) => guard.apply(event)),
    snapshot: () => live((guard) => guard.snapshot()),
    adopt: (bytes) => live((guard) => guard.adopt(bytes)),
    pending: () => live((guard) => guard.pending()),
    status: (now) => live((guard) => guard.status(now)),
    chart: (now, hours) => live((guard) => guard.chart(now, hours)),
    counts: () => live((guard) => guard.counts()),
    setNames: (names) => live((guard) => guard.setNames(names)),
    free,
  };
}

function matcher(raw: RawWords): Words {
  const { live, free } = owned(raw);
  const ignored = live((words) => words.ignored());
  return { find: (text, surface, relation) => live((words) => words.find(text, surface, relation)), ignored, free };
}

/** What lives outside the garbage collector's sight, until it is freed. */
function owned<T extends { free(): void }>(raw: T) {
  let mine: T | null = raw;
  return {
    live<R>(question: (raw: T) => R): R {
      const it = mine;
      if (it === null) throw new LiangyanError('guard_freed', 'this guard was freed');
      return asked(() => question(it));
    },
    free() {
      const it = mine;
      mine = null;
      it?.free();
    },
  };
}

/** The module's own errors as ours; anything else is a trap, after which the instance is good for nothing. */
function asked<R>(question: () => R): R {
  try {
    return question();
  } catch (thrown) {
    const code = codeOf(thrown) ?? 'guard_trapped';
    throw new LiangyanError(code, messageOf(thrown), thrown);
  }
}
