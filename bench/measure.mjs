// Times sets of texts: the same code in Node and on a page.

/** A text whose every view differs, so that nothing is left to be made later. */
export const PROBE = '你就是个傻*子，nǐ zhēn 煞笔 1d10t 女馬 🐴 ｆ**k, тoidi';

/** A short text of each kind, for the compiler to have seen its way before the clock runs. */
const WARM = 200;

/**
 * The best pass over each set, in microseconds a text: times have no noise below them, only above. `clock` gives
 * milliseconds, `budget` is how long a set is measured for.
 */
export function measureSets(flags, sets, { clock, budget }) {
  for (const { texts } of sets) for (const text of texts.slice(0, WARM)) if (text.length < 1000) flags(text);
  return sets.map(({ texts, ...set }) => {
    let best = Number.POSITIVE_INFINITY;
    let flagged = 0;
    const end = performance.now() + budget;
    do {
      flagged = 0;
      const started = clock();
      for (const text of texts) if (flags(text)) flagged += 1;
      best = Math.min(best, clock() - started);
    } while (performance.now() < end);
    return { ...set, count: texts.length, flagged, us: (best * 1000) / texts.length };
  });
}
