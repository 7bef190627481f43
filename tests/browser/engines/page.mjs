// What a page can do in every engine, built on the few things each engine does in its own way.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { setTimeout as rest } from 'node:timers/promises';

/** How long anything is waited for, milliseconds. */
const PATIENCE = 10_000;
const AGAIN = 40;

/** Finds elements in the page; ` >>> ` steps into open shadow roots. Written as source: it goes into the page with every call. */
const FIND = `(selector) => {
  let found = [document];
  for (const part of selector.split(' >>> ')) {
    found = found.flatMap((root) => [...(root.shadowRoot ?? root).querySelectorAll(part)]);
  }
  return found;
}`;

/** Middle of the first element that matches, scrolled into view; null while it is not there, has no size or is covered. */
const MIDDLE = `(selector) => {
  const [element] = (${FIND})(selector);
  if (!element) return null;
  element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  const box = element.getBoundingClientRect();
  if (box.width === 0 || box.height === 0) return null;
  const place = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  let top = document.elementFromPoint(place.x, place.y);
  while (top?.shadowRoot) {
    const inner = top.shadowRoot.elementFromPoint(place.x, place.y);
    if (!inner || inner === top) break;
    top = inner;
  }
  // A word of the element, or the label around it, may lie on top.
  for (let at = top; at; at = at.parentNode ?? at.host) if (at === element) return place;
  return element.contains(top) || top?.contains(element) ? place : null;
}`;

/** Hears what an engine's protocol does not tell. Runs once a document. */
const LISTEN = `() => {
  if (window.__faults) return;
  window.__faults = [];
  const hear = (what) => window.__faults.push(what);
  addEventListener('error', (event) => hear('error: ' + (event.message ?? event.target?.src)), true);
  addEventListener('unhandledrejection', (event) => hear('rejected: ' + event.reason));
  addEventListener('securitypolicyviolation', (event) => hear('policy: ' + event.violatedDirective + ' ' + event.blockedURI));
  const said = console.error;
  console.error = (...what) => { hear('console: ' + what.join(' ')); said.apply(console, what); };
}`;

/**
 * A page. `tab` is the engine's side of it: `run(expression)`, `load(url)`, `again()`, `point(x, y, count)`, `keyDown(key)`,
 * `keyUp(key)`, `type(text)`, `insert(text)`, `compose(steps)`, `picture()`, `size(width, height)`, `end()`,
 * `heard` (faults its protocol tells), `deaf` (it tells none) and `raw`.
 */
export class Page {
  #tab;
  #origin = null;
  #heard = [];
  #asked = new Set();
  #expected = [];

  constructor(tab) {
    this.#tab = tab;
  }

  get raw() {
    return this.#tab.raw;
  }

  async goto(url) {
    await this.#remember();
    this.#origin = new URL(url).origin;
    await this.#tab.load(url);
    await this.#listen();
  }

  async reload() {
    await this.#remember();
    await this.#tab.again();
    await this.#listen();
  }

  evaluate(fn, ...args) {
    const given = args.map((one) => (one === undefined ? 'undefined' : JSON.stringify(one)));
    // A node is not JSON, and each protocol makes something else of it: that there is one is the answer.
    const answer = `Promise.resolve((${fn})(${given.join(', ')}))`;
    return this.#tab.run(`${answer}.then((value) => (value instanceof Node ? true : value))`);
  }

  async waitFor(fn, ...args) {
    const until = Date.now() + PATIENCE;
    let last;
    while (Date.now() < until) {
      try {
        last = await this.evaluate(fn, ...args);
        if (last) return last;
      } catch (error) {
        // A page that is being loaded answers nothing; what still fails at the end is told.
        last = error;
      }
      await rest(AGAIN);
    }
    const said = last instanceof Error ? `: ${last.message}` : '';
    throw new Error(`waited ${PATIENCE} ms in vain for ${String(fn).slice(0, 300)} ${JSON.stringify(args)}${said}`);
  }

  async click(selector) {
    const { x, y } = await this.waitFor(MIDDLE, selector);
    await this.#tab.point(x, y, 1);
  }

  async doubleClick(selector) {
    const { x, y } = await this.waitFor(MIDDLE, selector);
    await this.#tab.point(x, y, 2);
  }

  type(text) {
    return this.#tab.type(text);
  }

  insert(text) {
    return this.#tab.insert(text);
  }

  compose(steps) {
    return this.#tab.compose(steps);
  }

  async press(keys) {
    const names = keys.split('+');
    for (const name of names) await this.#tab.keyDown(name);
    for (const name of names.reverse()) await this.#tab.keyUp(name);
  }

  /** The browser's own undo of what was typed last. */
  undo() {
    if (this.#tab.noUndoKey) return this.#tab.run("document.execCommand('undo')");
    return this.press('Control+z');
  }

  keyDown(name) {
    return this.#tab.keyDown(name);
  }

  keyUp(name) {
    return this.#tab.keyUp(name);
  }

  text(selector) {
    return this.waitFor(
      `(selector) => { const [one] = (${FIND})(selector); return one && { said: one.textContent }; }`,
      selector,
    ).then(({ said }) => said);
  }

  value(selector) {
    return this.waitFor(
      `(selector) => { const [one] = (${FIND})(selector); return one && { held: one.value }; }`,
      selector,
    ).then(({ held }) => held);
  }

  attribute(selector, name) {
    return this.evaluate(`(selector, name) => (${FIND})(selector)[0]?.getAttribute(name) ?? null`, selector, name);
  }

  texts(selector) {
    return this.evaluate(`(selector) => (${FIND})(selector).map((one) => one.textContent)`, selector);
  }

  count(selector) {
    return this.evaluate(`(selector) => (${FIND})(selector).length`, selector);
  }

  exists(selector) {
    return this.waitFor(`(selector) => (${FIND})(selector).length > 0`, selector);
  }

  gone(selector) {
    return this.waitFor(`(selector) => (${FIND})(selector).length === 0`, selector);
  }

  resize(width, height) {
    return this.#tab.size(width, height);
  }

  async screenshot(path) {
    writeFileSync(path, await this.#tab.picture());
  }

  pause(milliseconds) {
    return rest(milliseconds);
  }

  async requests() {
    await this.#remember();
    return [...this.#asked];
  }

  expectFault(pattern) {
    this.#expected.push(pattern);
  }

  async faults() {
    await this.#remember();
    const away = [...this.#asked].filter((url) => /^(https?|wss?):/.test(url) && new URL(url).origin !== this.#origin);
    const all = [...this.#tab.heard, ...this.#heard, ...away.map((url) => `request: ${url}`)];
    return all.filter((fault) => !this.#expected.some((pattern) => pattern.test(fault)));
  }

  async close() {
    let faults;
    try {
      faults = await this.faults();
    } finally {
      await this.#tab.end();
    }
    assert.deepEqual(faults, []);
  }

  async #listen() {
    if (this.#tab.deaf) await this.evaluate(LISTEN);
  }

  /** A document that goes takes what it heard with it. */
  async #remember() {
    if (this.#origin === null) return;
    const { asked, heard } = await this.#tab.run(`(() => ({
      asked: performance.getEntriesByType('resource').map((entry) => entry.name),
      heard: (window.__faults ?? []).splice(0),
    }))()`);
    for (const url of asked) this.#asked.add(url);
    this.#heard.push(...heard);
  }
}

/** What a page is opened with where nothing else is wanted. */
export const DEFAULTS = {
  lang: 'en',
  width: 1280,
  height: 860,
  theme: 'light',
  motion: 'reduce',
  forcedColors: false,
};
