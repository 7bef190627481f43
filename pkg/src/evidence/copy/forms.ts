/** What a form field shows. What the person typed is left out unless they ask for it, and secrets always are. */

const SECRET = /password|one-time-code|^cc-|^current-|^new-/;

/** Whether a field holds what must never leave it. */
function secret(field: Element): boolean {
  return SECRET.test(field.getAttribute('autocomplete') ?? '') || field.getAttribute('type') === 'password';
}

export interface Shown {
  /** What stands in the field in the copy. */
  text: string;
  /** Whether something that stood there was left out. */
  leftOut: boolean;
}

export const FIELDS: ReadonlySet<string> = new Set(['input', 'textarea', 'select', 'progress', 'meter']);

/** The words in a field. */
export function shownIn(field: Element, values: boolean): Shown {
  const type = field.getAttribute('type')?.toLowerCase() ?? '';
  if (field.localName === 'input' && ['submit', 'button', 'reset'].includes(type)) {
    return { text: (field as HTMLInputElement).value, leftOut: false };
  }
  const placeholder = field.getAttribute('placeholder') ?? '';
  const typed = typedIn(field, type);
  if (typed === '') return { text: placeholder, leftOut: false };
  if (values && !secret(field) && type !== 'hidden') return { text: typed, leftOut: false };
  return { text: '', leftOut: true };
}

function typedIn(field: Element, type: string): string {
  if (field.localName === 'select') {
    return Array.from((field as HTMLSelectElement).selectedOptions, (option) => option.label).join(', ');
  }
  if (type === 'checkbox' || type === 'radio') return (field as HTMLInputElement).checked ? '☑' : '';
  if (type === 'file') return Array.from((field as HTMLInputElement).files ?? [], (file) => file.name).join(', ');
  return 'value' in field ? String(field.value) : '';
}
