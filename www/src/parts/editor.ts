/** A small editor for longer posts: ProseMirror, as many apps use it. Loaded when it is opened. */
import { baseKeymap, toggleMark, wrapIn } from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { DOMSerializer } from 'prosemirror-model';
import { schema } from 'prosemirror-schema-basic';
import { type Command, EditorState } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import 'prosemirror-view/style/prosemirror.css';

/** What can be done to the text. */
export type Tool = 'strong' | 'em' | 'quote';

export interface Editor {
  /** The element people type into. */
  element: HTMLElement;
  text(): string;
  /** The document as elements, made anew each time. */
  render(): Node;
  /** Uses a tool where the selection is. */
  use(tool: Tool): void;
  destroy(): void;
}

const { strong, em } = schema.marks;
const { blockquote } = schema.nodes;

const COMMANDS: Record<Tool, Command> = {
  strong: toggleMark(strong),
  em: toggleMark(em),
  quote: wrapIn(blockquote),
};

/** Opens an editor in `place`; `changed` hears every change, with the tools that are on at the selection. */
export function openEditor(place: HTMLElement, label: string, changed: (on: ReadonlySet<Tool>) => void): Editor {
  const view = new EditorView(place, {
    state: EditorState.create({
      schema,
      plugins: [
        history(),
        keymap({
          'Mod-b': COMMANDS.strong,
          'Mod-i': COMMANDS.em,
          'Mod-z': undo,
          'Shift-Mod-z': redo,
          'Mod-y': redo,
        }),
        keymap(baseKeymap),
      ],
    }),
    attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, class: 'prose' },
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      changed(tools());
    },
  });

  function tools(): ReadonlySet<Tool> {
    const { $from, from, to, empty } = view.state.selection;
    const on = new Set<Tool>();
    for (const [tool, mark] of [
      ['strong', strong],
      ['em', em],
    ] as const) {
      const marks = view.state.storedMarks ?? $from.marks();
      if (empty ? mark.isInSet(marks) : view.state.doc.rangeHasMark(from, to, mark)) on.add(tool);
    }
    for (let depth = $from.depth; depth > 0; depth -= 1) if ($from.node(depth).type === blockquote) on.add('quote');
    return on;
  }

  return {
    element: view.dom,
    text: () => view.state.doc.textBetween(0, view.state.doc.content.size, '\n').trim(),
    render: () => DOMSerializer.fromSchema(schema).serializeFragment(view.state.doc.content),
    use(tool) {
      COMMANDS[tool](view.state, view.dispatch);
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}
