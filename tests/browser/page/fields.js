// One field of each kind, guarded as a host would; `window.fields` lets the tests reach what a host holds.
// First: it hears every listener that is added.
import './listeners.js';
import { load } from 'liangyan';
import { en, guardComposer } from 'liangyan/composer';
import { listeners } from './listeners.js';
import { number } from './number.js';

const log = [];
const note = (...what) => log.push(what.join(' '));
const real = load();
const distress = () => ({ level: 'none', score: 0, findings: [], support: 'distress', packs: [] });
const others = {
  throws: () => Promise.reject(new Error('out of order')),
  silent: () => new Promise(() => {}),
  number,
  distress,
};
let other = 'none';
const engine = {
  check: async (text, context) => (others[other] ? others[other](text) : (await real).check(text, context)),
};

const $ = (id) => document.getElementById(id);
const shared = {
  engine,
  strings: en,
  theme: 'light',
  dailyCap: 1000,
  storage: null,
  patienceMs: 600,
  onError: (error) => note('failed', error.code ?? error.name),
  onDecision: ({ decision, asked }) => note('decided', decision, asked),
};
for (const id of ['form', 'line', 'pair']) {
  $(id).addEventListener('submit', (event) => {
    event.preventDefault();
    note(
      'posted',
      id,
      [...new FormData($(id)).values(), ...[...$(id).elements].map((one) => one.value)].filter(Boolean).join('|'),
    );
  });
}
const before = listeners();
const guards = {
  textarea: guardComposer($('textarea'), shared),
  input: guardComposer($('input'), shared),
  first: guardComposer($('first'), shared),
  second: guardComposer($('second'), shared),
  editable: guardComposer($('editable'), shared),
  bare: guardComposer($('bare'), { ...shared, enter: 'enter', onPost: (text) => note('sent', text) }),
};

/** Fields and engines a host gets wrong. Each answers with the guard, or with the code of what was thrown. */
const wrong = {
  detached() {
    const field = document.createElement('textarea');
    guards.detached = guardComposer(field, shared);
    window.fields.later = field;
  },
  closed() {
    const host = document.body.appendChild(document.createElement('div'));
    const root = host.attachShadow({ mode: 'closed' });
    const field = root.appendChild(document.createElement('textarea'));
    const rich = root.appendChild(document.createElement('div'));
    rich.contentEditable = 'true';
    guards.closed = guardComposer(field, { ...shared, enter: 'enter', onPost: (text) => note('sent', text) });
    guards.rich = guardComposer(rich, shared);
    window.fields.closedRoot = root;
  },
  again() {
    guards.textarea = guardComposer($('textarea'), shared);
  },
  nothing: () => guardComposer(null, shared),
  div: () => guardComposer(document.body, shared),
  password: () => guardComposer(Object.assign(document.createElement('input'), { type: 'password' }), shared),
  engine() {
    guards.textarea.destroy();
    guards.textarea = guardComposer($('textarea'), { ...shared, engine: Promise.reject(new Error('not loaded')) });
  },
  callbacks() {
    guards.bare.destroy();
    const fail = () => {
      throw new Error('of the host');
    };
    guards.bare = guardComposer($('bare'), {
      ...shared,
      enter: 'enter',
      onPost: (text) => note('sent', text),
      onVerdict: fail,
      onDecision: fail,
    });
  },
};

window.fields = {
  before,
  listeners,
  wrong(kind) {
    try {
      wrong[kind]();
      return null;
    } catch (error) {
      return error.code ?? String(error);
    }
  },
  /** Guards a field with the engine itself, in this thread, as most hosts do. */
  guardPlainly: async (id, options) => {
    guards[id]?.destroy();
    guards[id] = guardComposer($(id), { ...shared, engine: await real, ...options });
  },
  log,
  guards,
  ready: real.then(() => true),
  /** Another engine than the real one: `throws`, `silent`, `number` or `distress`. */
  setEngine: (name) => {
    other = name;
  },
  guardAgain: (id, options) => {
    guards[id].destroy();
    guards[id] = guardComposer($(id), { ...shared, ...options });
  },
  highlighted: () =>
    [...CSS.highlights.values()].flatMap((highlight) => [...highlight].map((range) => range.toString())),
};
