/** The folder of the built package; `build/test.mjs` fills it in. */
declare const DIST: string;
