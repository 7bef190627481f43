// A capture as a page hands it over, for the tests of the modules.

export const clock = { atMs: 1795309323456, tzMinutes: 480, monotonicMs: 5012 };
export const software = 'liangyan 0.1.0';

/** A capture of one message that says `text`. */
export const captureOf = (text) => ({
  message: { id: 'm1', author: { name: 'Kim', id: undefined }, text, url: 'https://example.social/post/42' },
  before: [],
  after: [],
  page: { url: 'https://example.social/post/42', title: 'A thread' },
  how: { trigger: 'key', trusted: true },
  environment: { userAgent: 'test', library: software, packs: [] },
  notCaptured: [],
});
