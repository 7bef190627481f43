/**
 * The inbox: decides what a person sees of what comes in, keeps back what they did not choose to see, and loses nothing.
 */

export type { Action, Decision, Message, Sender } from './message.js';
export type {
  Change,
  HeldItem,
  HeldPage,
  HeldQuery,
  HeldState,
  Place,
  Saved,
  Seen,
  Store,
} from './store/contract.js';
export { indexedDbStore } from './store/indexed-db.js';
export { memoryStore } from './store/memory.js';
export { exportWords, type ImportedWords, importWords } from './words/exchange.js';
export type { UserWord, WordFault } from './words/word.js';
