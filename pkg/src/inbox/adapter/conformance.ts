import type { Channel, ShieldAudience } from '../../guard/contract.js';
import type { HostAdapter } from './contract.js';

/** What a platform's test bench can do, for the suite to look at an adapter from outside. */
export interface AdapterProbe {
  /** Somebody who is this to the person tries to reach them; whether it got through. */
  attempt(channel: Channel, relation: ProbeRelation): Promise<boolean>;
  /** The person changes a channel's setting by hand, to any other one. */
  changeByHand(channel: Channel): Promise<void>;
  /** Lets the platform's next answer fail. Without it that part is left out, and said so. */
  failNext?(): void;
}

export type ProbeRelation = 'mutual' | 'following' | 'follower' | 'stranger';

export interface ConformanceCheck {
  name: string;
  outcome: 'passed' | 'failed' | 'left out';
  /** What was seen where it failed, or why it was left out. */
  detail?: string;
}

export interface ConformanceReport {
  passed: boolean;
  checks: ConformanceCheck[];
}

const CHANNELS: readonly Channel[] = ['messages', 'comments', 'forwards', 'mentions'];
const AUDIENCES: readonly ShieldAudience[] = ['nobody', 'mutual', 'following'];
const RELATIONS: readonly ProbeRelation[] = ['mutual', 'following', 'follower', 'stranger'];
const LONGEST_VALUE = 4096;

/** Who gets through a channel that is open to an audience only. */
const THROUGH: Record<ShieldAudience, readonly ProbeRelation[]> = {
  nobody: [],
  mutual: ['mutual'],
  following: ['mutual', 'following'],
};

class Failed extends Error {}

function expect(right: boolean, seen: string): void {
  if (!right) throw new Failed(seen);
}

class LeftOut extends Error {}

/**
 * Runs an adapter through what the shield relies on. It changes the settings of the account it runs on and puts them
 * back; use an account for tests.
 */
export async function adapterConformance(adapter: HostAdapter & { probe: AdapterProbe }): Promise<ConformanceReport> {
  const { probe } = adapter;
  const before = await adapter.read();
  const through = async (channel: Channel) => {
    const passed: ProbeRelation[] = [];
    for (const relation of RELATIONS) if (await probe.attempt(channel, relation)) passed.push(relation);
    return passed.join(' ');
  };
  const same = async (what: string) => {
    const now = await adapter.read();
    for (const channel of CHANNELS) {
      expect(now[channel] === before[channel], `${what}: ${channel} is ${now[channel]}, was ${before[channel]}`);
    }
  };
  const reset = async () => {
    for (const channel of CHANNELS) await adapter.restore(channel, before[channel]);
  };

  const suite: Record<string, () => Promise<void>> = {
    'reads a value for each channel, short enough to keep': async () => {
      for (const channel of CHANNELS) {
        const value = before[channel];
        expect(typeof value === 'string', `${channel} is of type ${typeof value}`);
        expect(value.length <= LONGEST_VALUE, `${channel} has ${value.length} code units`);
      }
    },
    'reads the same twice, and changes nothing by reading': async () => {
      await adapter.read();
      await same('after a second read');
    },
    ...Object.fromEntries(
      AUDIENCES.map((audience) => [
        `closes each channel to all but: ${audience}`,
        async () => {
          for (const channel of CHANNELS) {
            await adapter.close(channel, audience);
            const passed = await through(channel);
            expect(passed === THROUGH[audience].join(' '), `${channel} let through: ${passed || 'nobody'}`);
          }
        },
      ]),
    ),
    'closes one channel and leaves the others alone': async () => {
      const others = await Promise.all(CHANNELS.slice(1).map(through));
      await adapter.close('messages', 'nobody');
      const after = await Promise.all(CHANNELS.slice(1).map(through));
      expect(String(others) === String(after), `others went from ${others} to ${after}`);
    },
    'closing twice is closing once': async () => {
      await adapter.close('comments', 'nobody');
      const once = (await adapter.read()).comments;
      await adapter.close('comments', 'nobody');
      const twice = (await adapter.read()).comments;
      expect(once === twice, `${once} became ${twice}`);
    },
    'the last audience counts, whether wider or narrower': async () => {
      for (const audience of ['nobody', 'following', 'mutual'] as const) {
        await adapter.close('mentions', audience);
        const passed = await through('mentions');
        expect(passed === THROUGH[audience].join(' '), `${audience}: let through ${passed || 'nobody'}`);
      }
    },
    'gives every setting back to the letter, and with it who gets through': async () => {
      const open = await Promise.all(CHANNELS.map(through));
      for (const channel of CHANNELS) await adapter.close(channel, 'nobody');
      await reset();
      await same('after restoring');
      const again = await Promise.all(CHANNELS.map(through));
      expect(String(open) === String(again), `through went from ${open} to ${again}`);
    },
    'restoring twice, or what was never closed, does no harm': async () => {
      await reset();
      await reset();
      await same('after restoring twice');
    },
    'takes all four channels at the same time': async () => {
      await Promise.all(CHANNELS.map((channel) => adapter.close(channel, 'mutual')));
      for (const channel of CHANNELS) {
        const passed = await through(channel);
        expect(passed === 'mutual', `${channel} let through: ${passed || 'nobody'}`);
      }
      await Promise.all(CHANNELS.map((channel) => adapter.restore(channel, before[channel])));
      await same('after restoring all at once');
    },
    'tells of a change by hand, and of none of its own': async () => {
      if (!adapter.onChange) throw new LeftOut('the adapter has no onChange');
      const told: [Channel, string][] = [];
      const stop = adapter.onChange((channel, value) => told.push([channel, value]));
      try {
        await adapter.close('forwards', 'nobody');
        await adapter.restore('forwards', before.forwards);
        expect(told.length === 0, `told of its own doing: ${told}`);
        await adapter.close('forwards', 'nobody');
        await probe.changeByHand('forwards');
        const { forwards } = await adapter.read();
        expect(told.length === 1, `told ${told.length} times of one change`);
        expect(String(told[0]) === `forwards,${forwards}`, `told ${told[0]}, reads ${forwards}`);
      } finally {
        stop();
      }
      await probe.changeByHand('forwards');
      expect(told.length === 1, 'told after it was asked to stop');
    },
    'blocks and unblocks, once or twice': async () => {
      if (!adapter.block || !adapter.unblock) throw new LeftOut('the adapter does not block');
      for (const ask of [adapter.block, adapter.block, adapter.unblock, adapter.unblock]) {
        await ask.call(adapter, 'liangyan-conformance');
      }
    },
    'rejecting what it does not know does no harm': async () => {
      if (!adapter.reject) throw new LeftOut('the adapter does not reject');
      const message = { id: 'liangyan-conformance', threadId: 'none', sender: 'none' };
      await adapter.reject(message);
      await adapter.reject(message);
    },
    'says so when it failed, and does it when asked again': async () => {
      if (!probe.failNext) throw new LeftOut('the probe cannot let the platform fail');
      probe.failNext();
      const failed = await adapter.close('messages', 'nobody').then(
        () => false,
        () => true,
      );
      expect(failed, 'it said that a channel was closed while the platform failed');
      await adapter.close('messages', 'nobody');
      const passed = await through('messages');
      expect(passed === '', `let through: ${passed}`);
    },
  };

  const checks: ConformanceCheck[] = [];
  for (const [name, run] of Object.entries(suite)) {
    try {
      await run();
      checks.push({ name, outcome: 'passed' });
    } catch (thrown) {
      const detail = thrown instanceof Error ? thrown.message : String(thrown);
      checks.push({ name, outcome: thrown instanceof LeftOut ? 'left out' : 'failed', detail });
    }
    await reset().catch(() => {});
  }
  return { passed: checks.every(({ outcome }) => outcome !== 'failed'), checks };
}
