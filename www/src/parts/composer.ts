import type { ComposerOptions } from 'liangyan/composer';
import { avatar } from '../art/avatar.js';
import { h } from '../dom.js';
import { guarded } from './guarded.js';
import { trySamples } from './samples.js';

interface Compose {
  placeholder: string;
  label: string;
  button: string;
  context: NonNullable<ComposerOptions['context']>;
  post(text: string): void;
  /** Shows sentences to try. */
  samples?: boolean;
  /** Something beside the button, such as a link to a larger editor. */
  beside?: HTMLElement;
  rows?: number;
}

/** Lets a textarea be as high as its text, up to what the style sheet allows. */
export function growing(field: HTMLTextAreaElement): void {
  const grow = () => {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
  };
  field.addEventListener('input', grow);
  queueMicrotask(() => field.isConnected && grow());
}

/** A field with a post button, guarded. */
export function composer(options: Compose): HTMLElement {
  const field = h('textarea', {
    class: 'field',
    rows: options.rows ?? 2,
    placeholder: options.placeholder,
    'aria-label': options.label,
  });
  const notes = h('div', { class: 'compose-notes' });
  const send = h('button', { class: 'primary', type: 'submit', text: options.button, disabled: true });
  const form = h(
    'form',
    { class: 'compose' },
    avatar('me'),
    h(
      'div',
      { class: 'compose-main' },
      field,
      notes,
      h(
        'div',
        { class: 'compose-foot' },
        options.samples ? trySamples(field) : h('span'),
        h('div', { class: 'compose-send' }, options.beside, send),
      ),
    ),
  );
  growing(field);
  field.addEventListener('input', () => {
    send.disabled = field.value.trim() === '';
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text === '') return;
    options.post(text);
    field.value = '';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  queueMicrotask(() => {
    guarded(field, { context: options.context, form, notes, enter: 'mod+enter' });
  });
  return form;
}
