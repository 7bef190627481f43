import { en } from './content/en.js';
import type { Comment, Message, Person, Post, Thread, World } from './content/shape.js';
import { zhCN } from './content/zh-CN.js';
import { zhTW } from './content/zh-TW.js';
import { type Language, t } from './i18n/index.js';
import { settings } from './settings.js';

/** The small world of each language. What is posted lives as long as the page. */
const worlds: Record<Language, World> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };
const opened = Date.now();

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

export function addPost(text: string): Post {
  const made: Post = { id: `me-${Date.now()}`, by: 'me', text, ago: justNow(), likes: 0, comments: [] };
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
  return made;
}

/** Threads, the liveliest first. */
export function threadsByTime(): Thread[] {
  return [...world().threads].sort((a, b) => (a.messages.at(-1)?.ago ?? 0) - (b.messages.at(-1)?.ago ?? 0));
}
