// Many messages through one instance of the engine as WebAssembly. Prints one line of JSON.
//
// node --expose-gc soak-messages.mjs COUNT [SEED]

import { load } from 'liangyan';
import { judged, watch } from './memory.mjs';
import { messages } from './messages.mjs';

/** Texts in one call. */
const MANY = 250;
/** How often memory is looked at. */
const SAMPLES = 80;
/** The person's words change every so many calls. */
const WORDS_EVERY = 40;

const [count, seed] = [Number(process.argv[2]), Number(process.argv[3] ?? 2026)];
if (!(count >= SAMPLES * MANY) || !globalThis.gc) {
  console.error(`usage: node --expose-gc soak-messages.mjs COUNT [SEED], with a COUNT of ${SAMPLES * MANY} or more`);
  process.exit(2);
}

watch();
const engine = await load();
const atFirst = instances();
const stream = messages(seed);
const samples = [];
const levels = {};
const started = performance.now();
let done = 0;
for (let call = 1; done < count; call += 1) {
  if (call % WORDS_EVERY === 1) {
    const words = Array.from({ length: 200 }, (_, n) => ({
      phrase: `word ${call} ${n}`,
      match: 'part',
      action: 'fold',
    }));
    engine.setPersonal({ words: words.map((word) => ({ ...word, surfaces: [] })), dismissed: [] });
  }
  const batch = Array.from({ length: Math.min(MANY, count - done) }, () => stream.next().value);
  // One in ten goes by itself, as a composer asks.
  const alone = batch.splice(0, batch.length / 10);
  const verdicts = [
    ...alone.map(({ text, context }) => engine.check(text, context)),
    ...engine.checkMany(
      batch.map(({ text }) => text),
      batch.map(({ context }) => context),
    ),
  ];
  for (const { level } of verdicts) levels[level] = (levels[level] ?? 0) + 1;
  done += verdicts.length;
  if (done >= ((samples.length + 1) * count) / SAMPLES) {
    globalThis.gc();
    samples.push({ linear: linear(), heap: process.memoryUsage().heapUsed });
  }
}
const seconds = Math.round((performance.now() - started) / 1000);
const again = instances() - atFirst;
console.log(JSON.stringify({ kind: engine.kind, messages: done, seconds, again, levels, ...judged(samples) }));
engine.free();
