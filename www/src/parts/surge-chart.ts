import type { ChartHour } from 'liangyan/inbox';
import { h, s } from '../dom.js';
import { ti } from '../i18n/inbox/index.js';
import { fill, number } from '../i18n/index.js';
import { settings } from '../settings.js';

const WIDTH = 280;
const HEIGHT = 64;
const GAP = 3;

/** New people hour by hour: a bar each, its abusive part darker, a line for what is usual. */
export function surgeChart(hours: readonly ChartHour[]): HTMLElement {
  const most = Math.max(4, ...hours.map(({ newStrangers, usual }) => Math.max(newStrangers, usual)));
  const step = WIDTH / Math.max(1, hours.length);
  const high = (value: number) => (Math.min(value, most) / most) * (HEIGHT - 4);
  const time = new Intl.DateTimeFormat(settings.language, { hour: 'numeric' });
  const bars = hours.flatMap(({ from, newStrangers, messages, abusive }, at) => {
    const x = at * step + GAP / 2;
    const width = step - GAP;
    const bad = messages > 0 ? (newStrangers * Math.min(abusive, messages)) / messages : 0;
    const words = { time: time.format(from), count: number(newStrangers), abusive: number(abusive) };
    const bar = (name: string, value: number) =>
      s('rect', { class: name, x, width, y: HEIGHT - high(value), height: high(value), rx: 2 });
    return [
      s('rect', { class: 'chart-ground', x, width, y: HEIGHT - 2, height: 2, rx: 1 }),
      s(
        'g',
        {},
        s('title', { text: fill(ti().surgeBar, words) }),
        bar('chart-bar', newStrangers),
        bar('chart-bad', bad),
      ),
    ];
  });
  const line = hours
    .map(({ usual }, at) => `${at === 0 ? 'M' : 'L'}${at * step + step / 2} ${HEIGHT - high(usual)}`)
    .join('');
  const first = hours[0];
  const label = fill(ti().surgeChart, { hours: hours.length });
  return h(
    'figure',
    { class: 'chart' },
    s(
      'svg',
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': label, preserveAspectRatio: 'none' },
      ...bars,
      s('path', { class: 'chart-usual', d: line }),
    ),
    h(
      'figcaption',
      {},
      h('span', { text: first ? time.format(first.from) : '' }),
      h('span', { text: label }),
      h('span', { text: ti().surgeNow }),
    ),
  );
}
