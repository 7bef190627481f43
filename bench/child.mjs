// One contestant in a process of its own. Prints one line of JSON.
//
// node --expose-gc child.mjs ready ID          first verdict, memory
// node --expose-gc child.mjs speed ID TEXTS    microseconds a message and what is flagged, per set
// node --expose-gc child.mjs growth ID FAMILY  a short and a long text of a family

import { readFileSync } from 'node:fs';
import { contestant } from './contestants.mjs';
import { FAMILIES, LONG, SHORT } from './families.mjs';
import { material } from './material.mjs';

/** A text whose every view differs, so that nothing is left to be made later. */
const PROBE = '你就是个傻*子，nǐ zhēn 煞笔 1d10t 女馬 🐴 ｆ**k, тoidi';

/** How long a set is measured for, milliseconds; a slow contestant still does one whole pass. */
const BUDGET = 1500;

const [what, id, argument] = process.argv.slice(2);
const given = material();
const memories = watchLinearMemory();

/** Notes the memory of every WebAssembly instance made from here on. */
function watchLinearMemory() {
  const found = new Set();
  const note = (instance) => {
    for (const value of Object.values(instance.exports)) if (value instanceof WebAssembly.Memory) found.add(value);
    return instance;
  };
  const { instantiate, Instance } = WebAssembly;
  WebAssembly.instantiate = async (...args) => {
    const made = await instantiate(...args);
    note(made.instance ?? made);
    return made;
  };
  WebAssembly.Instance = new Proxy(Instance, { construct: (Target, args) => note(new Target(...args)) });
  return found;
}

/** Processor time of this process so far, all its threads, milliseconds: other work on the machine does not count. */
function processorMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function silence() {
  // Some packages talk on standard output when they load.
  for (const name of ['log', 'info', 'warn']) console[name] = () => {};
}

async function ready() {
  globalThis.gc();
  const before = process.memoryUsage();
  const started = processorMs();
  const flags = await contestant(id).start(given);
  flags(PROBE);
  const ms = processorMs() - started;
  globalThis.gc();
  const after = process.memoryUsage();
  let linear = 0;
  for (const memory of memories) linear += memory.buffer.byteLength;
  return { ms, rss: after.rss - before.rss, heap: after.heapUsed - before.heapUsed, linear };
}

async function speed() {
  const { sets } = JSON.parse(readFileSync(argument, 'utf8'));
  const flags = await contestant(id).start(given);
  // A warm-up over some of every set: the compiler has seen each kind of text before the clock runs.
  for (const { texts } of sets) for (const text of texts.slice(0, 200)) flags(text);
  return sets.map(({ name, language, abusive, texts }) => {
    const passes = [];
    let flagged = 0;
    const end = performance.now() + BUDGET;
    do {
      flagged = 0;
      const started = processorMs();
      for (const text of texts) if (flags(text)) flagged += 1;
      passes.push(processorMs() - started);
    } while (performance.now() < end);
    return { name, language, abusive, count: texts.length, flagged, us: (Math.min(...passes) * 1000) / texts.length };
  });
}

async function growth() {
  const flags = await contestant(id).start(given);
  const make = FAMILIES[argument];
  const batch = (text, times) => {
    const started = processorMs();
    for (let i = 0; i < times; i += 1) flags(text);
    return (processorMs() - started) / times;
  };
  const time = (text) => {
    // Enough runs a batch that the clock's microsecond does not matter.
    const times = Math.ceil(2 / Math.max(batch(text, 1), 0.001));
    let best = Number.POSITIVE_INFINITY;
    const end = performance.now() + 500;
    // A text that takes long by itself is still measured more than once.
    for (let run = 0; run < 2 || performance.now() < end; run += 1) best = Math.min(best, batch(text, times));
    return best;
  };
  // Warmed up at both lengths, then the best of many: the ratio is the algorithm's, not the collector's.
  flags(make(SHORT));
  const short = time(make(SHORT));
  return { short, long: time(make(LONG)) };
}

const print = process.stdout.write.bind(process.stdout);
silence();
const jobs = { ready, speed, growth };
print(`${JSON.stringify(await jobs[what]())}\n`);
