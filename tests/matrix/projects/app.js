// What every fixture's page does: an engine here, an engine in a worker, reasons in words, a guarded field.
import { load } from 'liangyan';
import { guardComposer } from 'liangyan/composer';
import { explain } from 'liangyan/strings';
import { load as loadWorker } from 'liangyan/worker';

const CRUEL = 'you are a worthless idiot';

/** Writes what it saw into the page: `{ here, worker, words }`, or `{ error }`. */
export async function show(options) {
  try {
    const engine = await load(options);
    const worker = await loadWorker(options);
    const field = document.body.appendChild(document.createElement('textarea'));
    field.setAttribute('aria-label', 'Comment');
    const verdict = engine.check(CRUEL);
    guardComposer(field, { engine: worker });
    say({
      here: `${engine.kind} ${verdict.level}`,
      worker: `${worker.kind} ${(await worker.check(CRUEL)).level}`,
      words: explain(verdict.findings[0].why, 'en').length > 0,
    });
  } catch (error) {
    say({ error: `${error.code ?? error.name}: ${error.message} ${error.cause?.message ?? ''}` });
  }
}

function say(seen) {
  document.documentElement.dataset.seen = JSON.stringify(seen);
}
