// The inbox with the real engine: what is shown, covered and kept back, and that nothing is lost on the way.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LiangyanError } from 'liangyan';
import { memoryStore, zhCN } from 'liangyan/inbox';
import { CHANNELS, DAY, failingStore, HOUR, handClock, message, open, START, until } from './world.mjs';

const CRUEL = 'You are a worthless idiot';
const ids = async (inbox, query) => (await inbox.held.list(query)).items.map(({ id }) => id);

describe('deciding', () => {
  test('a kind word is shown, a cruel one is covered, and the sentence says why', async () => {
    const { inbox } = await open();
    assert.equal((await inbox.receive(message('Lovely picture!'))).action, 'show');
    const cruel = await inbox.receive(message(CRUEL));
    assert.deepEqual([cruel.action, cruel.reasons], ['fold', ['abuse_warn']]);
    assert.equal(cruel.because, 'It reads as hurtful.');
    await inbox.close();
  });

  test('sentences come in the language that was asked for', async () => {
    const { inbox } = await open({ strings: zhCN });
    assert.equal((await inbox.receive(message(CRUEL))).because, '内容读起来在伤人。');
    await inbox.close();
  });

  test('a stranger has one message until the person answers, and what is kept back can be given back', async () => {
    const { inbox, clock } = await open();
    const hello = () => message('Hello there', { from: 'ann' });
    assert.equal((await inbox.receive(hello())).action, 'show');
    const second = hello();
    const decision = await inbox.receive(second);
    assert.deepEqual([decision.action, decision.reasons, decision.heldId], ['hold', ['quota'], second.id]);
    assert.deepEqual(await ids(inbox), [second.id]);
    clock.pass(DAY);
    assert.equal(
      (await inbox.receive({ ...hello(), receivedAt: clock.now() })).action,
      'show',
      'a window later there is room again',
    );
    await inbox.answered('ann');
    for (let n = 0; n < 3; n += 1) assert.equal((await inbox.receive(hello())).action, 'show');
    const told = [];
    inbox.on('restored', (items) => told.push(...items.map(({ id }) => id)));
    await inbox.held.restore(second.id);
    assert.deepEqual(told, [second.id]);
    assert.deepEqual(await ids(inbox), []);
    assert.deepEqual(await ids(inbox, { state: 'restored' }), [second.id]);
    await inbox.close();
  });

  test('the same message again gets the same answer and counts nothing, however much came between', async () => {
    const { inbox } = await open();
    const first = message('Hi', { from: 'bea' });
    const second = message('Are you there?', { from: 'bea' });
    assert.equal((await inbox.receive(first)).action, 'show');
    assert.equal((await inbox.receive(second)).action, 'hold');
    await inbox.receiveMany(Array.from({ length: 400 }, () => message('Nice', { surface: 'comment' })));
    assert.equal((await inbox.receive(first)).action, 'show');
    assert.equal((await inbox.receive(second)).action, 'hold');
    await inbox.held.restore(second.id);
    assert.equal((await inbox.receive(second)).action, 'show', 'what was given back is shown');
    assert.equal(await inbox.held.count(), 0);
    await inbox.close();
  });

  test('links of strangers wait, those of friends do not', async () => {
    const { inbox } = await open();
    const decision = await inbox.receive(message('Look at this', { links: 1 }));
    assert.deepEqual([decision.action, decision.reasons], ['hold', ['links']]);
    assert.equal((await inbox.receive(message('Look at this', { links: 1, relation: 'mutual' }))).action, 'show');
    await inbox.close();
  });

  test('quiet hours follow the zone through the change to summer time', async () => {
    const { inbox, clock } = await open({ zone: 'America/New_York', clock: handClock(Date.UTC(2027, 2, 14, 5)) });
    const policy = inbox.preset('standard');
    await inbox.setPolicy({ ...policy, quietHours: { from: 22 * 60, to: 8 * 60, channels: ['messages'] } });
    const at = async (utc) => {
      clock.set(utc - clock.now());
      return (await inbox.receive(message('Hello', { at: utc }))).reasons[0] ?? 'shown';
    };
    // On this day New York goes from UTC−5 to UTC−4 at 7:00 UTC: eight in the morning is 12:00 UTC, not 13:00.
    assert.equal(await at(Date.UTC(2027, 2, 14, 11, 59)), 'quiet_hours');
    assert.equal(await at(Date.UTC(2027, 2, 14, 12, 0)), 'shown');
    await inbox.close();
  });

  test('somebody else under the name of a friend is covered', async () => {
    const { inbox } = await open();
    inbox.people.know({ own: ['Maya'], contacts: [{ id: 'noor', name: 'Noor Ahmadi' }] });
    const decision = await inbox.receive(message('It is me, new account', { name: 'ＮＯＯＲ  Ahmadi' }));
    assert.ok(decision.reasons.includes('impersonation'), String(decision.reasons));
    const real = await inbox.receive(message('Hi', { from: 'noor', name: 'Noor Ahmadi', relation: 'mutual' }));
    assert.equal(real.action, 'show');
    await inbox.close();
  });

  test('a name that hurts counts, whatever the text says', async () => {
    const { inbox } = await open();
    const decision = await inbox.receive(message('Hello', { name: CRUEL }));
    assert.deepEqual(decision.reasons, ['name_abuse']);
    await inbox.close();
  });

  test('a text nobody can read is covered, not lost, and does not spoil the others', async () => {
    const { inbox, faults } = await open();
    const [long, kind] = await inbox.receiveMany([message('a'.repeat(1_000_001)), message('Hello')]);
    assert.deepEqual([long.action, long.reasons, kind.action], ['fold', ['unread'], 'show']);
    assert.deepEqual(faults, ['text_too_long']);
    await inbox.close();
  });

  test('what is no message is refused before anything is counted', async () => {
    const { inbox } = await open();
    for (const wrong of [
      null,
      {},
      message('x', { relation: 'friend' }),
      message('x', { surface: 'sofa' }),
      { ...message('x'), text: 5 },
      { ...message('x'), receivedAt: Number.NaN },
    ]) {
      await assert.rejects(inbox.receive(wrong), { code: 'bad_message' });
    }
    assert.deepEqual(inbox.guardian.counts(), []);
    await inbox.close();
  });
});

describe('what the person says', () => {
  test('"not abuse" is remembered for the phrase, or for the sender', async () => {
    const { inbox } = await open({ policy: 'strict' });
    const first = message(CRUEL, { relation: 'follower', from: 'cid', surface: 'comment' });
    assert.equal((await inbox.receive(first)).action, 'hold');
    await inbox.held.notAbuse(first.id);
    assert.equal((await inbox.receive(message(CRUEL, { surface: 'comment' }))).action, 'show');
    const other = message('Shut up you stupid clown', { from: 'dot', surface: 'comment' });
    assert.equal((await inbox.receive(other)).action, 'hold');
    await inbox.held.notAbuse(other.id, 'sender');
    const again = message('Shut up you stupid clown', { from: 'dot', surface: 'comment' });
    assert.equal((await inbox.receive(again)).action, 'show');
    const stranger = message('Shut up you stupid clown', { surface: 'comment' });
    assert.equal((await inbox.receive(stranger)).action, 'hold', 'others are not meant');
    await inbox.close();
  });

  test('own words are found in disguise, where and as long as they count', async () => {
    const { inbox, clock } = await open();
    await inbox.words.add({
      phrase: 'marzipan',
      action: 'hold',
      surfaces: ['dm'],
      expiresAt: START + HOUR,
      exceptFollowing: true,
    });
    const words = (more) => inbox.receive(message('m a r z i p a n again', { at: clock.now(), ...more }));
    assert.deepEqual((await words()).reasons, ['word_hold']);
    assert.equal((await words({ surface: 'comment' })).action, 'show');
    assert.equal((await words({ relation: 'mutual' })).action, 'show');
    clock.pass(2 * HOUR);
    assert.equal((await words()).action, 'show');
    await inbox.close();
  });

  test('a preview says what a word would have met, and changes nothing', async () => {
    const { inbox } = await open();
    const messages = [message('I love marzipan'), message('MARZIPAN?'), message('cake')];
    const { count, examples } = inbox.words.preview({ phrase: 'marzipan' }, messages);
    assert.equal(count, 2);
    assert.deepEqual(examples[0].hits[0] && [examples[0].hits[0].start, examples[0].hits[0].end], [7, 15]);
    assert.deepEqual(inbox.words.list, []);
    await inbox.close();
  });

  test('a list is added word by word, and what is wrong with it is told', async () => {
    const { inbox } = await open();
    const { words, errors } = await inbox.words.import('phrase,action\nquince,hold\n=SUM(1),hold\nquince,fold\n');
    assert.deepEqual([words.length, errors.map(({ fault }) => fault)], [1, ['formula', 'duplicate']]);
    assert.equal((await inbox.receive(message('quince'))).action, 'hold');
    await inbox.words.remove('quince');
    assert.equal((await inbox.receive(message('quince'))).action, 'show');
    await inbox.close();
  });

  test('who is blocked is refused, and what is held of them stays', async () => {
    const { inbox } = await open();
    await inbox.people.block('eve', 'Eve');
    const written = message('Hello again', { from: 'eve' });
    const decision = await inbox.receive(written);
    assert.deepEqual([decision.action, decision.reasons], ['refuse', ['blocked']]);
    assert.deepEqual(await ids(inbox), [written.id]);
    await inbox.people.unblock('eve');
    assert.equal((await inbox.receive(message('Hello', { from: 'eve' }))).action, 'show');
    assert.deepEqual(inbox.people.blocked, []);
    await inbox.close();
  });

  test('put away by hand, it waits with the others', async () => {
    const { inbox } = await open();
    const shown = message('Hm', { relation: 'mutual' });
    await inbox.receive(shown);
    await inbox.held.hide(shown);
    assert.deepEqual(await ids(inbox, { state: 'hidden' }), [shown.id]);
    assert.equal((await inbox.receive(shown)).action, 'hold', 'it does not come back by itself');
    await inbox.held.restore(shown.id);
    assert.equal((await inbox.receive(shown)).action, 'show');
    await inbox.close();
  });

  test('evidence gets the message and what was found, and the item says so', async () => {
    const kept = [];
    const evidence = {
      keep: async (item) => {
        kept.push(item);
        return { id: 'seal-1' };
      },
    };
    const { inbox } = await open({ evidence, policy: 'strict' });
    const cruel = message(CRUEL, { surface: 'comment' });
    await inbox.receive(cruel);
    await inbox.held.keep(cruel.id);
    assert.deepEqual([kept[0].message.text, kept[0].verdict.level, kept[0].reasons], [CRUEL, 'warn', ['abuse_warn']]);
    const [item] = await inbox.held.get([cruel.id]);
    assert.equal(item.kept.id, 'seal-1');
    await inbox.held.keep(message('shown and kept'));
    assert.equal(kept.length, 2);
    await inbox.close();
    const { inbox: bare } = await open();
    await assert.rejects(bare.held.keep(message('x')), { code: 'no_evidence' });
    await bare.close();
  });
});

describe('with a guardian', () => {
  test('the preset is locked with a code, and only the code unlocks it', async () => {
    const { inbox, clock } = await open();
    await assert.rejects(inbox.guardian.lock('123'), { code: 'bad_policy' });
    await inbox.guardian.lock('a long code');
    assert.ok(inbox.guardian.locked);
    const stranger = message('Hi, how old are you?');
    assert.notEqual((await inbox.receive(stranger)).action, 'show');
    for (const forbidden of [
      () => inbox.setPolicy('relaxed'),
      () => inbox.held.restore(stranger.id),
      () => inbox.held.remove(stranger.id),
      () => inbox.words.remove('x'),
      () => inbox.people.unblock('x'),
    ]) {
      await assert.rejects(forbidden(), (error) => error instanceof LiangyanError && /locked$/.test(error.code));
    }
    for (let tries = 0; tries < 5; tries += 1) {
      await assert.rejects(inbox.guardian.unlock('guess'), { code: 'wrong_code' });
    }
    await assert.rejects(
      inbox.guardian.unlock('a long code'),
      /in 30 s/,
      'after five wrong ones even the right one waits',
    );
    clock.pass(31_000);
    await inbox.guardian.unlock('a long code');
    assert.ok(!inbox.guardian.locked);
    const [day] = inbox.guardian.counts();
    assert.deepEqual(
      Object.keys(day).sort(),
      ['abusive', 'day', 'folded', 'held', 'refused', 'shown'],
      'counts, no text',
    );
    await inbox.close();
  });
});

describe('age', () => {
  test('nothing ages out before a notice stood for its days', async () => {
    const { inbox, clock } = await open();
    const old = message('Look', { links: 1 });
    await inbox.receive(old);
    const told = [];
    inbox.on('ageing', (detail) => told.push(detail));
    clock.pass(60 * DAY);
    await inbox.tick();
    assert.deepEqual(told, []);
    clock.pass(24 * DAY);
    await inbox.tick();
    assert.deepEqual(told, [{ count: 1, at: clock.now() + 7 * DAY }]);
    assert.deepEqual(inbox.status().ageing, told[0], 'and it stands until it is served');
    clock.pass(400 * DAY);
    await inbox.tick();
    assert.deepEqual(await ids(inbox), [old.id], 'a year away counts as a day');
    for (let days = 0; days < 7; days += 1) {
      clock.pass(DAY);
      await inbox.tick();
    }
    assert.deepEqual(await ids(inbox), []);
    assert.equal(inbox.status().ageing, null);
    await inbox.close();
  });
});

describe('two tabs on one store', () => {
  test('both see one state, and a message that came to both counts once', async () => {
    const store = memoryStore();
    const clock = handClock();
    const [{ inbox: left }, { inbox: right }] = [await open({ store, clock }), await open({ store, clock })];
    const messages = Array.from({ length: 30 }, (_, n) => message(n % 3 ? 'Hello' : CRUEL, { from: `f${n % 10}` }));
    const [one, two] = await Promise.all([
      Promise.all(messages.map((each) => left.receive(each))),
      Promise.all(messages.map((each) => right.receive(each))),
    ]);
    assert.deepEqual(
      one.map(({ action }) => action),
      two.map(({ action }) => action),
    );
    assert.deepEqual(await ids(left), await ids(right));
    await left.tick();
    const total = ({ shown, folded, held, refused }) => shown + folded + held + refused;
    assert.equal(total(left.guardian.counts()[0]), 30);
    await right.shield.on({ duration: '24h' });
    await left.tick();
    assert.equal(left.shield.status?.duration, '24h');
    assert.deepEqual((await left.receive(message('Hello'))).reasons, ['shield']);
    await left.close();
    await right.close();
  });

  test('words of one are known to the other at its next look', async () => {
    const store = memoryStore();
    const [{ inbox: left }, { inbox: right }] = [await open({ store }), await open({ store })];
    await left.words.add({ phrase: 'quince', action: 'hold' });
    await right.tick();
    assert.deepEqual(
      right.words.list.map(({ phrase }) => phrase),
      ['quince'],
    );
    assert.equal((await right.receive(message('quince'))).action, 'hold');
    await left.close();
    await right.close();
  });
});

describe('when the store fails', () => {
  for (const code of ['store_full', 'store_blocked', 'store_unavailable', 'store_version']) {
    test(`${code}: the host is told, memory goes on, and everything is written back`, async () => {
      const store = failingStore();
      const { inbox, faults } = await open({ store });
      const first = message('one', { links: 1 });
      await inbox.receive(first);
      store.failure = code;
      const second = message('two', { links: 1 });
      assert.equal((await inbox.receive(second)).action, 'hold');
      await inbox.shield.on({ duration: '24h' });
      assert.deepEqual(faults, [code]);
      const { fault, unsaved } = inbox.status();
      assert.equal(fault.code, code);
      assert.ok(fault.fix.length > 20);
      assert.equal(unsaved, 1);
      assert.deepEqual(await ids(inbox), [second.id], 'what memory has is listed');
      store.failure = null;
      await until(() => inbox.status().fault === null);
      assert.deepEqual(new Set(await ids(inbox)), new Set([first.id, second.id]));
      const { inbox: later } = await open({ store });
      assert.equal(later.shield.status?.duration, '24h');
      assert.equal(await later.held.count(), 2);
      await inbox.close();
      await later.close();
    });
  }

  test('a store that fails from the start is no reason not to begin', async () => {
    const store = failingStore();
    const { inbox: before } = await open({ store });
    await before.receive(message('old', { links: 1 }));
    await before.people.block('ann');
    await before.close();
    store.failure = 'store_blocked';
    const { inbox, faults } = await open({ store });
    assert.deepEqual(faults, ['store_blocked']);
    await inbox.people.block('bob');
    await inbox.receive(message('new', { links: 1 }));
    store.failure = null;
    await until(() => inbox.status().fault === null);
    assert.equal(await inbox.held.count(), 2);
    assert.deepEqual(
      inbox.people.blocked.map(({ id }) => id).sort(),
      ['ann', 'bob'],
      'what was stored and what came meanwhile are one',
    );
    await inbox.close();
  });

  test('a store deleted under us gets back what this page knew, and the host is told', async () => {
    const inner = memoryStore();
    let now = inner;
    const store = {};
    for (const name of ['read', 'commit', 'list', 'get', 'count', 'oldest', 'seen', 'wipe', 'close']) {
      store[name] = (...args) => now[name](...args);
    }
    const { inbox, faults } = await open({ store });
    const kept = message('one', { links: 1 });
    await inbox.receive(kept);
    await inbox.shield.on({ duration: '3d' });
    now = memoryStore();
    await inbox.receive(message('two', { links: 1 }));
    assert.deepEqual(faults, ['store_lost']);
    assert.equal(await inbox.held.count(), 2);
    const { inbox: later } = await open({ store });
    assert.equal(later.shield.status?.duration, '3d');
    assert.ok((await ids(later)).includes(kept.id));
    await inbox.close();
    await later.close();
  });

  test('a crash between any two steps of the store loses nothing that was answered, and shows nothing that was held', async () => {
    // Every call to the store is a place to die: the page is gone, what is written stays.
    for (let dieAt = 1; dieAt < 40; dieAt += 3) {
      const inner = memoryStore();
      const store = failingStore(inner);
      let calls = 0;
      store.before = () => {
        calls += 1;
        return calls === dieAt ? new Promise(() => {}) : undefined;
      };
      const answered = [];
      const messages = Array.from({ length: 8 }, (_, n) => message(`look ${n}`, { links: 1, from: `s${n % 3}` }));
      const life = (async () => {
        const { inbox } = await open({ store });
        for (const one of messages) answered.push([one.id, (await inbox.receive(one)).action]);
        return inbox;
      })();
      const survivor = await Promise.race([life, new Promise((resolve) => setTimeout(() => resolve(null), 60))]);
      const { inbox: next } = await open({ store: inner });
      const held = new Set(await ids(next));
      for (const [id, action] of answered) if (action === 'hold') assert.ok(held.has(id), `${id} lost at ${dieAt}`);
      for (const one of messages) assert.equal((await next.receive(one)).action, 'hold');
      assert.equal(await next.held.count(), messages.length);
      await next.close();
      await survivor?.close();
    }
  });

  test('wiped by the person, it stays wiped in every tab', async () => {
    const store = memoryStore();
    const [{ inbox: left, faults }, { inbox: right }] = [await open({ store }), await open({ store })];
    await left.receive(message('x', { links: 1 }));
    await left.words.add({ phrase: 'quince', action: 'fold' });
    await right.wipe();
    await left.people.block('x');
    assert.deepEqual(faults, []);
    assert.equal(await left.held.count(), 0);
    assert.deepEqual(left.words.list, []);
    await left.close();
    await right.close();
  });
});

test('every reason has a sentence in every language', async () => {
  const { en, zhTW } = await import('liangyan/inbox');
  for (const strings of [zhCN, zhTW]) assert.deepEqual(Object.keys(strings.reasons), Object.keys(en.reasons));
  assert.equal(
    CHANNELS.every((channel) => en.channels[channel]),
    true,
  );
});
