/**
 * How often the person wrote to one other person lately. The numbers go to the engine as context: it decides what they
 * mean, here they are only kept. In memory, for the page's life; no text and no name is stored.
 */

/** Posts older than this no longer count. Ten minutes, in milliseconds. */
const WINDOW = 600_000;

const posts = new Map<string, number[]>();

/** The times of the posts to this target that still count, oldest first. */
function recent(target: string, now: number): number[] {
  // A clock set back leaves times in the future: they are not counted.
  const kept = (posts.get(target) ?? []).filter((time) => time <= now && now - time < WINDOW);
  if (kept.length === 0) posts.delete(target);
  else posts.set(target, kept);
  return kept;
}

/** Counts one post to a target at `now`, ms since the epoch. */
export function countPost(target: string, now: number): void {
  posts.set(target, [...recent(target, now), now]);
}

/** The other person answered: what was sent before is a conversation, not a volley. */
export function forgetPosts(target: string): void {
  posts.delete(target);
}

export interface Pace {
  /** Posts to this target within ten minutes. */
  sent: number;
  /** Milliseconds since the last of them; absent when there is none. */
  sinceLastMs?: number;
  /** Milliseconds since the first of them. */
  spanMs: number;
}

/** The pace towards a target at `now`, ms since the epoch. */
export function paceTowards(target: string, now: number): Pace {
  const times = recent(target, now);
  const first = times[0];
  const last = times.at(-1);
  return {
    sent: times.length,
    ...(last === undefined ? {} : { sinceLastMs: now - last }),
    spanMs: first === undefined ? 0 : now - first,
  };
}
