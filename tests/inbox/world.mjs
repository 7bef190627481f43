// What the inbox's tests share: an engine, messages, a clock that is turned by hand, a platform, a store that can fail.

import { LiangyanError, load } from 'liangyan';
import { createInbox, en, memoryStore } from 'liangyan/inbox';

export const START = Date.UTC(2026, 10, 22, 12);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const CHANNELS = ['messages', 'comments', 'forwards', 'mentions'];

let engine;

/** An inbox with the real engine; `options` as `createInbox` takes them. Its clock stands still until it is turned. */
export async function open(options = {}) {
  engine ??= await load();
  const clock = options.clock ?? handClock();
  const faults = [];
  const inbox = await createInbox({
    engine,
    store: memoryStore(),
    strings: en,
    zone: 'Asia/Shanghai',
    onFault: (error) => faults.push(error.code),
    ...options,
    clock,
  });
  return { inbox, clock, faults };
}

/** Time that passes when it is told to. */
export function handClock(at = START) {
  let wall = at;
  let mono = 1000;
  return {
    now: () => wall,
    mono: () => mono,
    /** Time passes. */
    pass(ms) {
      wall += ms;
      mono += ms;
    },
    /** Somebody sets the clock. */
    set(ms) {
      wall += ms;
    },
  };
}

let made = 0;

/** A message; every one by somebody else unless `from` says who. */
export function message(text, { from, relation = 'stranger', surface = 'dm', name, at = START, ...more } = {}) {
  made += 1;
  const sender = from ?? `sender-${made}`;
  return {
    id: `message-${made}`,
    threadId: surface === 'dm' ? sender : 'post-1',
    sender: { id: sender, relation, ...(name && { name }) },
    surface,
    text,
    receivedAt: at,
    ...more,
  };
}

/** A platform of its own: settings, and who gets through. Its adapter fails while `down` is true. */
export function platform() {
  const through = {
    everyone: ['mutual', 'following', 'follower', 'stranger'],
    following: ['mutual', 'following'],
    mutual: ['mutual'],
    nobody: [],
  };
  const state = {
    settings: Object.fromEntries(CHANNELS.map((channel) => [channel, 'everyone'])),
    down: false,
    failing: false,
    calls: [],
    rejected: [],
    blocked: new Set(),
  };
  const listeners = new Set();
  const answer = () => {
    if (state.down || state.failing) {
      state.failing = false;
      throw new Error('the platform is away');
    }
  };
  const adapter = {
    async read() {
      answer();
      return { ...state.settings };
    },
    async close(channel, audience) {
      answer();
      state.calls.push(`close ${channel} ${audience}`);
      state.settings[channel] = audience;
    },
    async restore(channel, value) {
      answer();
      state.calls.push(`restore ${channel} ${value}`);
      state.settings[channel] = value;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async reject({ id }) {
      state.rejected.push(id);
    },
    async block(sender) {
      state.blocked.add(sender);
    },
    async unblock(sender) {
      state.blocked.delete(sender);
    },
    probe: {
      attempt: async (channel, relation) => through[state.settings[channel]].includes(relation),
      changeByHand: async (channel) => byHand(channel, state.settings[channel] === 'mutual' ? 'everyone' : 'mutual'),
      failNext: () => {
        state.failing = true;
      },
    },
  };
  const byHand = (channel, value) => {
    state.settings[channel] = value;
    for (const listener of listeners) listener(channel, value);
  };
  return { adapter, state, byHand };
}

/** A memory store that can be made to fail, and that knows what was written. */
export function failingStore(inner = memoryStore()) {
  const store = { failure: null, before: null };
  for (const name of ['read', 'commit', 'list', 'get', 'count', 'oldest', 'seen', 'wipe']) {
    store[name] = async (...args) => {
      if (store.failure) throw new LiangyanError(store.failure, 'made to fail');
      await store.before?.(name, ...args);
      return inner[name](...args);
    };
  }
  store.close = () => {};
  return store;
}

/** Waits until something holds; at most two seconds. */
export async function until(holds) {
  const end = Date.now() + 2000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited in vain for ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
