import { LiangyanError } from '../../errors.js';
import { ControlField } from './control.js';
import { EditableField } from './editable.js';
import { type Field, type FieldSource, isField } from './field.js';

/** The field for an element, or the host's own field as it is. */
export function openField(source: FieldSource): Field {
  if (typeof source !== 'object' || source === null) {
    throw new LiangyanError('bad_field', `there is no field: guardComposer was given ${String(source)}`);
  }
  if (isField(source)) return source;
  if ((source as HTMLInputElement).type === 'password') {
    throw new LiangyanError('bad_field', "a password is nobody's text to read");
  }
  if (source.tagName === 'TEXTAREA' || source.tagName === 'INPUT') {
    return new ControlField(source as HTMLTextAreaElement | HTMLInputElement);
  }
  if (source.isContentEditable || (source.getAttribute?.('contenteditable') ?? null) !== null)
    return new EditableField(source);
  const name = source.tagName ? `<${source.tagName.toLowerCase()}>` : 'an object';
  throw new LiangyanError('bad_field', `nobody types into ${name}`);
}
