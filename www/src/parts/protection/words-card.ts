import type { UserWord } from 'liangyan/inbox';
import { clock } from '../../clock.js';
import { h } from '../../dom.js';
import { ti } from '../../i18n/inbox/index.js';
import { fill, number } from '../../i18n/index.js';
import { type Inbox, inbox, onInbox, sentences } from '../../inbox.js';
import { atLeave } from '../../leave.js';
import { world } from '../../world.js';
import { asIncoming } from '../incoming.js';
import { doing } from '../message-menu.js';
import { day } from '../time.js';

const WEEK = 7 * 86_400_000;
/** How many errors of a list are shown. */
const SHOWN_ERRORS = 8;

/** What came in lately: conversations, comments, and what is held. */
async function recent(open: Inbox) {
  const { threads, posts } = world();
  const shown = [
    ...threads.flatMap(({ id, messages, relation }) =>
      messages.map((one) => asIncoming(one, { surface: 'dm', threadId: id, relation })),
    ),
    ...posts.flatMap(({ id, comments }) =>
      comments.map((one) => asIncoming(one, { surface: 'comment', threadId: id, relation: 'mutual' })),
    ),
  ].filter(({ sender }) => sender.id !== 'me');
  const { items } = await open.held.list({ limit: 200 });
  return [...shown, ...items.map(({ message }) => message)];
}

function row(word: UserWord): HTMLElement {
  const said = [
    word.action === 'hold' ? ti().wordsHold : ti().wordsFold,
    word.expiresAt !== undefined && fill(ti().wordsUntil, { date: day(word.expiresAt) }),
    word.exceptFollowing && ti().wordsExcept,
  ].filter(Boolean);
  return h(
    'li',
    {},
    h('span', {}, h('b', { text: word.phrase }), h('span', { class: 'soft', text: ` ${said.join(' · ')}` })),
    h('button', {
      class: 'chip',
      text: '×',
      'aria-label': fill(ti().wordsRemove, { phrase: word.phrase }),
      on: { click: () => void doing(async () => (await inbox()).words.remove(word.phrase)) },
    }),
  );
}

/** Reads a list of words from a file and says what was left out. */
function importing(): HTMLElement {
  const result = h('div', { class: 'import-result', role: 'status' });
  const file = h('input', { type: 'file', accept: '.csv,.json,.txt,text/csv,application/json', hidden: true });
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? [];
    file.value = '';
    if (!chosen) return;
    void doing(async () => {
      const { words, errors, left } = await (await inbox()).words.import(await chosen.text());
      result.replaceChildren(
        h('p', { text: fill(ti().wordsImported, { count: number(words.length) }) }),
        ...(left > 0 ? [h('p', { text: fill(ti().wordsLeft, { count: number(left) }) })] : []),
        h(
          'ul',
          {},
          ...errors
            .slice(0, SHOWN_ERRORS)
            .map(({ line, fault }) =>
              h('li', { class: 'soft', text: fill(ti().wordsLine, { line, fault: sentences().wordFaults[fault] }) }),
            ),
        ),
      );
    });
  });
  const save = async () => {
    const list = (await inbox()).words.export('csv');
    const url = URL.createObjectURL(new Blob([list], { type: 'text/csv' }));
    h('a', { href: url, download: 'words.csv' }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  return h(
    'div',
    {},
    h(
      'div',
      { class: 'try-chips' },
      h('button', { class: 'chip', text: ti().wordsImport, on: { click: () => file.click() } }),
      h('button', { class: 'chip', text: ti().wordsExport, on: { click: () => void doing(save) } }),
      file,
    ),
    result,
  );
}

/** The person's own words: added with a look at what they would have met. */
export function wordsCard(): HTMLElement {
  const phrase = h('input', {
    class: 'select',
    type: 'text',
    maxlength: 100,
    placeholder: ti().wordsPhrase,
    'aria-label': ti().wordsPhrase,
  });
  const action = h(
    'select',
    { class: 'select', 'aria-label': ti().wordsFold },
    h('option', { value: 'fold', text: ti().wordsFold }),
    h('option', { value: 'hold', text: ti().wordsHold }),
  );
  const until = h(
    'select',
    { class: 'select', 'aria-label': ti().wordsForever },
    h('option', { value: '', text: ti().wordsForever }),
    h('option', { value: 'week', text: ti().wordsWeek }),
  );
  const except = h('input', { type: 'checkbox' });
  const preview = h('p', { class: 'soft', role: 'status' });
  const add = h('button', { class: 'primary', type: 'submit', text: ti().wordsAdd, disabled: true });
  const list = h('ul', { class: 'dismissed words-list' });

  let asked = 0;
  phrase.addEventListener('input', () => {
    add.disabled = phrase.value.trim() === '';
    asked += 1;
    const mine = asked;
    void doing(async () => {
      const open = await inbox();
      const messages = await recent(open);
      if (mine !== asked) return;
      const { count, ignored } = open.words.preview({ phrase: phrase.value }, messages);
      const words = { count: number(count), all: number(messages.length) };
      preview.textContent = add.disabled
        ? ''
        : ignored
          ? ti().wordsIgnored
          : fill(count === 0 ? ti().wordsPreviewNone : ti().wordsPreview, words);
    });
  });
  const form = h(
    'form',
    { class: 'words-form' },
    phrase,
    action,
    until,
    h('label', { class: 'check' }, except, h('span', { text: ti().wordsExcept })),
    add,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void doing(async () => {
      await (await inbox()).words.add({
        phrase: phrase.value,
        action: action.value as 'fold' | 'hold',
        ...(until.value === 'week' && { expiresAt: clock.now() + WEEK }),
        ...(except.checked && { exceptFollowing: true }),
      });
      phrase.value = '';
      phrase.dispatchEvent(new Event('input'));
    });
  });
  let shown = '';
  atLeave(
    onInbox((open) => {
      const next = JSON.stringify(open.words.list);
      if (next === shown) return;
      shown = next;
      const words = [...open.words.list].reverse().slice(0, 100);
      list.replaceChildren(
        ...(words.length === 0 ? [h('li', { class: 'soft', text: ti().wordsNone })] : words.map(row)),
      );
    }),
  );
  return h(
    'section',
    { class: 'card settings' },
    h('h2', { class: 'section-title', text: ti().wordsTitle }),
    h('p', { class: 'soft', text: ti().wordsHint }),
    form,
    preview,
    list,
    importing(),
  );
}
