// Texts made to be slow: one family a way of hurting a matcher or a decoder of disguises.

/** Repeats a piece up to exactly `length` UTF-16 units; pieces are of BMP characters or even in length. */
function fill(piece, length) {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}

/** `name -> text of about this many UTF-16 units`. */
export const FAMILIES = {
  'one character': (n) => fill('滚', n),
  'one letter': (n) => fill('o', n),
  'alternating spaces': (n) => fill('傻 ', n),
  'spaces only': (n) => fill(' ', n),
  'combining marks': (n) => `a${fill('\u0301', n - 1)}`,
  'mask stars': (n) => fill('*', n),
  'masked words': (n) => fill('f**k ', n),
  'joined masked words': (n) => fill('f*', n),
  'pinyin run': (n) => fill('shabi', n),
  'pinyin vowels': (n) => fill('xian', n),
  'open brackets': (n) => fill('「', n),
  'quotation marks': (n) => fill('"', n),
  digits: (n) => fill('1', n),
  'digits with dashes': (n) => fill('1-', n),
  emoji: (n) => fill('🤡', n),
  'family emoji': (n) => fill('👩‍👧', n - (n % 5)),
  'zero width': (n) => fill('傻\u200b', n),
  'leet letters': (n) => fill('1d10t ', n),
  'at signs': (n) => fill('@a', n),
  'addresses run together': (n) => fill('www.', n),
  'one insult over and over': (n) => fill('傻逼', n),
  'you, never an insult': (n) => fill('你', n),
  'ordinary Chinese': (n) => fill('今天天气很好，我们一起去公园散步吧。', n),
  'ordinary English': (n) => fill('The weather is fine and we are going for a walk. ', n),
};

/** The two lengths compared, in UTF-16 units. */
export const SHORT = 10_000;
export const LONG = 100_000;
