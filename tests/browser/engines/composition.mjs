// An input method at work, as the events Firefox and WebKit fire, in their order. Chromium needs none of this: its
// protocol drives the real thing.
//
// Where the orders come from (w3c/uievents#202, w3c/input-events#34 and what Safari does with them):
//   all      keydown 229 · compositionstart · then a step at a time: keydown 229 · compositionupdate · input (isComposing)
//   Firefox  keydown (isComposing, 229) · compositionend · input (insertCompositionText, not composing) · keyup
//   WebKit   input (deleteCompositionText) · input (insertFromComposition) · compositionend · keydown (229, no longer composing) · keyup

/** Begins a composition in the focused field; `window.__composed` is where the text before it ends. */
export function begin(steps) {
  let field = document.activeElement;
  while (field?.shadowRoot?.activeElement) field = field.shadowRoot.activeElement;
  const at = field.value === undefined ? field.textContent.length : field.value.length;
  window.__composing = { field, at, before: field.value ?? field.textContent };
  const put = (text) => {
    const whole = window.__composing.before + text;
    if (field.value === undefined) {
      // A document field: the last text node grows, as it does under a real input method.
      const last = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
      let node = null;
      while (last.nextNode()) node = last.currentNode;
      if (node) node.data = whole.slice(whole.length - text.length - node.data.length + (window.__composing.put ?? 0));
      else field.append(text);
      window.__composing.put = text.length;
    } else field.value = whole;
  };
  const key = (type, isComposing) => {
    const event = new KeyboardEvent(type, {
      key: 'Process',
      bubbles: true,
      cancelable: true,
      composed: true,
      isComposing,
    });
    Object.defineProperty(event, 'keyCode', { value: 229 });
    field.dispatchEvent(event);
  };
  const composition = (type, data) =>
    field.dispatchEvent(new CompositionEvent(type, { data, bubbles: true, composed: true }));
  key('keydown', false);
  composition('compositionstart', '');
  steps.forEach((text, step) => {
    if (step > 0) key('keydown', true);
    composition('compositionupdate', text);
    put(text);
    field.dispatchEvent(
      new InputEvent('input', {
        inputType: 'insertCompositionText',
        data: text,
        isComposing: true,
        bubbles: true,
        composed: true,
      }),
    );
    key('keyup', true);
  });
}

/** Ends it with the text that was chosen, in the order of `engine`. `by` is the key that chose it. */
export function commit(engine, chosen, by) {
  const { field, before } = window.__composing;
  delete window.__composing;
  const put = (text) => {
    field.value = before + text;
  };
  const key = (type, isComposing, keyCode) => {
    const event = new KeyboardEvent(type, { key: by, bubbles: true, cancelable: true, composed: true, isComposing });
    Object.defineProperty(event, 'keyCode', { value: keyCode });
    field.dispatchEvent(event);
  };
  const input = (inputType, data, isComposing) =>
    field.dispatchEvent(new InputEvent('input', { inputType, data, isComposing, bubbles: true, composed: true }));
  const end = () =>
    field.dispatchEvent(new CompositionEvent('compositionend', { data: chosen, bubbles: true, composed: true }));
  const code = by === 'Enter' ? 13 : 32;
  if (engine === 'firefox') {
    key('keydown', true, 229);
    put(chosen);
    end();
    input('insertCompositionText', chosen, false);
    key('keyup', false, code);
    return;
  }
  put('');
  input('deleteCompositionText', null, true);
  put(chosen);
  input('insertFromComposition', chosen, true);
  end();
  key('keydown', false, 229);
  key('keyup', false, code);
}
