// The custom elements, and React with controlled fields: what React renders stays what React holds.
import { load } from 'liangyan';
import { en } from 'liangyan/composer';
import { defineElements } from 'liangyan/elements';
import { Composer, useComposer } from 'liangyan/react';
import { createElement as e, StrictMode, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { number } from './number.js';

const real = load();
let other = null;
const engine = { check: async (text, context) => other?.(text) ?? (await real).check(text, context) };
const log = [];

defineElements({ engine, storage: null, onPost: (text) => log.push(`element sent ${text}`) });
for (const type of ['verdict', 'decision', 'post', 'error']) {
  document.addEventListener(`liangyan-${type}`, ({ detail }) =>
    log.push(`${type} ${detail.level ?? detail.decision ?? detail.text ?? detail.code}`),
  );
}

function Reply() {
  const [text, setText] = useState('');
  const [sent, setSent] = useState([]);
  const { ref, guard } = useComposer({
    engine,
    strings: en,
    storage: null,
    onDecision: ({ decision }) => log.push(`react ${decision} with ${sent.length} sent`),
  });
  const send = async () => {
    const { decision } = await guard.current.review();
    if (decision === 'edit') return;
    setSent([...sent, ref.current.value]);
    setText('');
  };
  return e(
    'div',
    null,
    e('textarea', { id: 'controlled', ref, value: text, onChange: (event) => setText(event.target.value) }),
    e('button', { id: 'send', type: 'button', onClick: send }, 'Send'),
    e('p', { id: 'held' }, text),
    e('ul', { id: 'sent' }, ...sent.map((one, i) => e('li', { key: i }, one))),
  );
}

/** A field some other component renders, in the wrapper; it comes late, and is another one after a press. */
function Wrapped() {
  const [text, setText] = useState('');
  const [long, setLong] = useState(false);
  const [sent, setSent] = useState([]);
  const guard = useRef(null);
  const send = async () => {
    if ((await guard.current.review()).decision === 'post') setSent([...sent, text]);
  };
  const field = { id: 'wrapped', value: text, onChange: (event) => setText(event.target.value) };
  return e(
    'div',
    null,
    e(
      Composer,
      { engine, strings: en, storage: null, className: 'wrapper', guardRef: guard, context: { surface: 'dm' } },
      e(long ? 'textarea' : 'input', field),
    ),
    e('button', { id: 'wrapped-send', type: 'button', onClick: send }, 'Send'),
    e('button', { id: 'longer', type: 'button', onClick: () => setLong(true) }, 'Longer'),
    e('ul', { id: 'wrapped-sent' }, ...sent.map((one, i) => e('li', { key: i }, one))),
  );
}

const root = createRoot(document.querySelector('#react'));
root.render(e(StrictMode, null, e(Reply), e(Wrapped)));

window.frameworks = {
  log,
  ready: real.then(() => true),
  ask: async (text) => document.querySelector('liangyan-dialog#question').ask(text, await engine.check(text)),
  unmount: () => root.unmount(),
  setNumberEngine: () => {
    other = number;
  },
};
