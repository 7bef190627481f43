// One field of each kind, guarded as a host would; `window.fields` lets the tests reach what a host holds.
import { load } from 'liangyan';
import { en, guardComposer } from 'liangyan/composer';
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
const guards = {
  textarea: guardComposer($('textarea'), shared),
  input: guardComposer($('input'), shared),
  first: guardComposer($('first'), shared),
  second: guardComposer($('second'), shared),
  editable: guardComposer($('editable'), shared),
  bare: guardComposer($('bare'), { ...shared, enter: 'enter', onPost: (text) => note('sent', text) }),
};

window.fields = {
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
