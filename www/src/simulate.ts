import type { Message, Sender } from 'liangyan/inbox';
import { clock } from './clock.js';
import { strangersOf } from './content/strangers.js';
import { arrive } from './inbox.js';
import { settings } from './settings.js';
import { OWN_POST, world } from './world.js';

/** People who come by in the demo: one stranger, a friend, a crowd that likes a post, a crowd that does not. */

const DAY = 86_400_000;
let made = 0;

/** Every visit of the page brings other people. */
const visit = Date.now().toString(36);

function any<T>(list: readonly T[]): T {
  return list[Math.floor(Math.random() * list.length)] as T;
}

function somebody(young: boolean): Sender {
  made += 1;
  const { names } = strangersOf[settings.language];
  const age = young ? 2 : 30 + Math.random() * 900;
  return {
    id: `new-${visit}-${made}`,
    name: names[made % names.length] as string,
    relation: 'stranger',
    accountCreatedAt: clock.now() - age * DAY,
  };
}

function written(sender: Sender, text: string, to: 'dm' | 'comment'): Message {
  made += 1;
  return {
    id: `${visit}-${made}`,
    threadId: to === 'dm' ? sender.id : OWN_POST,
    sender,
    surface: to,
    text,
    receivedAt: clock.now(),
  };
}

/** Somebody new writes: kindly, in passing, or not. */
export async function strangerWrites(): Promise<string> {
  const { warm, plain, cruel } = strangersOf[settings.language];
  return arrive(written(somebody(false), any([...warm, ...plain, ...plain, ...cruel]), 'dm'));
}

/** A friend writes. */
export async function friendWrites(): Promise<string> {
  const thread = world().threads.find(({ relation, with: people }) => relation === 'mutual' && people.length === 1);
  const id = thread?.with[0] ?? 'me';
  const name = world().people.find((one) => one.id === id)?.name ?? id;
  const message = written({ id, name, relation: 'mutual' }, any(strangersOf[settings.language].friend), 'dm');
  return arrive({ ...message, threadId: thread?.id ?? id });
}

/** How a crowd is coming along. */
export interface Crowd {
  stop(): void;
}

/** A crowd of strangers, a few a second. `tell` hears after each of them. */
export function crowd(kind: 'viral' | 'raid', tell: (count: number, all: number) => void): Crowd {
  const all = kind === 'viral' ? 40 : 60;
  const { warm, cruel } = strangersOf[settings.language];
  let stopped = false;
  const run = async () => {
    for (let count = 1; count <= all && !stopped; count += 1) {
      const abusive = kind === 'raid' && Math.random() < 0.75;
      const sender = somebody(kind === 'raid' && Math.random() < 0.6);
      await arrive(written(sender, any(abusive ? cruel : warm), Math.random() < 0.6 ? 'comment' : 'dm'));
      tell(count, all);
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    tell(all, all);
  };
  void run();
  return {
    stop() {
      stopped = true;
    },
  };
}
