// The shield with a platform behind it: closes everything, gives everything back to the letter, whatever happens between.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { adapterConformance, becauseText, en, memoryStore } from 'liangyan/inbox';
import { CHANNELS, DAY, failingStore, HOUR, handClock, message, open, platform, until } from './world.mjs';

const settled = (state, wanted) => until(() => CHANNELS.every((channel) => state.settings[channel] === wanted));
const kinds = (inbox) => inbox.status().notices.map(({ kind }) => kind);

describe('the shield', () => {
  test('closes four channels at once and gives back exactly what was there', async () => {
    const { adapter, state } = platform();
    state.settings = { messages: 'everyone', comments: '{"who": "mutual"}', forwards: 'nobody', mentions: '每个人 ☂' };
    const before = { ...state.settings };
    const { inbox } = await open({ adapter });
    await inbox.shield.on({ audience: { comments: 'nobody' } });
    await until(() => state.settings.comments === 'nobody' && state.settings.mentions === 'following');
    assert.deepEqual((await inbox.receive(message('Hello'))).reasons, ['shield']);
    assert.equal((await inbox.receive(message('Hello', { relation: 'mutual' }))).action, 'show');
    await inbox.shield.off();
    await until(() => state.settings.messages === 'everyone');
    await until(() => JSON.stringify(state.settings) === JSON.stringify(before));
    assert.equal((await inbox.receive(message('Hello'))).action, 'show');
    await inbox.close();
  });

  test('ends by itself, says so twelve hours before, and lists what was held meanwhile', async () => {
    const { adapter, state } = platform();
    const { inbox, clock } = await open({ adapter });
    await inbox.shield.on({ duration: '3d' });
    await settled(state, 'following');
    const { id } = inbox.shield.status;
    const held = message('Hello');
    await inbox.receive(held);
    clock.pass(2 * DAY + 11 * HOUR);
    await inbox.tick();
    assert.deepEqual(kinds(inbox), []);
    clock.pass(HOUR + 1);
    await inbox.tick();
    assert.deepEqual(kinds(inbox), ['shieldNotice']);
    const [notice] = inbox.status().notices;
    await inbox.shield.extend('24h');
    await inbox.dismiss(notice.id);
    clock.pass(23 * HOUR);
    await inbox.tick();
    assert.notEqual(inbox.shield.status, null, 'one tap made it longer');
    clock.pass(2 * HOUR);
    await inbox.tick();
    assert.equal(inbox.shield.status, null);
    await settled(state, 'everyone');
    const ended = inbox.status().notices.find(({ kind }) => kind === 'shieldEnded');
    assert.equal(ended.held, 1);
    assert.match(ended.text, /Your settings are back/);
    const { items } = await inbox.held.list({ shield: id });
    assert.deepEqual(
      items.map((item) => item.id),
      [held.id],
    );
    await inbox.dismiss(ended.id);
    assert.deepEqual(kinds(inbox), []);
    await inbox.close();
  });

  test('a setting changed by hand meanwhile stays as the person wants it', async () => {
    const { adapter, state, byHand } = platform();
    const { inbox } = await open({ adapter });
    await inbox.shield.on();
    await settled(state, 'following');
    byHand('comments', 'mutual');
    await until(() => inbox.shield.status.channels.comments.changedByHand);
    await inbox.shield.off();
    await until(() => state.settings.messages === 'everyone');
    assert.equal(state.settings.comments, 'mutual');
    await inbox.close();
  });

  test('a platform that is away is asked again, and the decisions hold meanwhile', async () => {
    const { adapter, state } = platform();
    const { inbox, faults } = await open({ adapter });
    state.down = true;
    await inbox.shield.on();
    assert.deepEqual((await inbox.receive(message('Hello'))).reasons, ['shield']);
    await until(() => faults.includes('adapter_failed'));
    assert.equal(state.settings.messages, 'everyone');
    state.down = false;
    await inbox.shield.on();
    await settled(state, 'following');
    await inbox.shield.off();
    await settled(state, 'everyone');
    await inbox.close();
  });

  test('a crash between any two calls ends with the settings from before', async () => {
    for (let dieAt = 1; dieAt <= 14; dieAt += 1) {
      const { adapter, state } = platform();
      const store = memoryStore();
      const dying = failingStore(store);
      let calls = 0;
      let dead = false;
      const breath = () => {
        calls += 1;
        dead ||= calls >= dieAt;
        return dead ? new Promise(() => {}) : undefined;
      };
      dying.before = breath;
      const mortal = { ...adapter };
      for (const name of ['read', 'close', 'restore']) {
        mortal[name] = async (...args) => {
          await breath();
          const answer = await adapter[name](...args);
          await breath();
          return answer;
        };
      }
      const clock = handClock();
      // A page's life: opened, shield on, and gone in the middle of something.
      void open({ store: dying, adapter: mortal, clock }).then(({ inbox }) => inbox.shield.on({ duration: '24h' }));
      await new Promise((resolve) => setTimeout(resolve, 30));
      dead = true;
      clock.pass(HOUR);
      const { inbox } = await open({ store, adapter, clock });
      if (inbox.shield.status) await settled(state, 'following');
      else await settled(state, 'everyone');
      clock.pass(2 * DAY);
      await inbox.tick();
      assert.equal(inbox.shield.status, null);
      await settled(state, 'everyone');
      await inbox.close();
    }
  });

  test('a clock set ahead does not end it: it asks', async () => {
    const { adapter, state } = platform();
    const { inbox, clock } = await open({ adapter });
    await inbox.shield.on({ duration: '7d' });
    await settled(state, 'following');
    clock.set(10 * DAY);
    await inbox.tick();
    assert.equal(inbox.shield.status.asking, true);
    assert.deepEqual(kinds(inbox), ['shieldAsk']);
    assert.deepEqual((await inbox.receive(message('Hello', { at: clock.now() }))).reasons, ['shield']);
    clock.set(-3650 * DAY);
    await inbox.tick();
    assert.notEqual(inbox.shield.status, null, 'nor does one set back ten years');
    clock.set(3640 * DAY);
    await inbox.shield.answer(true);
    assert.equal(inbox.shield.status, null);
    await settled(state, 'everyone');
    await inbox.close();
  });

  test('who is refused can be turned back by the platform, who is blocked is told to it', async () => {
    const { adapter, state } = platform();
    const { inbox } = await open({ adapter });
    const policy = inbox.preset('standard');
    await inbox.setPolicy({ ...policy, excess: 'refuse' });
    await inbox.shield.on();
    const written = message('Hello');
    assert.equal((await inbox.receive(written)).action, 'refuse');
    assert.deepEqual(state.rejected, [written.id]);
    assert.equal(await inbox.held.count(), 1, 'and it is kept all the same');
    await inbox.people.block('ann');
    assert.ok(state.blocked.has('ann'));
    await inbox.close();
  });
});

describe('many at once', () => {
  const crowd = async (inbox, clock, many, text) => {
    for (let n = 0; n < many; n += 1) {
      clock.pass(20_000);
      await inbox.receive(message(text(n), { surface: 'comment', at: clock.now() }));
    }
  };

  test('kind or cruel, it is told apart, in words and in a chart', async () => {
    for (const [text, level] of [
      [(n) => `Lovely, picture ${n}!`, 'many'],
      [(n) => `You are a worthless idiot ${n}`, 'many_abusive'],
    ]) {
      const { inbox, clock } = await open();
      await crowd(inbox, clock, 30, text);
      const { surge, notices } = inbox.status();
      assert.equal(surge.level, level);
      const notice = notices.find(({ kind }) => kind === 'surge');
      assert.equal(notice.text, level === 'many' ? en.surgeMany : en.surgeAbusive);
      assert.match(becauseText(surge.explanation, en)[0], /new people wrote within/);
      const chart = inbox.chart(12);
      assert.equal(chart.length, 12);
      assert.equal(
        chart.reduce((sum, hour) => sum + hour.newStrangers, 0),
        30,
      );
      assert.equal(inbox.shield.status, null, 'it suggests, and does nothing by itself');
      await inbox.dismiss(notice.id);
      assert.deepEqual(kinds(inbox), []);
      await inbox.close();
    }
  });

  test('only where the person chose so does it raise the shield', async () => {
    const { adapter, state } = platform();
    const { inbox, clock } = await open({ adapter });
    await inbox.setPolicy({ ...inbox.preset('standard'), surge: { suggest: true, switchOn: '24h' } });
    await crowd(inbox, clock, 30, () => 'You are a worthless idiot');
    await settled(state, 'following');
    assert.equal(inbox.shield.status.duration, '24h');
    await inbox.close();
  });

  test('one who keeps writing is named', async () => {
    const { inbox } = await open();
    const told = [];
    inbox.on('persistent', (detail) => told.push(detail));
    for (let n = 0; n < 6; n += 1) await inbox.receive(message('Answer me', { from: 'ann' }));
    assert.deepEqual(told, [{ sender: 'ann', attempts: 5, hours: 24 }]);
    await inbox.close();
  });
});

describe('the conformance of an adapter', () => {
  test('a right one passes every check', async () => {
    const { adapter } = platform();
    const { passed, checks } = await adapterConformance(adapter);
    assert.deepEqual(
      checks.filter(({ outcome }) => outcome !== 'passed'),
      [],
    );
    assert.ok(passed);
  });

  const wrong = {
    'forgets what it was': (adapter, state) => ({
      ...adapter,
      restore: async (channel) => {
        state.settings[channel] = 'everyone ';
      },
    }),
    'says it closed and did not': (adapter) => ({ ...adapter, close: async () => {} }),
    'lets followers through': (adapter, state) => ({
      ...adapter,
      close: async (channel, audience) => {
        state.settings[channel] = audience === 'following' ? 'everyone' : audience;
      },
    }),
    'closes its neighbours too': (adapter) => ({
      ...adapter,
      close: async (_, audience) => {
        for (const channel of CHANNELS) await adapter.close(channel, audience);
      },
    }),
    'swallows its failures': (adapter) => ({ ...adapter, close: (...args) => adapter.close(...args).catch(() => {}) }),
  };
  for (const [name, spoil] of Object.entries(wrong)) {
    test(`one that ${name} fails`, async () => {
      const { adapter, state } = platform();
      assert.equal((await adapterConformance(spoil(adapter, state))).passed, false);
    });
  }
});
