/** What is asked of an engine, looked at before it gets there: the same refusals in this thread and before a worker. */
import { refusePersonal } from './counting.js';
import { LiangyanError } from './errors.js';
import type { Dismissed, Personal, UserWord } from './personal.js';
import type { Context } from './verdict.js';
import { contextWords, shown } from './wire.js';

/** Refuses what is not a text of at most `limit` UTF-16 code units. */
export function refuseText(text: unknown, limit: number, at?: number): void {
  const which = at === undefined ? 'the text' : `text ${at}`;
  if (typeof text !== 'string') throw new LiangyanError('bad_text', `${which} is ${shown(text)}, not a string`);
  if (text.length > limit) {
    throw new LiangyanError('text_too_long', `${which} has ${text.length} UTF-16 code units, more than ${limit}`);
  }
}

/** Refuses what is not an array of texts, and names the one that is none. */
export function refuseTexts(texts: unknown, limit: number): void {
  if (!Array.isArray(texts)) throw new LiangyanError('bad_text', `texts is an array of strings, not ${shown(texts)}`);
  for (let at = 0; at < texts.length; at += 1) refuseText(texts[at], limit, at);
}

/** Refuses contexts that are neither one for all nor one each. */
export function refuseContexts(contexts: readonly Context[], texts: number): void {
  if (contexts.length === texts) return;
  throw new LiangyanError(
    'bad_context',
    `${texts} texts came with ${contexts.length} contexts: pass one for all, or one each`,
  );
}

/** A context as a plain object of its own: what a host passes may hold more than can cross to a worker. */
export function plainContext(context: Context | undefined): Context | undefined {
  contextWords(context);
  if (context === undefined) return undefined;
  const { surface, relation, replyTo, mentions, sinceLastToSameTargetMs, sentToSameTarget, reports } = context;
  const { sender, lang, minor } = context;
  const own = { surface, relation, replyTo, mentions, sinceLastToSameTargetMs, sentToSameTarget, reports };
  return { ...own, sender, lang, minor } as Context;
}

/** What the person told, as plain objects of its own. */
export function plainPersonal(personal: Personal): Personal {
  refusePersonal(personal);
  return {
    words: personal.words.map(({ phrase, match, surfaces, action, expiresAt, exceptFollowing }) => {
      return { phrase, match, surfaces: surfaces?.slice(), action, expiresAt, exceptFollowing } as UserWord;
    }),
    dismissed: personal.dismissed.map(({ rule, phrase, sender, until }) => {
      return { rule, phrase, sender, until } as Dismissed;
    }),
  };
}
