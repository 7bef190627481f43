/** One key captures what the person is looking at. */
import { bindKey, type Shortcut } from '../inbox/shortcut.js';

export interface CaptureKeyOptions {
  /** Default `Alt+Shift+K`. */
  key?: Shortcut;
  /** Where the key is heard. Default: the whole page. */
  target?: EventTarget;
  /** What counts as one message: a selector. The nearest one around what was pointed at or focused last is captured. */
  messages: string;
  /** Captures. `event` goes into the request, so that the record says whether a hand pressed the key. */
  capture: (element: Element, event: KeyboardEvent) => void;
  /** Hears of a press where there was nothing to capture. */
  onNothing?: () => void;
}

/** Binds the key. Answers with what takes it away. */
export function bindCaptureKey(options: CaptureKeyOptions): () => void {
  const target = options.target ?? window;
  let pointer: [x: number, y: number] | null = null;
  let pointing = false;
  const moved = (event: Event) => {
    const { clientX, clientY } = event as PointerEvent;
    pointer = [clientX, clientY];
    pointing = true;
  };
  const left = () => {
    pointing = false;
  };
  const heard = { capture: true, passive: true };
  target.addEventListener('pointermove', moved, heard);
  target.addEventListener('pointerdown', moved, heard);
  target.addEventListener('focusin', left, heard);
  const unbind = bindKey(target, options.key ?? 'Alt+Shift+K', (event) => {
    const ways = [() => focused(options.messages), () => under(pointer, options.messages)];
    if (pointing) ways.reverse();
    const element = ways[0]?.() ?? ways[1]?.() ?? null;
    if (element) options.capture(element, event);
    else options.onNothing?.();
  });
  return () => {
    unbind();
    target.removeEventListener('pointermove', moved, true);
    target.removeEventListener('pointerdown', moved, true);
    target.removeEventListener('focusin', left, true);
  };
}

/** The message around the focus, out of shadow roots too. */
function focused(messages: string): Element | null {
  let at: Element | null = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at ? around(at, messages) : null;
}

function under(pointer: [number, number] | null, messages: string): Element | null {
  let at = pointer ? document.elementFromPoint(...pointer) : null;
  for (;;) {
    const inside: Element | null = (pointer && at?.shadowRoot?.elementFromPoint(...pointer)) || null;
    if (!inside || inside === at) break;
    at = inside;
  }
  return at ? around(at, messages) : null;
}

function around(element: Element, messages: string): Element | null {
  const found = element.closest(messages);
  if (found) return found;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? around(root.host, messages) : null;
}
