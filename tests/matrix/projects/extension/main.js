import { load } from './liangyan/index.js';
import { load as loadWorker } from './liangyan/worker.js';

const CRUEL = 'you are a worthless idiot';

function say(seen) {
  document.documentElement.dataset.seen = JSON.stringify(seen);
}

try {
  const [engine, worker] = [await load(), await loadWorker()];
  say({
    here: `${engine.kind} ${engine.check(CRUEL).level}`,
    worker: `${worker.kind} ${(await worker.check(CRUEL)).level}`,
  });
} catch (error) {
  say({ error: `${error.code ?? error.name}: ${error.message}` });
}
