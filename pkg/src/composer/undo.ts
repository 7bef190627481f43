import { build } from './build.js';
import { fill, type Strings } from './strings/catalogue.js';

/**
 * A moment to change one's mind: counts down in `place` and resolves true when the person took the post back. "Now"
 * ends the wait. Without a tap the post goes out when the time is over (`seconds`, 3 to 10).
 */
export function holdBack(
  place: HTMLElement,
  say: (sentence: string) => void,
  seconds: number,
  strings: Strings,
  signal: AbortSignal,
): Promise<boolean> {
  const document = place.ownerDocument;
  return new Promise((resolve) => {
    let left = Math.min(10, Math.max(3, Math.round(seconds)));
    const text = build(document, 'span', { class: 'undo-text', text: fill(strings.undoLine, { seconds: left }) });
    const finish = (undone: boolean) => {
      clearInterval(timer);
      signal.removeEventListener('abort', stop);
      bar.remove();
      resolve(undone);
    };
    // The guard is going away with the field: the post must not vanish with it.
    const stop = () => finish(false);
    const bar = build(
      document,
      'div',
      { class: 'undo', part: 'undo' },
      text,
      build(document, 'button', {
        class: 'undo-button',
        part: 'undo-button',
        text: strings.undoButton,
        press: () => finish(true),
      }),
      build(document, 'button', { class: 'quiet', text: strings.undoNow, press: () => finish(false) }),
    );
    const timer = setInterval(() => {
      left -= 1;
      text.textContent = fill(strings.undoLine, { seconds: left });
      if (left <= 0) finish(false);
    }, 1000);
    signal.addEventListener('abort', stop, { once: true });
    place.replaceChildren(bar);
    say(text.textContent ?? '');
  });
}
