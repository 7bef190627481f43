import type { Message as Incoming } from 'liangyan/inbox';
import { clock } from './clock.js';
import { en } from './content/en.js';
import type { Comment, Message, Person, Post, Thread, World } from './content/shape.js';
import { strangersOf } from './content/strangers.js';
import { zhCN } from './content/zh-CN.js';
import { zhTW } from './content/zh-TW.js';
import { type Language, t } from './i18n/index.js';
import { settings } from './settings.js';

/** The small world of each language. What is posted lives as long as the page. */
const worlds: Record<Language, World> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };
const opened = Date.now();
const listeners = new Set<() => void>();

/** Hears when something came in or was written. */
export function onWorld(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function changed(): void {
  for (const listener of listeners) listener();
}

/** The person's own post that strangers find. */
export const OWN_POST = 'mine';
for (const language of Object.keys(worlds) as Language[]) {
  worlds[language].posts.splice(1, 0, {
    id: OWN_POST,
    by: 'me',
    text: strangersOf[language].post,
    ago: 35,
    likes: 64,
    comments: [],
  });
}

/** The world of the chosen language. */
export function world(): World {
  return worlds[settings.language];
}

/** Minutes since something that was `ago` minutes old when the page was opened. */
export function minutesSince(ago: number): number {
  return ago + (Date.now() - opened) / 60_000;
}

/** The age that makes something brand new, in the feed's measure. */
const justNow = (): number => -(Date.now() - opened) / 60_000;

export function person(id: string): Person {
  const found = world().people.find((one) => one.id === id) ?? { id, name: id, bio: '' };
  return id === 'me' ? { ...found, name: t().you } : found;
}

export function post(id: string): Post | undefined {
  return world().posts.find((one) => one.id === id);
}

export function thread(id: string): Thread | undefined {
  return world().threads.find((one) => one.id === id);
}

export function addPost(text: string, rich?: Node): Post {
  const made: Post = {
    id: `me-${Date.now()}`,
    by: 'me',
    text,
    ...(rich && { rich }),
    ago: justNow(),
    likes: 0,
    comments: [],
  };
  world().posts.unshift(made);
  return made;
}

export function addComment(to: Post, text: string): Comment {
  const made: Comment = { by: 'me', text, ago: justNow() };
  to.comments.push(made);
  return made;
}

export function addMessage(to: Thread, text: string): Message {
  const made: Message = { by: 'me', text, ago: justNow() };
  to.messages.push(made);
  changed();
  return made;
}

/** Somebody new. */
export function addPerson(id: string, name: string): void {
  const { people } = world();
  if (!people.some((one) => one.id === id)) people.push({ id, name, bio: '' });
}

/** Puts what came in where it belongs: a conversation, or the comments of a post. `folded` says why it is covered. */
export function addIncoming(incoming: Incoming, folded?: string): void {
  const { id, sender, surface, text, threadId, receivedAt } = incoming;
  addPerson(sender.id, sender.name ?? sender.id);
  const ago = (clock.now() - receivedAt) / 60_000 - (Date.now() - opened) / 60_000;
  const made: Message = { id, by: sender.id, text, ago, incoming, ...(folded !== undefined && { folded }) };
  const under = surface === 'dm' ? undefined : post(threadId);
  if (under) {
    if (!under.comments.some((one) => one.id === id)) insert(under.comments, made);
  } else {
    let to = thread(threadId);
    if (!to) {
      const relation = sender.relation === 'self' ? 'mutual' : sender.relation;
      to = { id: threadId, with: [sender.id], relation, unread: 0, messages: [] };
      world().threads.push(to);
    }
    if (to.messages.some((one) => one.id === id)) return;
    insert(to.messages, made);
    to.unread += 1;
  }
  changed();
}

/** Puts something where it belongs by its time; most of it is the newest. */
function insert(list: Comment[], made: Comment): void {
  const at = list.findIndex(({ ago }) => ago < made.ago);
  if (at < 0) list.push(made);
  else list.splice(at, 0, made);
}

/** Takes a message out of sight, wherever it stands. */
export function removeIncoming(id: string): void {
  const { posts, threads } = world();
  for (const one of posts) one.comments = one.comments.filter((comment) => comment.id !== id);
  for (const one of threads) one.messages = one.messages.filter((message) => message.id !== id);
  world().threads = threads.filter(({ messages }) => messages.length > 0);
  changed();
}

/** Takes everything by somebody out of sight. */
export function removePerson(by: string): void {
  const { posts, threads } = world();
  for (const one of posts) one.comments = one.comments.filter((comment) => comment.by !== by);
  world().threads = threads.filter((one) => one.with.length > 1 || one.with[0] !== by);
  changed();
}

/** Threads, the liveliest first. */
export function threadsByTime(): Thread[] {
  return [...world().threads].sort((a, b) => (a.messages.at(-1)?.ago ?? 0) - (b.messages.at(-1)?.ago ?? 0));
}
