import type { AuthorFacts, MessageFacts } from 'liangyan/evidence';
import type { Message as Incoming } from 'liangyan/inbox';
import type { Comment, Message, Post, Thread } from '../content/shape.js';
import { ago, number } from '../i18n/index.js';
import { href } from '../router.js';
import { minutesSince, person } from '../world.js';

/** What the app knows of its messages, as evidence takes it. */

/** Messages on each side of one that are kept with it. */
const AROUND = 20;

function author(id: string): AuthorFacts {
  const { name, bio } = person(id);
  return { id, name, ...(bio ? { bio } : {}) };
}

const address = (hash: string): string => new URL(hash, location.href).href;

export function postFacts(post: Post): MessageFacts {
  return {
    id: post.id,
    author: author(post.by),
    text: post.text,
    url: address(href({ page: 'post', id: post.id })),
    postedAtShown: ago(minutesSince(post.ago)),
    counts: {
      atMs: Date.now(),
      likes: { shown: number(post.likes), value: post.likes },
      comments: { shown: number(post.comments.length), value: post.comments.length },
    },
  };
}

export function commentFacts(comment: Comment, post?: Post): MessageFacts {
  const at = post ? post.comments.indexOf(comment) : -1;
  return {
    ...(post
      ? { id: `${post.id}/${at + 1}`, replyTo: post.id, url: address(href({ page: 'post', id: post.id })) }
      : {}),
    author: author(comment.by),
    text: comment.text,
    postedAtShown: ago(minutesSince(comment.ago)),
  };
}

export function messageFacts(message: Message, thread: Thread): MessageFacts {
  return {
    id: `${thread.id}/${thread.messages.indexOf(message) + 1}`,
    author: author(message.by),
    text: message.text,
    url: address(href({ page: 'messages', id: thread.id })),
    postedAtShown: ago(minutesSince(message.ago)),
  };
}

/** A message with those around it. */
export function inThread(message: Message, thread: Thread, around = AROUND) {
  const at = thread.messages.indexOf(message);
  const facts = (some: Message[]) => some.map((one) => messageFacts(one, thread));
  return {
    message: messageFacts(message, thread),
    before: facts(thread.messages.slice(Math.max(0, at - around), at)),
    after: facts(thread.messages.slice(at + 1, at + 1 + around)),
    context: { surface: 'dm', relation: thread.relation } as const,
  };
}

/** A message as it came in, also one that nobody has seen. */
export function incomingFacts({ id, sender, text, replyTo, receivedAt }: Incoming): MessageFacts {
  return {
    id,
    author: { id: sender.id, ...(sender.name === undefined ? {} : { name: sender.name }) },
    text,
    postedAt: new Date(receivedAt).toISOString(),
    ...(replyTo === undefined ? {} : { replyTo }),
  };
}
