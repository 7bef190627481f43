/** One guard a field: two would mark the same words twice and ask twice. */
interface Holder {
  destroy(): void;
}

const holders = new WeakMap<HTMLElement, Holder>();

/** Makes `holder` the field's guard and ends the one before; true when there was one. */
export function claim(element: HTMLElement, holder: Holder): boolean {
  const before = holders.get(element);
  holders.set(element, holder);
  before?.destroy();
  return before !== undefined;
}

/** `holder` no longer guards the field. */
export function release(element: HTMLElement, holder: Holder): void {
  if (holders.get(element) === holder) holders.delete(element);
}
