/** One kept capture, as a list shows it. */
import type { Capture, Sealed } from './contract.js';

/** What a list shows, without opening the package. */
export interface Item {
  /** The hash of the package: `sha256:…`. It never changes. */
  id: string;
  /** Twelve hex digits of it, in groups, for people. */
  shortId: string;
  /** Its place in the chain, from 1. */
  seq: number;
  /** By the device's clock: RFC 3339, UTC. */
  capturedAt: string;
  /** Minutes east of UTC. */
  tzMinutes: number;
  /** The key that sealed it; `unsigned` where there was none. */
  keyId: string;
  author: string;
  /** The first words of the message. */
  excerpt: string;
  title: string;
  url: string;
  platform: string;
  level: 'none' | 'hint' | 'warn' | 'severe' | '';
  /** Messages in it, those before and after included. */
  messages: number;
  hasPicture: boolean;
  /** Parts of the page that are not in it. */
  gaps: number;
  /** Whether a person's hand started it. */
  trusted: boolean;
  /** Bytes of the package. */
  size: number;
}

/** Code points of the excerpt. */
const EXCERPT = 120;

export function itemOf(sealed: Sealed, capture: Capture, hasPicture: boolean): Item {
  const { message, before, after, page, verdict, notCaptured, how } = capture;
  const points = [
    ...message.text
      .slice(0, 4 * EXCERPT)
      .replace(/\s+/g, ' ')
      .trim(),
  ];
  return {
    id: sealed.packageHash,
    shortId: sealed.shortId,
    seq: sealed.entry.seq,
    capturedAt: sealed.entry.capturedAt,
    tzMinutes: sealed.entry.tzMinutes,
    keyId: sealed.keyId,
    author: message.author.name ?? message.author.handle ?? message.author.id ?? '',
    excerpt: points.length > EXCERPT ? `${points.slice(0, EXCERPT).join('')}…` : points.join(''),
    title: page.title,
    url: message.url ?? page.url,
    platform: page.platform ?? '',
    level: verdict?.level ?? '',
    messages: 1 + before.length + after.length,
    hasPicture,
    gaps: notCaptured.reduce((sum, { count }) => sum + count, 0),
    trusted: how.trusted,
    size: sealed.bytes.length,
  };
}
