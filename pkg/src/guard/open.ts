/** Guards from an instance of the engine without packs: small, and there whatever engine the inbox was given. */
import type { Core, RawGuard, RawWords } from '../core.js';
import { codeOf, LiangyanError, messageOf } from '../errors.js';
import { type JsCore, type Shipped, wasmOrJs } from '../load.js';
import type { Guard, Guards, GuardsOptions, Words } from './contract.js';

/** Opens them. Rejects with `wasm_missing`, `wasm_unreadable`. */
export async function openGuards(
  shipped: Shipped,
  options: GuardsOptions = {},
  js: () => Promise<JsCore> = () => import('artefact:core'),
): Promise<Guards> {
  const { first } = await wasmOrJs(shipped, options.wasm, js);
  return guardsOf(first);
}

/** The guards of an instance. */
function guardsOf({ guards }: Core): Guards {
  return {
    create: (now, policy) => handle(asked(() => guards.create(now, policy))),
    restore: (bytes) => handle(asked(() => guards.restore(bytes))),
    preset: (name) => asked(() => guards.preset(name)),
    revision: (bytes) => asked(() => guards.revision(bytes)),
    words: (list) => matcher(asked(() => guards.words(list))),
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

/** The engine's own errors as ours; anything else is a trap, after which the instance is good for nothing. */
function asked<R>(question: () => R): R {
  try {
    return question();
  } catch (thrown) {
    const code = codeOf(thrown) ?? 'guard_trapped';
    throw new LiangyanError(code, messageOf(thrown), thrown);
  }
}
