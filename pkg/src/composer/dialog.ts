import { build } from './build.js';
import type { Finding, Verdict } from './contract.js';
import { flatten } from './marks/span.js';
import { maskable, privateParts } from './mask.js';
import { focused, openModal } from './modal.js';
import type { Theme } from './options.js';
import { byWeight, windowAround } from './phrase.js';
import { buildReasons } from './reasons.js';
import { fill, type Strings } from './strings/catalogue.js';
import { dialogCss } from './style/css.js';
import { openSurface, type Surface } from './surface.js';

export interface Question {
  text: string;
  verdict: Verdict;
  /** The findings to talk about: those of the verdict that were not taken back. */
  findings: readonly Finding[];
  /** "You have written to this person 6 times in 2 minutes", where that weighed in. */
  often?: string | undefined;
  strings: Strings;
  theme: Theme;
  /** Where the dialog is put: an element that receives it, or a surface that is there already. */
  parent: HTMLElement | Surface;
  nonce?: string | undefined;
  /** The field that was written in: the focus goes back to it where it came from. */
  field?: HTMLElement | undefined;
}

export interface Answer {
  choice: 'edit' | 'post' | 'dismiss' | 'mask';
  /** "Don't ask again today" was ticked. */
  snooze: boolean;
}

/** Title and body by what weighs most. Bait and threats first: they are about somebody's safety. */
function wording(findings: readonly Finding[], strings: Strings): { title: string; body: string } {
  const has = (category: string) => findings.some((finding) => finding.category === category);
  if (has('self_harm_bait')) return { title: strings.dialogTitleBait, body: strings.dialogBodyBait };
  if (has('threat')) return { title: strings.dialogTitleThreat, body: strings.dialogBodyThreat };
  if (byWeight(findings)[0]?.category === 'doxxing') {
    return { title: strings.dialogTitleDoxxing, body: strings.dialogBodyDoxxing };
  }
  return { title: strings.dialogTitle, body: strings.dialogBody };
}

/** The words in question, marked, with as much of the draft around them as fits. */
function buildExcerpt(document: Document, text: string, findings: readonly Finding[]): HTMLElement {
  const { start, end } = windowAround(text, findings);
  const excerpt = build(document, 'blockquote', { class: 'excerpt', part: 'excerpt' });
  if (start > 0) excerpt.append('…');
  let at = start;
  for (const span of flatten(findings, text.length)) {
    if (span.end <= start || span.start >= end) continue;
    const from = Math.max(span.start, at);
    const to = Math.min(span.end, end);
    excerpt.append(text.slice(at, from));
    const mark = build(document, 'mark', { part: 'mark', text: text.slice(from, to) });
    mark.dataset['severity'] = String(span.severity);
    excerpt.append(mark);
    at = to;
  }
  excerpt.append(text.slice(at, end));
  if (end < text.length) excerpt.append('…');
  return excerpt;
}

/** Asks once. Resolves with the answer; Esc means keep editing. `signal` closes the dialog as if Esc had been pressed. */
export function ask(question: Question, signal: AbortSignal): Promise<Answer> {
  const { text, verdict, findings, strings, parent } = question;
  const document = 'root' in parent ? parent.host.ownerDocument : parent.ownerDocument;
  const surface = 'root' in parent ? parent : openSurface(document, 'liangyan-dialog', dialogCss, question.nonce);
  surface.dress(strings, question.theme);
  const before = focused(document, question.field);
  if (signal.aborted) return Promise.resolve({ choice: 'edit', snooze: false });

  return new Promise((resolve) => {
    let close = () => {};
    const snooze = build(document, 'input', { type: 'checkbox' });
    const answer = (choice: Answer['choice']) => {
      signal.removeEventListener('abort', leave);
      close();
      if (surface === parent) dialog.remove();
      else surface.destroy();
      before?.focus?.();
      resolve({ choice, snooze: snooze.checked });
    };
    const leave = () => answer('edit');

    const words = wording(findings, strings);
    const reasons = buildReasons(document, 'reasons', text, findings, verdict, strings);
    reasons.hidden = true;
    const why = build(document, 'button', {
      class: 'other',
      part: 'why',
      text: strings.dialogWhy,
      attributes: { 'aria-expanded': 'false', 'aria-controls': 'reasons' },
      press: () => {
        reasons.hidden = !reasons.hidden;
        why.setAttribute('aria-expanded', String(!reasons.hidden));
      },
    });
    const edit = build(document, 'button', {
      class: 'action main',
      part: 'action edit',
      text: strings.dialogEdit,
      attributes: { autofocus: '' },
      press: () => answer('edit'),
    });
    const post = build(document, 'button', {
      class: 'action',
      part: 'action post',
      text: strings.dialogPost,
      attributes: { 'aria-keyshortcuts': 'Control+Enter Meta+Enter' },
      press: () => answer('post'),
    });
    const coverable = findings.filter(maskable);
    const dialog = build(
      document,
      'dialog',
      { part: 'dialog', attributes: { role: 'alertdialog', 'aria-labelledby': 'title', 'aria-describedby': 'body' } },
      build(document, 'h2', { id: 'title', part: 'title', text: words.title }),
      build(document, 'p', { id: 'body', class: 'body', part: 'body', text: words.body }),
      question.often !== undefined && build(document, 'p', { class: 'body', part: 'often', text: question.often }),
      buildExcerpt(document, text, findings),
      coverable.length > 0 &&
        build(
          document,
          'div',
          { class: 'masks' },
          build(document, 'button', {
            class: 'mask',
            part: 'mask',
            text: fill(strings.mask, { what: privateParts(text, coverable) }),
            press: () => answer('mask'),
          }),
        ),
      build(document, 'div', { class: 'actions' }, edit, post),
      build(
        document,
        'div',
        { class: 'others' },
        why,
        build(document, 'button', {
          class: 'other',
          part: 'not-abusive',
          text: strings.dialogNotAbusive,
          press: () => answer('dismiss'),
        }),
      ),
      reasons,
      build(
        document,
        'div',
        { class: 'foot' },
        build(document, 'p', { class: 'private', text: strings.dialogPrivate }),
        build(document, 'label', {}, snooze, document.createTextNode(strings.dialogSnooze)),
      ),
    );
    // Enter held down since the draft must not answer the question.
    dialog.addEventListener('keydown', (event) => {
      if (event.repeat && event.key === 'Enter') event.preventDefault();
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.repeat) {
        event.preventDefault();
        answer('post');
      }
    });
    surface.root.append(dialog);
    if (!('root' in parent)) parent.append(surface.host);
    signal.addEventListener('abort', leave, { once: true });
    close = openModal(dialog, leave);
    edit.focus();
  });
}
