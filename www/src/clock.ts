/** The demo's clock: the device's, moved ahead as the person wishes, so that days of protection can be seen in a minute. */

const KEY = 'liangyan.demo.clock';

interface Moved {
  /** Time let pass, ms. */
  passed: number;
  /** How far the clock on the wall was set ahead without time passing, ms. */
  set: number;
}

const listeners = new Set<() => void>();

function read(): Moved {
  try {
    return { passed: 0, set: 0, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Moved>) };
  } catch {
    return { passed: 0, set: 0 };
  }
}

let moved = read();

function write(next: Moved): void {
  moved = next;
  try {
    if (next.passed === 0 && next.set === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // No storage: it holds as long as the page.
  }
  for (const listener of listeners) listener();
}

export const clock = {
  now: () => Date.now() + moved.passed + moved.set,
  mono: () => performance.now() + moved.passed,
};

/** Lets time pass. Milliseconds. */
export function pass(ms: number): void {
  write({ ...moved, passed: moved.passed + ms });
}

/** Sets the clock ahead (or back) as somebody might who wants a protection to end early. Milliseconds. */
export function setAhead(ms: number): void {
  write({ ...moved, set: moved.set + ms });
}

/** Back to the device's own time. */
export function realTime(): void {
  write({ passed: 0, set: 0 });
}

/** How far the demo's time is from the device's, ms. */
export function ahead(): number {
  return moved.passed + moved.set;
}

export function onClock(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
