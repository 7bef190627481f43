// The JavaScript that ships: what Safari 13, Chrome 64 and old embedded webviews read, modules aside.

export const SYNTAX = {
  target: ['es2019'],
  supported: { 'import-meta': true, 'dynamic-import': true },
  charset: 'utf8',
  legalComments: 'none',
};
