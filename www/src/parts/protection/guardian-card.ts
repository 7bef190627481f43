import { LiangyanError } from 'liangyan';
import { h } from '../../dom.js';
import { ti } from '../../i18n/inbox/index.js';
import { fill, number } from '../../i18n/index.js';
import { type Inbox, inbox, onInbox } from '../../inbox.js';
import { atLeave } from '../../leave.js';
import { settings } from '../../settings.js';

/** How much came in, day by day, and never what. */
function counts(open: Inbox): HTMLElement {
  const days = open.guardian.counts().slice(-7).reverse();
  if (days.length === 0) return h('p', { class: 'soft', text: ti().guardianNone });
  const format = new Intl.DateTimeFormat(settings.language, { month: 'short', day: 'numeric', timeZone: 'UTC' });
  const head = [ti().guardianDay, ti().guardianShown, ti().guardianFolded, ti().guardianHeld, ti().guardianAbusive];
  return h(
    'table',
    { class: 'counts' },
    h('thead', {}, h('tr', {}, ...head.map((text) => h('th', { scope: 'col', text })))),
    h(
      'tbody',
      {},
      ...days.map(({ day, shown, folded, held, refused, abusive }) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row', text: format.format(Date.parse(day)) }),
          ...[shown, folded, held + refused, abusive].map((count) => h('td', { text: number(count) })),
        ),
      ),
    ),
  );
}

function form(open: Inbox): HTMLElement {
  const { locked } = open.guardian;
  const code = h('input', {
    class: 'select',
    type: 'password',
    minlength: 6,
    autocomplete: locked ? 'current-password' : 'new-password',
    placeholder: ti().guardianCode,
    'aria-label': ti().guardianCode,
  });
  const button = h('button', {
    class: 'primary',
    type: 'submit',
    text: locked ? ti().guardianUnlock : ti().guardianLock,
  });
  const answer = h('p', { class: 'soft', role: 'status' });
  const element = h('form', { class: 'code-form' }, code, button, answer);
  element.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      await (locked ? open.guardian.unlock(code.value) : open.guardian.lock(code.value));
    } catch (error) {
      const wait =
        error instanceof LiangyanError && error.code === 'wrong_code' ? /\d+ s/.exec(error.message)?.[0] : '';
      answer.textContent =
        error instanceof LiangyanError && error.code === 'wrong_code'
          ? wait
            ? fill(ti().guardianWait, { reason: wait })
            : ti().guardianWrong
          : String((error as Error).message);
    }
    button.disabled = false;
  });
  return element;
}

/** The locked preset for minors: a code of a trusted adult, and counts for that adult. */
export function guardianCard(): HTMLElement {
  const card = h('section', { class: 'card settings guardian-card' });
  let shown = '';
  const draw = (open: Inbox) => {
    const next = JSON.stringify([open.guardian.locked, open.guardian.counts()]);
    // A code half typed stays.
    if (next === shown || card.contains(document.activeElement)) return;
    shown = next;
    card.replaceChildren(
      h('h2', { class: 'section-title', text: ti().guardianTitle }),
      h('p', { class: 'soft', text: open.guardian.locked ? ti().guardianLocked : ti().guardianLead }),
      form(open),
      h('h3', { class: 'setting-title', text: ti().guardianCounts }),
      counts(open),
    );
  };
  atLeave(onInbox(draw));
  card.addEventListener('focusout', () => setTimeout(() => void inbox().then(draw)));
  return card;
}
