// The few numbers a run is made of.

/**
 * The least of the times measured: what the work takes when nobody else wants the machine. Times have no noise below
 * them, only above.
 */
export function least(times) {
  return Math.min(...times);
}

/** The middle value; NaN of an empty list. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
