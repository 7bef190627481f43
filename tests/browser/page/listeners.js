// Counts the listeners that are on: a guard that is taken away must leave none. Imported before anything that adds one.

const live = new Map();
let next = 0;
const add = EventTarget.prototype.addEventListener;
const remove = EventTarget.prototype.removeEventListener;

EventTarget.prototype.addEventListener = function (type, listener, options) {
  add.call(this, type, listener, options);
  if (!listener || this instanceof AbortSignal || options?.once || options?.signal?.aborted) return;
  const key = next++;
  live.set(key, { target: new WeakRef(this ?? window), type, listener });
  if (options?.signal) add.call(options.signal, 'abort', () => live.delete(key), { once: true });
};
EventTarget.prototype.removeEventListener = function (type, listener, options) {
  remove.call(this, type, listener, options);
  for (const [key, one] of live) {
    if (one.target.deref() === this && one.type === type && one.listener === listener) live.delete(key);
  }
};

/** The listeners on the window, the document, what is in it, and what is in no tree; those of removed nodes went with them. */
export function listeners() {
  return [...live.values()].flatMap(({ target, type }) => {
    const on = target.deref();
    if (!on || (on instanceof Node && !on.isConnected)) return [];
    return [`${on instanceof Element ? on.id || on.tagName : on.constructor.name} ${type}`];
  });
}
