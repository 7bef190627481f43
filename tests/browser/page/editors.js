// Editors that keep a model of their own, guarded through the element people type into. `window.editors` tells what each
// model holds: what the guard does must reach it, and what the guard only shows must not.

import { registerPlainText } from '@lexical/plain-text';
import { Editor } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { $createParagraphNode, $getRoot, createEditor } from 'lexical';
import { load } from 'liangyan';
import { en, guardComposer } from 'liangyan/composer';
import { baseKeymap } from 'prosemirror-commands';
import { keymap } from 'prosemirror-keymap';
import { schema } from 'prosemirror-schema-basic';
import { EditorState } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import Quill from 'quill';
import 'prosemirror-view/style/prosemirror.css';
import 'quill/dist/quill.core.css';
import { number } from './number.js';

const real = load();
let other = null;
const engine = { check: async (text, context) => other?.(text) ?? (await real).check(text, context) };
const options = { engine, strings: en, storage: null, dailyCap: 1000 };

const view = new EditorView(document.querySelector('#prosemirror'), {
  state: EditorState.create({ schema, plugins: [keymap(baseKeymap)] }),
});

const lexical = createEditor({ namespace: 'test', onError: (error) => console.error(error) });
lexical.setRootElement(document.querySelector('#lexical'));
registerPlainText(lexical);
lexical.update(() => $getRoot().append($createParagraphNode()));

const quill = new Quill('#quill');

const tiptap = new Editor({ element: document.querySelector('#tiptap'), extensions: [StarterKit], content: '' });

const elements = {
  prosemirror: view.dom,
  tiptap: tiptap.view.dom,
  lexical: document.querySelector('#lexical'),
  quill: quill.root,
};
const guards = Object.fromEntries(
  Object.entries(elements).map(([name, element]) => [name, guardComposer(element, options)]),
);

window.editors = {
  ready: real.then(() => true),
  guards,
  focus: (name) => elements[name].focus(),
  setNumberEngine: () => {
    other = number;
  },
  model: {
    prosemirror: () => view.state.doc.textBetween(0, view.state.doc.content.size, '\n'),
    lexical: () => lexical.read(() => $getRoot().getTextContent().replaceAll('\n\n', '\n')),
    tiptap: () => tiptap.getText({ blockSeparator: '\n' }),
    quill: () => quill.getText().trimEnd(),
  },
  highlighted: () =>
    [...CSS.highlights.values()].flatMap((highlight) => [...highlight].map((range) => range.toString())),
};
