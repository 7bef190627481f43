/** Leaving at once: somebody may be looking over the shoulder. */

export interface QuickExitOptions {
  /** Where to go: a page that anybody might have open. */
  to: string | URL;
  /** Done before leaving: for instance `() => vault.lock()`. It must not take long. */
  before?: () => void;
}

/** Blanks the page and goes elsewhere. The page leaves the tab's history; the browser's own history is the person's. */
export function quickExit({ to, before }: QuickExitOptions): void {
  document.documentElement.hidden = true;
  document.documentElement.style.setProperty('display', 'none', 'important');
  document.title = '';
  try {
    before?.();
  } finally {
    location.replace(to);
  }
}

/** How quickly the presses must follow each other, milliseconds. */
const PRESSES_WITHIN = 1_000;

/** Leaves when Escape is pressed three times in a row. Answers with what takes it away. */
export function bindQuickExit(options: QuickExitOptions): () => void {
  let presses: number[] = [];
  const listener = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.repeat) {
      if (event.key !== 'Escape') presses = [];
      return;
    }
    presses = [...presses, event.timeStamp].filter((at) => event.timeStamp - at <= PRESSES_WITHIN);
    if (presses.length >= 3) quickExit(options);
  };
  window.addEventListener('keydown', listener, true);
  return () => window.removeEventListener('keydown', listener, true);
}
