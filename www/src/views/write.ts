import { icon } from '../art/icons.js';
import { h } from '../dom.js';
import { t } from '../i18n/index.js';
import { atLeave } from '../leave.js';
import type { Editor, Tool } from '../parts/editor.js';
import { guarded } from '../parts/guarded.js';
import { say } from '../parts/toast.js';
import { href } from '../router.js';
import { addPost } from '../world.js';

const TOOLS: readonly Tool[] = ['strong', 'em', 'quote'];

/** A page for longer posts, on an editor that keeps a model of its own: the guard is asked before it posts. */
export function write(): HTMLElement {
  const place = h('div', { class: 'editor-place' });
  const notes = h('div', { class: 'compose-notes' });
  const post = h('button', { class: 'primary', text: t().composePost, disabled: true });
  const buttons = new Map(
    TOOLS.map((tool) => [
      tool,
      h('button', {
        class: `tool ${tool}`,
        'aria-pressed': 'false',
        'aria-label': t().writeTools[tool],
        title: t().writeTools[tool],
        text: t().writeSigns[tool],
        disabled: true,
      }),
    ]),
  );
  let editor: Editor | null = null;
  let left = false;
  atLeave(() => {
    left = true;
    editor?.destroy();
  });

  void import('../parts/editor.js').then(({ openEditor }) => {
    if (left) return;
    editor = openEditor(place, t().writeLabel, (on) => {
      post.disabled = editor?.text() === '';
      for (const [tool, button] of buttons) button.setAttribute('aria-pressed', String(on.has(tool)));
    });
    const { element } = editor;
    const guard = guarded(element, { form: false, context: { surface: 'post' }, notes });
    for (const [tool, button] of buttons) {
      button.disabled = false;
      button.addEventListener('click', () => editor?.use(tool));
    }
    let busy = false;
    const send = async () => {
      if (!editor || busy || editor.text() === '') return;
      busy = true;
      const { decision } = await guard.review();
      busy = false;
      if (decision === 'edit' || left) return;
      addPost(editor.text(), editor.render());
      say(t().posted);
      location.hash = href({ page: 'home' });
    };
    post.addEventListener('click', () => void send());
    element.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) {
        event.preventDefault();
        void send();
      }
    });
    element.focus({ preventScroll: true });
  });

  return h(
    'div',
    { class: 'page' },
    h(
      'div',
      { class: 'page-head' },
      h('a', { class: 'icon-button', href: href({ page: 'home' }), 'aria-label': t().back }, icon('back')),
      h('h1', { class: 'page-title', text: t().writeTitle }),
    ),
    h(
      'section',
      { class: 'card editor' },
      h('div', { class: 'tools', role: 'group', 'aria-label': t().writeToolbar }, ...buttons.values()),
      place,
      notes,
      h('div', { class: 'compose-foot' }, h('span', { class: 'soft', text: t().writeKey }), post),
    ),
  );
}
