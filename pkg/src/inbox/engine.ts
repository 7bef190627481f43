import type { Personal } from '../personal.js';
import type { Context, Verdict } from '../verdict.js';

/** The part of an engine the inbox needs: one in this thread, or in a worker. It is always awaited. */
export interface ReadingEngine {
  check(text: string, context?: Context): Verdict | Promise<Verdict>;
  checkMany(texts: readonly string[], context?: Context | readonly Context[]): Verdict[] | Promise<Verdict[]>;
  setPersonal?(personal: Personal, clock?: () => number): unknown;
}
