import type { Helpline } from 'liangyan/composer';
import type { Message as Incoming } from 'liangyan/inbox';
import type { SceneName } from '../art/scenes.js';

/** Everything in the feed is invented. */
export interface Person {
  id: string;
  name: string;
  bio: string;
}

export interface Comment {
  by: string;
  text: string;
  /** Minutes before the page was opened. */
  ago: number;
  /** Of something that came in while the page was open. */
  id?: string;
  incoming?: Incoming;
  /** Why it is covered, if it is. */
  folded?: string;
}

export interface Post {
  id: string;
  by: string;
  text: string;
  /** The text with its formatting, where it was written in the editor. */
  rich?: Node;
  ago: number;
  likes: number;
  scene?: SceneName;
  /** What the picture shows, for those who do not see it. */
  alt?: string;
  comments: Comment[];
}

export interface Message extends Comment {
  /** `me` or a person's id. */
  by: string;
}

export interface Thread {
  id: string;
  /** Who it is with; more than one makes a group. */
  with: string[];
  /** A group's name. */
  title?: string;
  /** What the other side is to me: the engine is gentler between people who follow each other. */
  relation: 'mutual' | 'following' | 'follower' | 'stranger';
  unread: number;
  messages: Message[];
}

/** A sentence to try, and what it shows. */
export interface Sample {
  title: string;
  text: string;
  /** Whether the guard should say something. */
  speaks: boolean;
}

export interface World {
  people: Person[];
  posts: Post[];
  threads: Thread[];
  samples: Sample[];
  /** Public help-lines of the region, shown gently to a writer who may be in danger. */
  helplines: Helpline[];
}
