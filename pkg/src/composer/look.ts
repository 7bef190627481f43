import { LiangyanError } from '../errors.js';
import type { Context, Verdict } from './contract.js';
import type { CheckingEngine, ComposerOptions } from './options.js';
import { merged, pieces } from './pieces.js';

/** How long a stretch of work may hold the page up before it lets a frame pass. Milliseconds: half a frame. */
const STRETCH = 8;

/** Lets everything that waits go first: frames, keys. */
const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/**
 * Asks the engine about a text. An engine of this thread gets a long text in pieces, with room for a frame in between; one
 * in a worker gets it whole.
 */
async function ask(engine: CheckingEngine, text: string, context: Context | undefined): Promise<Verdict> {
  const parts = pieces(text);
  const [first] = parts;
  if (parts.length < 2 || first === undefined) return engine.check(text, context);
  const answer = engine.check(text.slice(first.start, first.end), context);
  if ('then' in answer) {
    await answer;
    return engine.check(text, context);
  }
  const verdicts = [answer];
  let since = performance.now();
  for (const { start, end } of parts.slice(1)) {
    if (performance.now() - since > STRETCH) {
      await breathe();
      since = performance.now();
    }
    verdicts.push(await engine.check(text.slice(start, end), context));
  }
  return merged(parts, verdicts);
}

/** Asks the engine about a text. With `patience` (milliseconds) it gives up with `engine_slow`. */
export async function look(
  engine: ComposerOptions['engine'],
  text: string,
  context: Context | undefined,
  patience?: number,
): Promise<Verdict> {
  const answer = Promise.resolve(engine).then((ready) => ask(ready, text, context));
  if (patience === undefined) return answer;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const slow = () =>
      reject(
        new LiangyanError('engine_slow', `the engine did not answer within ${patience} ms: the text was not read`),
      );
    timer = setTimeout(slow, patience);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
