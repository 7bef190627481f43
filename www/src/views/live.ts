import { createInbox, type Inbox, indexedDbStore, type Message } from 'liangyan/inbox';
import { load } from 'liangyan/worker';
import { icon } from '../art/icons.js';
import { strangersOf } from '../content/strangers.js';
import { h } from '../dom.js';
import { ti } from '../i18n/inbox/index.js';
import { fill, number, t } from '../i18n/index.js';
import { atLeave } from '../leave.js';
import { href } from '../router.js';
import { settings } from '../settings.js';

/** Comments a minute. */
const RATE = 50_000;
/** How long each of the two runs lasts, ms. */
const RUN = 10_000;
/** How often the source hands over what came in, ms. */
const BEAT = 50;
/** A frame longer than this is felt. Milliseconds. */
const LONG = 50;
/** How many comments stand on the screen. */
const SHOWN = 14;

/** What a run came to. */
interface Figures {
  comments: number;
  held: number;
  longFrames: number;
  perMinute: number;
  waiting: number;
}

/** One lane of comments with its figures. */
function lane(title: string) {
  const list = h('ul', { class: 'live-lane', 'aria-hidden': 'true' });
  const cell = () => h('dd', { text: '–' });
  const cells = { comments: cell(), held: cell(), longFrames: cell(), perMinute: cell(), waiting: cell() };
  const element = h(
    'section',
    { class: 'card live-card', 'aria-label': title },
    h('h2', { class: 'section-title', text: title }),
    list,
    h(
      'dl',
      { class: 'live-figures' },
      h('dt', { text: ti().liveRead }),
      cells.comments,
      h('dt', { text: ti().liveHeld }),
      cells.held,
      h('dt', { text: ti().liveFrames }),
      cells.longFrames,
      h('dt', { text: ti().liveRate }),
      cells.perMinute,
      h('dt', { text: ti().liveWaiting }),
      cells.waiting,
    ),
  );
  const lines = Array.from({ length: SHOWN }, () => h('li'));
  list.append(...lines);
  let at = 0;
  return {
    element,
    /** Shows the newest; what is overtaken within a frame is never drawn, with or without a filter. */
    draw(texts: readonly string[]) {
      for (const text of texts.slice(-SHOWN)) {
        (lines[at % SHOWN] as HTMLElement).textContent = text;
        at += 1;
      }
    },
    tell(figures: Figures) {
      for (const [name, element] of Object.entries(cells)) {
        element.textContent = number(figures[name as keyof Figures]);
        element.dataset['value'] = String(figures[name as keyof Figures]);
      }
    },
  };
}

/** A live room: mostly harmless, some of it not. Every visit has the same comments. */
function source(): (count: number) => Message[] {
  const { warm, plain, cruel, names } = strangersOf[settings.language];
  let made = 0;
  const visit = Date.now().toString(36);
  return (count) =>
    Array.from({ length: count }, () => {
      made += 1;
      const list = made % 7 === 0 ? cruel : made % 3 === 0 ? plain : warm;
      return {
        id: `live-${visit}-${made}`,
        threadId: 'room',
        sender: {
          id: `viewer-${made % 3000}`,
          name: names[made % names.length] as string,
          relation: 'follower' as const,
        },
        surface: 'live' as const,
        text: `${list[made % list.length]} ${made % 100}`,
        receivedAt: Date.now(),
      };
    });
}

/** Lets the stream run once; with an inbox every comment goes through it. */
function run(open: Inbox | null, on: ReturnType<typeof lane>, stopped: () => boolean): Promise<Figures> {
  const next = source();
  const figures: Figures = { comments: 0, held: 0, longFrames: 0, perMinute: 0, waiting: 0 };
  let fresh: string[] = [];
  const queue = open?.live({
    deliver(decided) {
      for (const { message, decision } of decided) {
        figures.comments += 1;
        if (decision.action === 'show') fresh.push(message.text);
        else figures.held += 1;
      }
    },
  });
  return new Promise((resolve) => {
    const began = performance.now();
    let made = 0;
    let frame = began;
    const beat = setInterval(() => {
      const due = Math.floor((Math.min(performance.now() - began, RUN) / 60_000) * RATE - made);
      made += due;
      const messages = next(due);
      if (queue) {
        void queue.push(messages);
        figures.waiting = Math.max(figures.waiting, queue.waiting);
      } else {
        figures.comments += due;
        fresh.push(...messages.map(({ text }) => text));
      }
    }, BEAT);
    const draw = (now: number) => {
      if (now - frame > LONG) figures.longFrames += 1;
      frame = now;
      on.draw(fresh);
      fresh = [];
      const passed = now - began;
      figures.perMinute = Math.round((figures.comments / Math.max(passed, 1)) * 60_000);
      on.tell(figures);
      if (passed < RUN && !stopped()) return void requestAnimationFrame(draw);
      clearInterval(beat);
      void Promise.resolve(queue?.end()).then(() => {
        on.tell(figures);
        resolve(figures);
      });
    };
    requestAnimationFrame(draw);
  });
}

/** The same stream twice: as it comes, and read by the inbox in a worker. */
export function live(): HTMLElement {
  const without = lane(ti().liveWithout);
  const filtered = lane(ti().liveWith);
  const answer = h('p', { class: 'live-answer', role: 'status' });
  let left = false;
  // A room of its own: what is held of a stream does not belong among the person's messages.
  const opening = load({ preset: settings.preset }).then(async (engine) => ({
    engine,
    inbox: await createInbox({ engine, store: indexedDbStore('notes-room') }),
  }));
  atLeave(() => {
    left = true;
    void opening.then(async ({ engine, inbox }) => {
      await inbox.wipe();
      await inbox.close();
      engine.free();
    });
  });
  const start = h('button', { class: 'primary', text: ti().liveStart });
  start.addEventListener('click', async () => {
    start.disabled = true;
    answer.textContent = ti().liveRunning;
    const { inbox } = await opening;
    const plain = await run(null, without, () => left);
    const read = left ? plain : await run(inbox, filtered, () => left);
    const more = read.longFrames - plain.longFrames;
    answer.textContent = more <= 0 ? ti().liveSame : fill(ti().liveMore, { count: more });
    answer.dataset['done'] = 'true';
    start.disabled = false;
  });
  return h(
    'div',
    { class: 'page live' },
    h(
      'div',
      { class: 'page-head' },
      h(
        'a',
        { class: 'icon-button', href: href({ page: 'messages', id: null }), 'aria-label': t().back },
        icon('back'),
      ),
      h('h1', { class: 'page-title', text: ti().liveTitle }),
    ),
    h('p', { class: 'soft', text: ti().liveLead }),
    h('div', { class: 'live-start' }, start, answer),
    h('div', { class: 'live-lanes' }, without.element, filtered.element),
  );
}
