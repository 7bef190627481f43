/** The parts of the engine's contract the composer stands on. */
export type { Context, Finding, Level, Verdict } from '../verdict.js';

/** Words and dismissals of the person, shared by composer and inbox. */
export interface Personal {
  words: unknown[];
  dismissed: { rule?: string; phrase?: string; sender?: string; until?: number }[];
}
