// Whether memory stays where it is: samples taken after a forced collection, early ones against late ones.

/**
 * From now on notes every WebAssembly instance, whose memories `globalThis.instances()` counts and `globalThis.linear()`
 * sums in bytes. Whole in itself, since it is sent into pages as well.
 */
export function watch() {
  const memories = [];
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate(...given);
    memories.push((made.instance ?? made).exports.memory);
    return made;
  };
  globalThis.instances = () => memories.length;
  globalThis.linear = () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
}

/** What the JavaScript heap may differ by between early and late, bytes: what engines themselves keep for optimised code. */
const HEAP_SLACK = 2 * 2 ** 20;

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/**
 * Compares samples `{ linear, heap, nodes? }` (bytes; elements of the page). The first quarter is warming up: buffers grow
 * to what the longest text takes. Of the rest, the first third stands against the last.
 *
 * Returns `{ flat, linear, heap, nodes }`, each of the three as `[early, late]`.
 */
export function judged(samples) {
  if (samples.length < 8) throw new Error(`eight samples at least are needed, there are ${samples.length}`);
  const warm = samples.slice(Math.ceil(samples.length / 4));
  const third = Math.floor(warm.length / 3);
  const ends = (key) =>
    [warm.slice(0, third), warm.slice(-third)].map((some) => median(some.map((one) => one[key] ?? 0)));
  const [linear, heap, nodes] = ['linear', 'heap', 'nodes'].map(ends);
  const flat = linear[1] <= linear[0] && heap[1] <= heap[0] + HEAP_SLACK && nodes[1] <= nodes[0];
  return { flat, linear, heap, nodes };
}
