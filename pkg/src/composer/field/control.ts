import { type Field, typeOver } from './field.js';

/** `<textarea>` and one-line `<input>`s. */
export class ControlField implements Field {
  readonly kind = 'control';
  readonly element: HTMLTextAreaElement | HTMLInputElement;

  constructor(element: HTMLTextAreaElement | HTMLInputElement) {
    this.element = element;
  }

  text(): string {
    return this.element.value;
  }

  caret(offset: number): void {
    this.element.focus();
    this.#select(offset, offset);
  }

  range(): null {
    return null;
  }

  replace(start: number, end: number, text: string): void {
    this.element.focus();
    this.#select(start, end);
    typeOver(this.element, text, () => {
      this.element.setRangeText(text, start, end, 'end');
      this.element.dispatchEvent(
        new InputEvent('input', { bubbles: true, inputType: 'insertReplacementText', data: text }),
      );
    });
  }

  #select(start: number, end: number): void {
    try {
      this.element.setSelectionRange(start, end);
    } catch {
      // Inputs of type email or number have no selection; the focus is enough.
    }
  }
}
