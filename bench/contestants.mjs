// Who takes part: this engine in its forms, and the packages people would pick instead.
//
// Every contestant is `{ id, languages, note, start(material) }`. `start` does everything from the import on and resolves to
// `flags(text): boolean`. A peer is asked its cheapest question ("is anything in here?"); this engine always gives its
// whole verdict with spans and reasons. A text counts as flagged by this engine from level `warn` on: that is when a
// person is asked.

/** What a contestant may be given, read into memory beforehand: `{ wasm, packs, terms, rustrict }`. */
const isWarning = ({ level }) => level === 'warn' || level === 'severe';

export const CONTESTANTS = [
  {
    id: 'liangyan (wasm)',
    ours: true,
    languages: ['zh', 'en'],
    async start({ wasm, packs }) {
      const { load } = await import('liangyan');
      const engine = await load({ wasm, packs });
      return (text) => isWarning(engine.check(text));
    },
  },
  {
    id: 'liangyan (JS, no wasm)',
    ours: true,
    languages: ['zh', 'en'],
    async start({ packs }) {
      const { load } = await import('liangyan/js');
      const engine = await load({ packs });
      return (text) => isWarning(engine.check(text));
    },
  },
  {
    id: 'obscenity',
    languages: ['en'],
    note: 'its English data set and recommended transformers',
    async start() {
      const { RegExpMatcher, englishDataset, englishRecommendedTransformers } = await import('obscenity');
      const matcher = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers });
      return (text) => matcher.hasMatch(text);
    },
  },
  {
    id: 'glin-profanity',
    languages: ['zh', 'en'],
    note: 'Chinese and English dictionaries, leet and Unicode on',
    async start() {
      const { Filter } = await import('glin-profanity');
      const filter = new Filter({ languages: ['chinese', 'english'], detectLeetspeak: true, normalizeUnicode: true });
      return (text) => filter.isProfane(text);
    },
  },
  {
    id: '@2toad/profanity',
    languages: ['zh', 'en'],
    note: 'its Chinese and English lists, defaults',
    async start() {
      const { Profanity } = await import('@2toad/profanity');
      const profanity = new Profanity({ languages: ['zh', 'en'] });
      return (text) => profanity.exists(text);
    },
  },
  {
    id: 'allprofanity',
    languages: ['en'],
    note: 'defaults; the cache of repeated texts is off',
    async start() {
      const { AllProfanity } = await import('allprofanity');
      const filter = new AllProfanity({ performance: { enableCaching: false }, silent: true });
      return (text) => filter.check(text);
    },
  },
  {
    id: 'bad-words',
    languages: ['en'],
    note: 'defaults',
    async start() {
      const { Filter } = await import('bad-words');
      const filter = new Filter();
      return (text) => filter.isProfane(text);
    },
  },
  {
    id: 'rustrict (wasm)',
    languages: ['en'],
    note: 'defaults, compiled and optimised as this engine is',
    async start({ rustrict }) {
      const { flags, initSync } = await rustrict.glue();
      initSync({ module: rustrict.wasm });
      return flags;
    },
  },
  {
    id: 'bad-words-chinese',
    languages: ['zh', 'en'],
    note: 'its own lists',
    async start() {
      const { default: Filter } = await import('bad-words-chinese');
      const filter = new Filter();
      return (text) => filter.isProfane(text);
    },
  },
  {
    id: 'mint-filter, our terms',
    languages: ['zh'],
    note: 'has no list of its own: given the terms of our packs',
    usesTerms: true,
    async start({ terms }) {
      const { Mint } = await import('mint-filter');
      const mint = new Mint(terms);
      return (text) => !mint.verify(text);
    },
  },
  {
    id: 'sensitive-word-tool',
    languages: ['zh'],
    note: 'its own list',
    async start() {
      const { SensitiveWordTool } = await import('sensitive-word-tool');
      const tool = new SensitiveWordTool({ useDefaultWords: true });
      return (text) => tool.verify(text);
    },
  },
  {
    id: 'sensitive-word-tool, our terms',
    languages: ['zh'],
    note: 'given the terms of our packs',
    usesTerms: true,
    async start({ terms }) {
      const { SensitiveWordTool } = await import('sensitive-word-tool');
      const tool = new SensitiveWordTool({ wordList: terms });
      return (text) => tool.verify(text);
    },
  },
];

/** The contestant with this id. */
export function contestant(id) {
  const found = CONTESTANTS.find((one) => one.id === id);
  if (!found) throw new Error(`no contestant named ${id}`);
  return found;
}
