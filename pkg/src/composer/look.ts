import type { Context, Verdict } from './contract.js';
import type { ComposerOptions } from './options.js';

/** The engine took longer than the person should wait. Posting goes on. */
export class EngineSlow extends Error {
  override readonly name = 'EngineSlow';
  /** Milliseconds waited. */
  readonly waited: number;

  constructor(waited: number) {
    super(
      `The engine did not answer within ${waited} ms, so the post went on unread. Load the engine earlier, or raise patienceMs.`,
    );
    this.waited = waited;
  }
}

/** Asks the engine about a text. With `patience` (milliseconds) it gives up with {@link EngineSlow}. */
export async function look(
  engine: ComposerOptions['engine'],
  text: string,
  context: Context | undefined,
  patience?: number,
): Promise<Verdict> {
  const answer = Promise.resolve(engine).then((ready) => ready.check(text, context));
  if (patience === undefined) return answer;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new EngineSlow(patience)), patience);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
