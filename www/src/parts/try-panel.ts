import { ahead, onClock, pass, realTime, setAhead } from '../clock.js';
import { h } from '../dom.js';
import { ti } from '../i18n/inbox/index.js';
import { fill } from '../i18n/index.js';
import { atLeave } from '../leave.js';
import { href } from '../router.js';
import { type Crowd, crowd, friendWrites, strangerWrites } from '../simulate.js';
import { doing } from './message-menu.js';
import { lasting } from './time.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let running: Crowd | undefined;
let progress = '';
const listeners = new Set<() => void>();

function tell(line: string): void {
  progress = line;
  for (const listener of listeners) listener();
}

function start(kind: 'viral' | 'raid'): void {
  running?.stop();
  const mine = crowd(kind, (count, all) => {
    if (running !== mine) return;
    if (count === all) running = undefined;
    tell(count === all ? '' : fill(ti().tryRunning, { count, all }));
  });
  running = mine;
}

function stop(): void {
  running?.stop();
  running = undefined;
  tell('');
}

/** Simulated people and a clock that can be moved, so that everything can be seen in a minute. */
export function tryPanel(): HTMLElement {
  const line = h('p', { class: 'soft try-line', role: 'status' });
  const end = h('button', { class: 'chip', text: ti().tryStop, on: { click: stop } });
  const time = h('p', { class: 'soft' });
  const button = (text: string, run: () => unknown) => h('button', { class: 'chip', text, on: { click: () => run() } });
  const back = button(ti().tryBack, realTime);
  const show = () => {
    line.textContent = progress;
    end.hidden = running === undefined;
    const off = ahead();
    back.hidden = off === 0;
    time.textContent = off === 0 ? ti().tryClockReal : fill(ti().tryClockAhead, { time: lasting(off) });
  };
  show();
  listeners.add(show);
  atLeave(() => listeners.delete(show));
  atLeave(onClock(show));
  return h(
    'section',
    { class: 'card try-panel' },
    h('h2', { class: 'section-title', text: ti().tryTitle }),
    h('p', { class: 'soft', text: ti().tryLead }),
    h(
      'div',
      { class: 'try-chips' },
      button(ti().tryStranger, () => doing(strangerWrites)),
      button(ti().tryFriend, () => doing(friendWrites)),
      button(ti().tryViral, () => start('viral')),
      button(ti().tryRaid, () => start('raid')),
      end,
    ),
    line,
    h('h3', { class: 'try-time', text: ti().tryClock }),
    time,
    h(
      'div',
      { class: 'try-chips' },
      button(ti().tryHour, () => pass(HOUR)),
      button(ti().tryDay, () => pass(DAY)),
      button(ti().tryWeek, () => pass(7 * DAY)),
      button(ti().trySet, () => setAhead(DAY)),
      back,
    ),
    h('a', { class: 'try-live', href: href({ page: 'live' }), text: ti().liveLink }),
  );
}
