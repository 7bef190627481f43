import { settings } from '../settings.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in its two largest units, in the chosen language: "6 days, 4 hours". */
export function lasting(ms: number): string {
  const units: [Intl.NumberFormatOptions['unit'] & string, number][] = [
    ['day', DAY],
    ['hour', HOUR],
    ['minute', MINUTE],
    ['second', 1000],
  ];
  let rest = Math.max(0, ms);
  const first = units.findIndex(([, size]) => rest >= size);
  const from = first < 0 ? units.length - 1 : first;
  const parts: string[] = [];
  for (const [unit, size] of units.slice(from, from + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    const format = new Intl.NumberFormat(settings.language, { style: 'unit', unit, unitDisplay: 'long' });
    // A zero in the second place says nothing.
    if (count > 0 || parts.length === 0) parts.push(format.format(count));
  }
  return parts.join(' ');
}

/** A moment: the day and the time. */
export function moment(at: number): string {
  return new Intl.DateTimeFormat(settings.language, {
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  }).format(at);
}

/** A day. */
export function day(at: number): string {
  return new Intl.DateTimeFormat(settings.language, { month: 'short', day: 'numeric' }).format(at);
}
