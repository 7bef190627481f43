import type { AdapterProbe, Channel, HostAdapter, ShieldAudience, Who } from 'liangyan/inbox';

/**
 * The small platform behind the demo: a person's settings for who may reach them, and the adapter through which the
 * shield changes those. A real one does the same over its network.
 */

const KEY = 'liangyan.demo.platform';
const CHANNELS: readonly Channel[] = ['messages', 'comments', 'forwards', 'mentions'];

/** Whom each setting lets through, by what they are to the person. */
const THROUGH: Record<Who, readonly string[]> = {
  everyone: ['mutual', 'following', 'follower', 'stranger'],
  followers: ['mutual', 'follower'],
  following: ['mutual', 'following'],
  mutual: ['mutual'],
  nobody: [],
};

type Settings = Record<Channel, { who: Who }>;

function read(): Settings {
  const open = Object.fromEntries(CHANNELS.map((channel) => [channel, { who: 'everyone' }])) as Settings;
  try {
    return { ...open, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Settings>) };
  } catch {
    return open;
  }
}

let settings = read();
let failing = false;
const blocked = new Set<string>();
const listeners = new Set<(channel: Channel, value: string) => void>();
const watchers = new Set<() => void>();

function write(channel: Channel, value: Settings[Channel]): void {
  settings = { ...settings, [channel]: value };
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // No storage: the settings last as long as the page.
  }
  for (const watcher of watchers) watcher();
}

function answer(): void {
  if (!failing) return;
  failing = false;
  throw new Error('the platform is away for a moment');
}

/** What the person chose for a channel, or the shield for them. */
export function whoMay(channel: Channel): Who {
  return settings[channel].who;
}

/** The person changes a setting by hand. */
export function choose(channel: Channel, who: Who): void {
  write(channel, { who });
  for (const listener of listeners) listener(channel, JSON.stringify(settings[channel]));
}

export function onSettings(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Another tab of the demo changed something. */
addEventListener('storage', ({ key }) => {
  if (key !== KEY) return;
  settings = read();
  for (const watcher of watchers) watcher();
});

const probe: AdapterProbe = {
  attempt: async (channel, relation) => THROUGH[settings[channel].who].includes(relation),
  changeByHand: async (channel) => {
    const others = (['everyone', 'followers', 'mutual'] as const).filter((who) => who !== settings[channel].who);
    choose(channel, others[0] as Who);
  },
  failNext: () => {
    failing = true;
  },
};

export const adapter: HostAdapter & { probe: AdapterProbe } = {
  async read() {
    answer();
    return Object.fromEntries(CHANNELS.map((channel) => [channel, JSON.stringify(settings[channel])])) as Record<
      Channel,
      string
    >;
  },
  async close(channel: Channel, audience: ShieldAudience) {
    answer();
    write(channel, { who: audience });
  },
  async restore(channel: Channel, value: string) {
    answer();
    if (value !== '') write(channel, JSON.parse(value) as Settings[Channel]);
  },
  onChange(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  async block(sender: string) {
    blocked.add(sender);
  },
  async unblock(sender: string) {
    blocked.delete(sender);
  },
  probe,
};
