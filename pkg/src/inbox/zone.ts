import { LiangyanError } from '../errors.js';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
    return format;
  } catch (thrown) {
    throw new LiangyanError('bad_policy', `no time zone ${JSON.stringify(zone).slice(0, 40)} is known here`, thrown);
  }
}

/** The device's own time zone, as the IANA database names it. */
export function deviceZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

/**
 * Minutes that a zone is ahead of UTC at a moment (ms since the epoch), daylight saving included: 480 in Shanghai, -300
 * or -240 in New York. Throws `bad_policy` for a zone that is not known.
 */
export function offsetMinutes(zone: string, at: number): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  return Math.round((local - Math.floor(at / 1000) * 1000) / 60_000);
}
