/**
 * Work that one tab at a time does: telling the host to close its comments, say. Web Locks where the browser has them;
 * elsewhere a note in `localStorage` with the time it was taken, which another tab may take over when it is stale.
 * Getting it wrong costs a repeated, idempotent call, never a lost item: the store's own order does not rest on this.
 */

/** How old a note may be before its tab counts as gone. Milliseconds. */
const STALE = 10_000;

/** The storage for notes, where there is one. */
function storage(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

/** Runs work when it is this tab's turn; answers false, with nothing done, when another tab is at it. */
export async function inTurn(name: string, now: () => number, work: () => Promise<void>): Promise<boolean> {
  const key = `${name}.turn`;
  const locks = globalThis.navigator?.locks;
  if (locks) {
    return locks.request(key, { ifAvailable: true }, async (lock) => {
      if (!lock) return false;
      await work();
      return true;
    });
  }
  const notes = storage();
  const mine = `${now()}:${Math.random().toString(36).slice(2)}`;
  try {
    const taken = Number(notes?.getItem(key)?.split(':')[0]);
    if (taken && Math.abs(now() - taken) < STALE) return false;
    notes?.setItem(key, mine);
    // Of two that wrote at once the later one stands.
    if (notes && notes.getItem(key) !== mine) return false;
  } catch {
    // No room or no right to write: then every tab does the work, and the work may be done twice.
  }
  try {
    await work();
  } finally {
    try {
      if (notes?.getItem(key) === mine) notes.removeItem(key);
    } catch {
      // As above.
    }
  }
  return true;
}
