import { ControlField } from './control.js';
import { EditableField } from './editable.js';
import { type Field, type FieldSource, isField } from './field.js';

/** The field for an element, or the host's own field as it is. */
export function openField(source: FieldSource): Field {
  if (isField(source)) return source;
  if (source.tagName === 'TEXTAREA' || source.tagName === 'INPUT') {
    return new ControlField(source as HTMLTextAreaElement | HTMLInputElement);
  }
  if (source.isContentEditable || source.getAttribute('contenteditable') !== null) return new EditableField(source);
  throw new TypeError(
    `guardComposer needs a <textarea>, an <input>, a contenteditable element or a Field, not <${source.tagName.toLowerCase()}>. Pass the element people type into.`,
  );
}
