import type { GuardEvent, Outcome } from '../guard/contract.js';
import type { Verdict } from '../verdict.js';
import type { Desk } from './ledger.js';
import type { Action, Decision, Message } from './message.js';
import type { Reading } from './reading.js';
import type { HeldItem } from './store/contract.js';

/** What the guard is told where the engine could not say anything: it then goes by everything else. */
const SILENCE: Verdict = { level: 'none', score: 0, findings: [], support: null, packs: [] };

/** How long a message that was decided on is remembered. Milliseconds. */
const REMEMBERED = 30 * 86_400_000;

/** Decisions on a batch, with what is to be told afterwards. */
export interface Batch {
  decisions: Decision[];
  held: HeldItem[];
  outcomes: Outcome[];
  /** What the host may turn back. */
  refused: Message[];
}

/**
 * Decides on messages, in their order, at one desk: state, items and memory of it are written together. `forget`: what was
 * decided too long ago is forgotten on the way.
 */
export async function decide(
  desk: Desk,
  messages: readonly Message[],
  readings: readonly Reading[],
  now: GuardEvent['now'],
  sentence: (reason: string) => string,
  forget: boolean,
): Promise<Batch> {
  const batch: Batch = { decisions: [], held: [], outcomes: [], refused: [] };
  const earlier = await decidedBefore(desk, messages);
  for (const [at, message] of messages.entries()) {
    const { verdict, name } = readings[at] as Reading;
    const before = earlier.get(message.id);
    const answer = (action: Action, reasons: string[]): void => {
      const [first] = reasons;
      const held = action === 'hold' || action === 'refuse';
      batch.decisions.push({
        action,
        reasons,
        because: first === undefined ? '' : sentence(first),
        verdict,
        ...(held && { heldId: message.id }),
      });
    };
    if (before) {
      answer(before.action, before.reasons);
      continue;
    }
    const outcome = desk.apply(eventOf(desk, message, verdict ?? SILENCE, name, now));
    batch.outcomes.push(outcome);
    const { action, reasons, shield } = outcome.decision ?? { action: 'show' as const, reasons: [], shield: null };
    const unread = verdict === null && action === 'show' && message.sender.relation !== 'self';
    answer(unread ? 'fold' : action, unread ? ['unread'] : reasons);
    if (action === 'hold' || action === 'refuse') {
      const item: HeldItem = {
        id: message.id,
        message,
        action,
        reasons,
        verdict,
        heldAt: now.wall,
        state: 'held',
        ...(shield !== null && { shield }),
      };
      desk.put(item);
      batch.held.push(item);
      if (action === 'refuse') batch.refused.push(message);
    }
    if (message.surface !== 'live') desk.seen({ id: message.id, action, reasons, at: now.wall });
    const decision = batch.decisions[at] as Decision;
    earlier.set(message.id, { action: decision.action, reasons: decision.reasons });
  }
  if (forget) desk.forgetSeenBefore(now.wall - REMEMBERED);
  return batch;
}

/**
 * What was decided about these messages before: another tab got them too, or the host loads a conversation again. Live
 * comments come once, and so many that the question would cost more than the answer; the guard knows the last of them.
 */
async function decidedBefore(desk: Desk, messages: readonly Message[]) {
  const known = new Map<string, { action: Action; reasons: string[] }>();
  const ids = messages.filter(({ surface }) => surface !== 'live').map(({ id }) => id);
  if (ids.length === 0) return known;
  for (const seen of await desk.known(ids)) {
    if (seen) known.set(seen.id, { action: seen.action as Action, reasons: seen.reasons });
  }
  // The held list knows more: what was restored since is shown, and what memory holds is in no store yet.
  for (const item of await desk.get(ids).catch(() => [])) {
    if (!item) continue;
    const shown = item.state === 'restored';
    const action = shown ? 'show' : item.action === 'hide' ? 'hold' : item.action;
    known.set(item.id, { action, reasons: shown ? [] : item.reasons });
  }
  return known;
}

function eventOf(
  desk: Desk,
  message: Message,
  verdict: Verdict,
  nameVerdict: Verdict | undefined,
  now: GuardEvent['now'],
): GuardEvent {
  const { id, sender, surface, receivedAt, text, threadId, links, media, mentions } = message;
  const { accepted = {}, blocked = {} } = desk.documents;
  const { id: from, name, relation, accountCreatedAt, followedAt } = sender;
  return {
    type: 'message',
    id,
    sender: {
      id: from,
      relation,
      acceptedBefore: sender.acceptedBefore === true || Object.hasOwn(accepted, from),
      blocked: Object.hasOwn(blocked, from),
      ...(name !== undefined && { name }),
      ...(accountCreatedAt !== undefined && { accountCreatedAt }),
      ...(followedAt !== undefined && { followedAt }),
    },
    surface,
    receivedAt,
    text,
    verdict,
    ...(surface !== 'dm' && { post: threadId }),
    ...(links !== undefined && { links }),
    ...(media !== undefined && { media }),
    ...(mentions !== undefined && { mentions }),
    ...(nameVerdict && { nameVerdict }),
    now,
  };
}
