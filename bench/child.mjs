// One contestant in a process of its own. Prints JSON, a line an answer.
//
// node --expose-gc child.mjs ready ID              first verdict, memory
// node --expose-gc child.mjs speed ID TEXTS        microseconds a message and what is flagged, per set
// node --expose-gc child.mjs growth ID FAMILY…     a short and a long text of each family, a line each

import { readFileSync } from 'node:fs';
import { contestant } from './contestants.mjs';
import { FAMILIES, LONG, SHORT } from './families.mjs';
import { material } from './material.mjs';
import { measureSets, PROBE } from './measure.mjs';
import { PACE } from './pace.mjs';

const [what, id, ...given] = process.argv.slice(2);
const stuff = material();
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
  const flags = await contestant(id).start(stuff);
  const loaded = processorMs();
  flags(PROBE);
  const ended = processorMs();
  globalThis.gc();
  const after = process.memoryUsage();
  let linear = 0;
  for (const memory of memories) linear += memory.buffer.byteLength;
  return {
    ms: ended - started,
    first: ended - loaded,
    rss: after.rss - before.rss,
    heap: after.heapUsed - before.heapUsed,
    linear,
  };
}

async function speed() {
  const { sets } = JSON.parse(readFileSync(given[0], 'utf8'));
  return measureSets(await contestant(id).start(stuff), sets, { clock: processorMs, budget: PACE.set });
}

async function growth() {
  const flags = await contestant(id).start(stuff);
  const batch = (text, times) => {
    const started = processorMs();
    for (let i = 0; i < times; i += 1) flags(text);
    return (processorMs() - started) / times;
  };
  const time = (text) => {
    // Enough runs a batch that the clock's microsecond does not matter.
    const times = Math.ceil(2 / Math.max(batch(text, 1), 0.001));
    let best = Number.POSITIVE_INFINITY;
    const end = performance.now() + PACE.family;
    // A text that takes long by itself is still measured more than once.
    for (let run = 0; run < 2 || performance.now() < end; run += 1) best = Math.min(best, batch(text, times));
    return best;
  };
  for (const family of given) {
    const make = FAMILIES[family];
    // Warmed up, then the best of many: the ratio is the algorithm's, not the collector's.
    flags(make(SHORT));
    const short = time(make(SHORT));
    say({ family, short, long: time(make(LONG)) });
  }
}

const print = process.stdout.write.bind(process.stdout);
const say = (answer) => print(`${JSON.stringify(answer)}\n`);
silence();
const answer = await { ready, speed, growth }[what]();
if (answer !== undefined) say(answer);
