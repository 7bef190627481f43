/** The parts of the engine's contract the composer stands on. */
export type { Dismissed, Personal } from '../personal.js';
export type { Context, Finding, Level, Verdict } from '../verdict.js';
