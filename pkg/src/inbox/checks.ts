import { LiangyanError } from '../errors.js';
import { shown } from '../wire.js';
import type { Message } from './message.js';
import type { Store } from './store/contract.js';

const RELATIONS = ['self', 'mutual', 'following', 'follower', 'stranger'];
const SURFACES = ['post', 'comment', 'dm', 'live', 'mention', 'name'];

function bad(field: string, value: unknown): never {
  throw new LiangyanError('bad_message', `the message's ${field} is ${shown(value)}`);
}

/** Refuses what is not a message before anything is counted: a misspelt relation would make friends of strangers. */
export function checkMessage(message: Message): void {
  if (typeof message !== 'object' || message === null) {
    throw new LiangyanError('bad_message', `a message is an object, not ${shown(message)}`);
  }
  const { id, sender, surface, text, receivedAt } = message;
  if (typeof id !== 'string' || id === '') bad('id', id);
  if (typeof text !== 'string') bad('text', text);
  if (typeof sender !== 'object' || sender === null) bad('sender', sender);
  if (typeof sender.id !== 'string' || sender.id === '') bad('sender.id', sender.id);
  if (!RELATIONS.includes(sender.relation)) bad('sender.relation', sender.relation);
  if (!SURFACES.includes(surface)) bad('surface', surface);
  if (!Number.isFinite(receivedAt)) bad('receivedAt', receivedAt);
}

const METHODS = ['read', 'commit', 'list', 'get', 'count', 'oldest', 'seen', 'wipe', 'close'] as const;

/** Refuses what is not a store. */
export function checkStore(store: Store): void {
  const missing = METHODS.filter((method) => typeof (store as Partial<Store> | undefined)?.[method] !== 'function');
  if (missing.length > 0) throw new LiangyanError('bad_store', `the store has no ${missing.join(', no ')}`);
}
