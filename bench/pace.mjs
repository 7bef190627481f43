// How long a run takes: with `--quick` a minute, to see that everything works; its figures mean nothing.

const FULL = {
  /** Fresh processes, and fresh pages, that a start is measured in. */
  starts: 5,
  pages: 3,
  /** How long a set of texts is measured for, milliseconds; a slow contestant still does one whole pass. */
  set: 400,
  /** The same for one text of a family made to be slow. */
  family: 120,
  /** Texts taken of each label of a corpus. */
  texts: 1000,
  /** After this a contestant is given up on for a family, milliseconds. */
  patience: 30_000,
};

const QUICK = { starts: 1, pages: 1, set: 1, family: 1, texts: 20, patience: 30_000 };

/** The pace of this run; the children of a run inherit it. */
export const PACE = process.env.LIANGYAN_BENCH_QUICK ? QUICK : FULL;

/** Makes this run, and its children, a quick one. To be called before anything imports the pace. */
export function beQuick() {
  process.env.LIANGYAN_BENCH_QUICK = '1';
}
