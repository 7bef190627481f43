// The engine and its packs in the code itself, on a page that may not connect anywhere.
import { en, guardComposer } from 'liangyan/composer';
import { load } from 'liangyan/inline';

const field = document.querySelector('#textarea');
const engine = load();
guardComposer(field, { engine, strings: en, storage: null });
document.querySelector('#form').addEventListener('submit', (event) => {
  event.preventDefault();
  window.inline.posted.push(field.value);
});
window.inline = { posted: [], ready: engine.then(({ kind }) => kind) };
