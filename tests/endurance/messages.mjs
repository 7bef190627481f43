// Messages without end: the packs' own sentences, whole, cut, joined and disguised, and now and then a very long one.

import { packNames, packSentences } from '../../bench/packs.mjs';
import { dice } from './dice.mjs';

const SURFACES = ['post', 'comment', 'dm', 'live', 'mention', 'name'];
const RELATIONS = ['self', 'mutual', 'following', 'follower', 'stranger'];
/** What is put between the letters of a text. */
const BETWEEN = ['*', ' ', '\u200b', '.', '🌸', '\u0336', '\ud83d'];
/** One in so many messages is long. */
const LONG_EVERY = 20_000;
/** How long that one is, UTF-16 code units. */
const LONG = 100_000;

/** The sentences that messages are made of. */
export function sentences() {
  return packNames().flatMap((name) => Object.values(packSentences(name)).flat());
}

/** An endless stream of `{ text, context }`, the same for the same seed. */
export function* messages(seed) {
  const roll = dice(seed);
  const all = sentences();
  const below = (end) => Math.floor(roll() * end);
  const pick = (list) => list[below(list.length)];
  const change = {
    whole: (text) => text,
    cut: (text) => text.slice(below(text.length), below(text.length) + 40),
    joined: (text) => `${text} ${pick(all)}`,
    disguised: (text) => [...text].join(pick(BETWEEN)),
    shouted: (text) => text.toUpperCase() + pick(['!!!', '？？', '😂😂😂']),
    nonsense: (text) => text + String.fromCharCode(...Array.from({ length: 8 }, () => below(0x10000))),
  };
  const changes = Object.values(change);
  for (let n = 1; ; n += 1) {
    const text = n % LONG_EVERY === 0 ? pick(all).repeat(LONG).slice(0, LONG) : pick(changes)(pick(all));
    yield {
      text,
      context: {
        surface: pick(SURFACES),
        relation: pick(RELATIONS),
        mentions: below(4),
        reports: below(3),
        minor: below(10) === 0,
      },
    };
  }
}
