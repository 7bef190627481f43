import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { type Engine, LiangyanError, load, type Verdict } from 'liangyan';
import { openGuards } from 'liangyan/inbox';

type Guards = Awaited<ReturnType<typeof openGuards>>;
type Guard = ReturnType<Guards['create']>;
type Event = Parameters<Guard['apply']>[0];
type Message = Extract<Event, { type: 'message' }>;

const START = Date.UTC(2026, 10, 22, 4);
const HOUR = 3_600_000;
const at = (hours: number) => ({ wall: START + hours * HOUR, mono: hours * HOUR + 0.25, offset: 480 });
const NOTHING: Verdict = { level: 'none', score: 0, findings: [], support: null, packs: [] };
const BEFORE = { messages: '{"open":true}', comments: '"all"', forwards: '1', mentions: 'null' };

const withCode = (code: string) => (error: unknown) => error instanceof LiangyanError && error.code === code;

let ids = 0;
function message(
  hours: number,
  more: Partial<Omit<Message, 'sender'>> & { sender?: Partial<Message['sender']> } = {},
): Message {
  ids += 1;
  return {
    type: 'message',
    now: at(hours),
    id: `m${ids}`,
    surface: 'dm',
    receivedAt: START + hours * HOUR,
    text: 'hello',
    verdict: NOTHING,
    ...more,
    sender: { id: `s${ids}`, relation: 'stranger', ...more.sender },
  };
}

const realWasm = globalThis.WebAssembly;
async function guardsWithoutWasm(): Promise<Guards> {
  try {
    // @ts-expect-error: Lockdown Mode takes it away just so.
    delete globalThis.WebAssembly;
    return await openGuards();
  } finally {
    globalThis.WebAssembly = realWasm;
  }
}

// Both before any test runs: tests need what the second takes away for a moment.
const withWasm = await openGuards();
const without = await guardsWithoutWasm();

describe('the wasm of an inbox', () => {
  const bytes = (name: string) => readFileSync(join(DIST, name)) as Uint8Array<ArrayBuffer>;

  it('may be handed in', async () => {
    const guards = await openGuards({ wasm: bytes('inbox.wasm') });
    assert.deepEqual(guards.preset('standard'), withWasm.preset('standard'));
  });

  it("is not the engine's", async () => {
    await assert.rejects(openGuards({ wasm: bytes('liangyan.wasm') }), withCode('wasm_version'));
    await assert.rejects(load({ wasm: bytes('inbox.wasm') }), withCode('wasm_version'));
  });

  it('is refused when it is none', async () => {
    const nothing = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
    await assert.rejects(openGuards({ wasm: nothing }), withCode('wasm_unreadable'));
    await assert.rejects(openGuards({ wasm: new URL('file:///no/such/folder/x.wasm') }), withCode('wasm_missing'));
  });
});

for (const [kind, guards] of [
  ['wasm', withWasm],
  ['plain JavaScript', without],
] as const) {
  const made: { free(): void }[] = [];
  const kept = <T extends { free(): void }>(one: T): T => {
    made.push(one);
    return one;
  };
  const fresh = () => kept(guards.create(at(0), guards.preset('standard')));
  after(() => {
    for (const one of made) one.free();
  });

  describe(`guards, ${kind}`, () => {
    it('decides, with reasons in order', () => {
      const guard = fresh();
      const first = guard.apply(message(0, { sender: { id: 'ann' } }));
      assert.deepEqual(first.decision, { action: 'show', reasons: [], shield: null });
      assert.deepEqual([first.effects, first.revision, first.persist, first.wakeAt], [[], 1, 'soon', null]);
      const verdict: Verdict = { ...NOTHING, level: 'severe', score: 0.9 };
      const second = guard.apply(message(1, { sender: { id: 'ann' }, links: 2, verdict }));
      assert.deepEqual(second.decision, { action: 'hold', reasons: ['quota', 'links', 'abuse_severe'], shield: null });
      assert.deepEqual(guard.apply(message(24, { sender: { id: 'ann' } })).decision?.action, 'show');
    });

    it('reads the words the person listed off the verdict', async () => {
      const engine: Engine = await load({ packs: ['zh'] });
      engine.setPersonal({
        words: [
          { phrase: '早起', match: 'part', surfaces: [], action: 'fold' },
          { phrase: '剧透', match: 'part', surfaces: [], action: 'hold' },
        ],
        dismissed: [],
      });
      const guard = fresh();
      const decide = (text: string) => guard.apply(message(0, { text, verdict: engine.check(text) })).decision;
      assert.deepEqual(decide('明天早起'), { action: 'fold', reasons: ['word_fold'], shield: null });
      assert.deepEqual(decide('早起看剧透'), { action: 'hold', reasons: ['word_hold'], shield: null });
      engine.free();
    });

    it('sees through a borrowed name', () => {
      const guard = fresh();
      guard.setNames({ own: ['小满'], contacts: [{ id: 'lena', name: 'Lena Park' }] });
      const reasons = (id: string, name: string) => guard.apply(message(0, { sender: { id, name } })).decision?.reasons;
      assert.deepEqual(reasons('x', 'Lеna Ｐark'), ['impersonation']);
      assert.deepEqual(reasons('lena', 'Lena Park'), []);
      assert.deepEqual(reasons('y', '小滿'), ['impersonation']);
    });

    it('closes, reports, and gives every setting back to the letter', () => {
      const guard = fresh();
      const on = guard.apply({
        type: 'shieldOn',
        now: at(0),
        duration: '24h',
        audience: { messages: 'mutual' },
        before: BEFORE,
      });
      assert.equal(on.persist, 'now');
      assert.equal(on.wakeAt, START + 12 * HOUR);
      assert.deepEqual(on.effects[0], {
        id: 1,
        kind: 'setChannel',
        channel: 'messages',
        audience: 'mutual',
        restore: null,
      });
      assert.deepEqual(on.effects[4], { id: 5, kind: 'shieldStarted', shield: 1, endsAt: START + 24 * HOUR });
      assert.equal(guard.pending(at(0)).length, 4);
      for (const { id } of on.effects) guard.apply({ type: 'done', now: at(0), effect: id, value: 'closed' });
      assert.deepEqual(guard.pending(at(0)), []);
      assert.deepEqual(guard.apply(message(1)).decision, { action: 'hold', reasons: ['shield'], shield: 1 });
      guard.apply({ type: 'channelChanged', now: at(2), channel: 'mentions', value: 'mine' });
      const { shield } = guard.status(at(2));
      assert.deepEqual(shield?.channels.mentions, { audience: 'following', changedByHand: true });
      assert.deepEqual([shield?.remainingMs, shield?.held, shield?.asking], [22 * HOUR, 1, false]);
      const notice = guard.apply({ type: 'tick', now: at(12) }).effects;
      assert.deepEqual(notice, [{ id: 6, kind: 'shieldNotice', shield: 1, endsAt: START + 24 * HOUR }]);
      const end = guard.apply({ type: 'tick', now: at(24) }).effects;
      assert.deepEqual(
        end.flatMap((effect) => (effect.kind === 'setChannel' ? [[effect.channel, effect.restore]] : [])),
        [
          ['messages', BEFORE.messages],
          ['comments', BEFORE.comments],
          ['forwards', BEFORE.forwards],
        ],
      );
      assert.deepEqual(end.at(-1), {
        id: 10,
        kind: 'shieldEnded',
        shield: 1,
        by: 'time',
        from: START,
        to: START + 24 * HOUR,
        held: 1,
      });
    });

    it('asks when the clock runs ahead', () => {
      const guard = fresh();
      guard.apply({ type: 'shieldOn', now: at(0), duration: '1h', before: BEFORE });
      const now = { ...at(0.1), wall: START + 50 * HOUR };
      assert.deepEqual(guard.apply({ type: 'tick', now }).effects, [
        { id: 6, kind: 'shieldAsk', shield: 1, claimedAt: now.wall },
      ]);
      assert.equal(guard.status(now).shield?.asking, true);
      const { effects } = guard.apply({ type: 'shieldAnswer', now, end: true });
      assert.ok(effects.some((effect) => effect.kind === 'shieldEnded' && effect.by === 'answer'));
    });

    it('warns of a crowd, explains it, and draws it', () => {
      const guard = fresh();
      const effects = Array.from({ length: 20 }, (_, i) => {
        const verdict: Verdict = i >= 9 && i % 3 === 0 ? { ...NOTHING, level: 'warn', score: 0.7 } : NOTHING;
        return guard.apply(message(i / 60, { surface: 'comment', post: 'p1', verdict })).effects;
      }).flat();
      const [surge] = effects.filter((effect) => effect.kind === 'surge');
      assert.ok(surge?.kind === 'surge');
      assert.deepEqual([surge.alarm, surge.level, surge.suggest, surge.duration], [1, 'many', true, '24h']);
      const { surge: now, usualPerHour } = guard.status(at(0.4));
      assert.deepEqual([now?.alarm, now?.level, now?.seen, usualPerHour], [1, 'many_abusive', false, 1]);
      assert.deepEqual(
        now?.explanation.map(({ code }) => code),
        ['new_strangers', 'usual', 'abusive', 'one_post'],
      );
      assert.deepEqual(now?.explanation.at(-1), { code: 'one_post', value: 20, of: 20, id: 'p1' });
      guard.apply({ type: 'surgeSeen', now: at(0.4) });
      assert.equal(guard.status(at(0.4)).surge?.seen, true);
      const chart = guard.chart(at(0.4), 24);
      assert.deepEqual([chart.length, chart.at(-1)?.newStrangers, chart.at(-1)?.abusive], [24, 20, 4]);
      assert.equal(chart.at(-1)?.from, START);
      assert.deepEqual(guard.counts(), [{ day: '2026-11-22', shown: 16, folded: 4, held: 0, refused: 0, abusive: 4 }]);
    });

    it('comes back from its snapshot', () => {
      const guard = fresh();
      guard.apply({ type: 'shieldOn', now: at(0), before: BEFORE });
      const bytes = guard.snapshot();
      const other = kept(guards.restore(bytes));
      assert.deepEqual(other.status(at(1)), guard.status(at(1)));
      assert.deepEqual(other.pending(at(0)), guard.pending(at(0)));
      assert.equal(guards.revision(bytes), guard.revision);
      other.apply({ type: 'shieldOff', now: at(1) });
      assert.equal(guard.adopt(other.snapshot()), true);
      assert.equal(guard.adopt(guard.snapshot()), false);
      assert.equal(guard.status(at(1)).shield, null);
    });

    it('refuses snapshots that are none, of another version, or damaged', () => {
      const bytes = fresh().snapshot();
      const changed = (place: number) => bytes.map((byte, index) => (index === place ? byte ^ 1 : byte));
      assert.throws(() => guards.restore(new Uint8Array(3)), withCode('guard_snapshot_not_recognised'));
      assert.throws(() => guards.restore(changed(4)), withCode('guard_snapshot_version'));
      assert.throws(() => guards.restore(changed(40)), withCode('guard_snapshot_damaged'));
      assert.throws(() => guards.revision(bytes.subarray(0, -1)), withCode('guard_snapshot_damaged'));
    });

    it('refuses events and policies that are none, and changes nothing', () => {
      const guard = fresh();
      const before = guard.snapshot();
      const now = at(0);
      const wrong: unknown[] = [
        null,
        {},
        { type: 'no', now },
        { type: 'tick' },
        { type: 'tick', now: { ...now, wall: Number.NaN } },
        { type: 'tick', now: { ...now, offset: 5000 } },
        { type: 'message', now, id: 'm' },
        message(0, { id: '' }),
        message(0, { surface: 'DM' as 'dm' }),
        message(0, { sender: { relation: 'friend' as 'self' } }),
        message(0, { verdict: { ...NOTHING, level: 'grave' as 'warn' } }),
        { type: 'answered', now, sender: '' },
        { type: 'shieldOn', now, before: { messages: 'x' } },
        { type: 'shieldOn', now, duration: '2h', before: BEFORE },
        { type: 'shieldOn', now, before: { ...BEFORE, messages: 'x'.repeat(4097) } },
        { type: 'channelSeen', now, channel: 'chat', value: '' },
        { type: 'done', now, effect: 'x' },
      ];
      for (const event of wrong) {
        assert.throws(() => guard.apply(event as Event), withCode('guard_bad_event'), JSON.stringify(event));
      }
      const policy = guards.preset('standard');
      const bad = [
        {},
        { ...policy, who: {} },
        { ...policy, quota: { ...policy.quota, messages: 21 } },
        { ...policy, quota: { ...policy.quota, windowMs: 59_999 } },
        { ...policy, quietHours: { from: 0, to: 1440, channels: [] } },
        { ...policy, excess: 'show' },
        { ...policy, minAccountDays: -1 },
        { ...policy, names: 'refuse' },
      ];
      for (const one of bad) {
        const event = { type: 'policy', now, policy: one } as Event;
        assert.throws(() => guard.apply(event), withCode('guard_bad_policy'), JSON.stringify(one));
        assert.throws(() => guards.create(now, one as typeof policy), withCode('guard_bad_policy'));
      }
      assert.deepEqual(guard.snapshot(), before);
    });

    it('keeps the policy of minors under lock', () => {
      const guard = fresh();
      const policy = guards.preset('minors');
      guard.apply({ type: 'policy', now: at(0), policy });
      guard.apply({ type: 'lock', now: at(0) });
      assert.deepEqual(guard.status(at(0)).policy, policy);
      const event: Event = { type: 'policy', now: at(0), policy: guards.preset('relaxed') };
      assert.throws(() => guard.apply(event), withCode('guard_locked'));
      assert.equal(guard.apply(message(0)).decision?.reasons[0], 'closed');
      guard.apply({ type: 'unlock', now: at(0) });
      guard.apply(event);
      assert.equal(guard.status(at(0)).policy.preset, 'relaxed');
    });

    it('looks for words by themselves', () => {
      const words = kept(guards.words([{ phrase: '早起', match: 'part', surfaces: ['dm'], action: 'hold' }]));
      assert.deepEqual(words.find('明天早*起', 'dm', 'stranger'), [
        { word: 0, start: 2, end: 5, via: 'tight', action: 'hold' },
      ]);
      assert.deepEqual(words.find('明天早起', 'comment', 'stranger'), []);
      assert.deepEqual(words.ignored, []);
    });

    it('is gone once it is freed', () => {
      const guard = guards.create(at(0), guards.preset('strict'));
      guard.free();
      guard.free();
      assert.throws(() => guard.snapshot(), withCode('guard_freed'));
    });
  });
}
