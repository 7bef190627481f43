import type { Field } from './field/field.js';
import type { Typing } from './field/typing.js';
import type { Review } from './guard.js';
import type { ComposerOptions } from './options.js';

/** What a way of posting needs of the guard. */
export interface Posting {
  review(): Promise<Review>;
  /** The post went out to the host. */
  settled(): void;
  signal: AbortSignal;
}

/** All guards of one form: it is submitted when every guarded field of it says so. */
interface FormGuards {
  all: Set<Posting>;
  busy: boolean;
  passing: boolean;
  stop: AbortController;
}

const forms = new WeakMap<HTMLFormElement, FormGuards>();

/** `requestSubmit` for engines before Safari 16. */
function submit(form: HTMLFormElement, submitter: HTMLElement | null): void {
  if (typeof form.requestSubmit === 'function') {
    try {
      form.requestSubmit(submitter);
    } catch {
      // The submitter left the form in the meantime.
      form.requestSubmit();
    }
    return;
  }
  if (submitter?.isConnected) {
    submitter.click();
    return;
  }
  const button = form.ownerDocument.createElement('button');
  button.type = 'submit';
  button.hidden = true;
  form.append(button);
  button.click();
  button.remove();
}

async function reviewAll(guards: FormGuards): Promise<boolean> {
  for (const posting of guards.all) {
    if ((await posting.review()).decision === 'edit') return false;
  }
  return true;
}

/** Hears the form's `submit`, reviews, and submits it again with the same button once it may go. */
export function guardForm(form: HTMLFormElement, posting: Posting): void {
  const known = forms.get(form);
  const guards = known ?? { all: new Set<Posting>(), busy: false, passing: false, stop: new AbortController() };
  forms.set(form, guards);
  guards.all.add(posting);
  posting.signal.addEventListener(
    'abort',
    () => {
      guards.all.delete(posting);
      if (guards.all.size > 0) return;
      // The last guard takes the listener along, but not in the middle of a submit it holds back.
      forms.delete(form);
      if (!guards.busy) guards.stop.abort();
    },
    { once: true },
  );
  if (known) return;

  form.addEventListener(
    'submit',
    (event) => {
      if (guards.passing) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (guards.busy) return;
      guards.busy = true;
      const submitter = (event as SubmitEvent).submitter ?? null;
      reviewAll(guards)
        // A form that is still telling its listeners of a submit ignores the next one, and answers that need no question
        // come before it is done: go round the event loop once.
        .then((post) => new Promise<boolean>((resolve) => setTimeout(resolve, 0, post)))
        .then((post) => {
          guards.busy = false;
          if (guards.all.size === 0) guards.stop.abort();
          if (!post) return;
          guards.passing = true;
          try {
            submit(form, submitter);
          } finally {
            guards.passing = false;
          }
          for (const one of guards.all) one.settled();
        });
    },
    { capture: true, signal: guards.stop.signal },
  );
}

/** Hears Enter in fields where it posts. Keys of an input method are never taken for it. */
export function guardEnter(
  field: Field,
  form: HTMLFormElement | null,
  typing: Typing,
  options: ComposerOptions,
  posting: Posting,
): void {
  let passing = false;
  let busy = false;
  const give = (event: KeyboardEvent) => {
    passing = true;
    try {
      field.element.dispatchEvent(new KeyboardEvent('keydown', event));
    } finally {
      passing = false;
    }
  };
  field.element.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Enter' || passing || typing.composing(event) || event.shiftKey || event.altKey) return;
      if ((options.enter === 'mod+enter') !== (event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (busy || event.repeat) return;
      if (!options.onPost && form) {
        submit(form, null);
        return;
      }
      busy = true;
      void posting.review().then(({ decision, verdict }) => {
        busy = false;
        if (decision === 'edit') return;
        if (options.onPost) options.onPost(field.text(), verdict);
        else give(event);
        posting.settled();
      });
    },
    { capture: true, signal: posting.signal },
  );
}
