// The custom element, and the hook in React with a controlled field: what React renders stays what React holds.
import { load } from 'liangyan';
import { composerHook, defineComposerElement, en } from 'liangyan/composer';
import { createElement as e, StrictMode, useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { number } from './number.js';

const real = load();
let other = null;
const engine = { check: async (text, context) => other?.(text) ?? (await real).check(text, context) };
const log = [];

defineComposerElement({ engine, storage: null, onPost: (text) => log.push(`element sent ${text}`) });
document.addEventListener('liangyan-verdict', (event) => log.push(`verdict ${event.detail.level}`));

const useComposer = composerHook({ useEffect, useRef });

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

const root = createRoot(document.querySelector('#react'));
root.render(e(StrictMode, null, e(Reply)));

window.frameworks = {
  log,
  ready: real.then(() => true),
  unmount: () => root.unmount(),
  setNumberEngine: () => {
    other = number;
  },
};
