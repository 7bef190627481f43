import { type Engine, load } from 'liangyan';
import { onChange, settings } from './settings.js';

/** How the engine is doing, for the status card. */
export type Status =
  | { state: 'loading' }
  | { state: 'ready'; kind: string; packs: string; milliseconds: number }
  | { state: 'failed'; reason: unknown };

const listeners = new Set<(status: Status) => void>();
let status: Status = { state: 'loading' };

function tell(next: Status): void {
  status = next;
  for (const listener of listeners) listener(next);
}

/** Hears the status now and whenever it changes. */
export function onStatus(listener: (status: Status) => void): () => void {
  listeners.add(listener);
  listener(status);
  return () => listeners.delete(listener);
}

async function start(): Promise<Engine> {
  const began = performance.now();
  const ready = await load({ preset: settings.preset });
  if (told) ready.setPersonal(...told);
  tell({
    state: 'ready',
    kind: ready.kind,
    packs: ready.packs.join(' '),
    milliseconds: Math.round(performance.now() - began),
  });
  return ready;
}

let engine = start();

function watch(): void {
  engine.catch((reason: unknown) => tell({ state: 'failed', reason }));
}
watch();

/** The engine all fields of the demo share. A change of preset makes a new one; the old one serves until then. */
export const sharedEngine = {
  check: async (...args: Parameters<Engine['check']>) => (await engine).check(...args),
  checkMany: async (...args: Parameters<Engine['checkMany']>) => (await engine).checkMany(...args),
  stillSays: async (...args: Parameters<Engine['stillSays']>) => (await engine).stillSays(...args),
  setPersonal: async (...args: Parameters<Engine['setPersonal']>) => {
    told = args;
    return (await engine).setPersonal(...args);
  },
};

/** What the engine was told of the person last: a new one has to hear it too. */
let told: Parameters<Engine['setPersonal']> | undefined;

onChange((changed) => {
  if (!changed.preset) return;
  const old = engine;
  engine = start();
  watch();
  void engine.then(
    () => old.then((one) => one.free()).catch(() => {}),
    () => {},
  );
});
