import { avatar } from '../art/avatar.js';
import { icon } from '../art/icons.js';
import type { Message, Thread } from '../content/shape.js';
import { h } from '../dom.js';
import { ti } from '../i18n/inbox/index.js';
import { ago, fill, number, t } from '../i18n/index.js';
import { v } from '../i18n/vault/index.js';
import { inbox, onInbox } from '../inbox.js';
import { atLeave } from '../leave.js';
import { growing } from '../parts/composer.js';
import { keep, keepable, keepMenu } from '../parts/evidence.js';
import { inThread } from '../parts/facts.js';
import { guarded } from '../parts/guarded.js';
import { asIncoming, covered, newcomer } from '../parts/incoming.js';
import { messageMenu } from '../parts/message-menu.js';
import { notices } from '../parts/notices.js';
import { shieldCard } from '../parts/shield-card.js';
import { tryPanel } from '../parts/try-panel.js';
import { href } from '../router.js';
import { addMessage, thread as findThread, minutesSince, onWorld, person, threadsByTime } from '../world.js';

/** Messages of one conversation that are kept together, on each side of the one in front. */
const MOST = 240;

function faces(thread: Thread, size: 'm' | 's' = 'm'): HTMLElement {
  const some = thread.with.slice(0, 2);
  return h('span', { class: `faces ${some.length > 1 ? 'two' : ''} ${size}` }, ...some.map((id) => avatar(id, size)));
}

function titleOf(thread: Thread): string {
  return thread.title ?? person(thread.with[0] ?? '').name;
}

function threadRow(thread: Thread, current: string | null): HTMLElement {
  const last = thread.messages.at(-1);
  const words = last?.folded ?? last?.text ?? '';
  const text = last?.by === 'me' ? fill(t().messageMe, { text: words }) : words;
  return h(
    'li',
    {},
    h(
      'a',
      {
        class: 'thread',
        href: href({ page: 'messages', id: thread.id }),
        'aria-current': thread.id === current ? 'true' : undefined,
      },
      faces(thread),
      h(
        'span',
        { class: 'thread-text' },
        h(
          'span',
          { class: 'thread-top' },
          h('b', { text: titleOf(thread) }),
          newcomer(thread.relation),
          h('span', { class: 'when', text: ago(minutesSince(last?.ago ?? 0)) }),
        ),
        h('span', { class: 'thread-last', text }),
      ),
      thread.unread > 0 &&
        h('span', {
          class: 'badge',
          'aria-label': fill(t().messageUnread, { count: thread.unread }),
          text: String(thread.unread),
        }),
    ),
  );
}

function bubble(message: Message, thread: Thread, before: Message | undefined): HTMLElement {
  const mine = message.by === 'me';
  const first = before?.by !== message.by;
  const group = thread.with.length > 1;
  const pause = before !== undefined && before.ago - message.ago > 30;
  const what = () => ({ ...inThread(message, thread), element: row });
  const row: HTMLElement = h(
    'li',
    { class: `bubble-row ${mine ? 'mine' : 'theirs'} ${first ? 'first' : ''}` },
    (pause || !before) && h('span', { class: 'pause', text: ago(minutesSince(message.ago)) }),
    !mine && (first ? avatar(message.by, 's') : h('span', { class: 'avatar-gap' })),
    h(
      'div',
      {},
      !mine && first && group && h('span', { class: 'who', text: person(message.by).name }),
      message.folded === undefined
        ? h('p', { class: 'bubble', text: message.text })
        : covered('bubble', message.text, message.folded),
    ),
    mine
      ? keepMenu(what)
      : messageMenu(asIncoming(message, { surface: 'dm', threadId: thread.id, relation: thread.relation }), what),
  );
  return keepable(row, () => inThread(message, thread));
}

/** Keeps a whole conversation, its last message from the other side in front. */
async function keepThread(thread: Thread, list: HTMLElement, event: Event): Promise<void> {
  const main = thread.messages.findLast((one) => one.by !== 'me') ?? thread.messages.at(-1);
  if (main) await keep({ ...inThread(main, thread, MOST), element: list }, event);
}

function conversation(thread: Thread): HTMLElement {
  thread.unread = 0;
  const list = h('ol', { class: 'bubbles', tabindex: 0, 'aria-label': titleOf(thread) });
  const draw = () => {
    list.replaceChildren(...thread.messages.map((message, i) => bubble(message, thread, thread.messages[i - 1])));
  };
  draw();
  const field = h('textarea', {
    class: 'field',
    rows: 1,
    placeholder: t().messagePlaceholder,
    'aria-label': t().messageLabel,
    title: t().messageEnter,
  });
  const send = h(
    'button',
    { class: 'send', type: 'submit', 'aria-label': t().messageSend, disabled: true },
    icon('send'),
  );
  const notes = h('div', { class: 'compose-notes' });
  const form = h('form', { class: 'message-form' }, h('div', { class: 'message-line' }, field, send), notes);
  growing(field);
  field.addEventListener('input', () => {
    send.disabled = field.value.trim() === '';
  });
  const down = () => {
    list.scrollTop = list.scrollHeight;
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text === '') return;
    addMessage(thread, text);
    // An answer makes a stranger somebody who may write.
    const [other] = thread.with;
    if (other !== undefined && thread.with.length === 1) void inbox().then((open) => open.answered(other));
    field.value = '';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    down();
  });
  let count = thread.messages.length;
  atLeave(
    onWorld(() => {
      if (thread.messages.length === count) return;
      const atEnd = list.scrollTop + list.clientHeight > list.scrollHeight - 40;
      count = thread.messages.length;
      thread.unread = 0;
      draw();
      if (atEnd) down();
    }),
  );
  queueMicrotask(() => {
    down();
    guarded(field, {
      context: { surface: 'dm', relation: thread.relation },
      target: thread.id,
      form,
      notes,
      enter: 'enter',
    });
  });
  return h(
    'section',
    { class: 'conversation', 'aria-label': titleOf(thread) },
    h(
      'header',
      { class: 'conversation-head' },
      h(
        'a',
        { class: 'icon-button only-narrow', href: href({ page: 'messages', id: null }), 'aria-label': t().back },
        icon('back'),
      ),
      faces(thread, 's'),
      h(
        'div',
        {},
        h('h1', { text: titleOf(thread) }),
        h('span', {
          class: 'soft',
          text:
            thread.with.length > 1
              ? fill(t().messageGroup, { count: thread.with.length + 1 })
              : person(thread.with[0] ?? '').bio,
        }),
      ),
      h(
        'button',
        {
          class: 'icon-button',
          'aria-label': v().keepThread,
          title: v().keepThread,
          on: { click: (event: Event) => void keepThread(thread, list, event) },
        },
        icon('box'),
      ),
    ),
    list,
    form,
  );
}

/** The way to what was kept back. */
function heldRow(): HTMLElement {
  const count = h('span', { class: 'thread-last', text: ti().heldNone });
  const row = h(
    'a',
    { class: 'thread held-row', href: href({ page: 'held', id: null }) },
    h('span', { class: 'faces held-face' }, icon('box')),
    h('span', { class: 'thread-text' }, h('b', { text: ti().heldRow }), count),
  );
  let asked = 0;
  atLeave(
    onInbox(async (open) => {
      asked += 1;
      const mine = asked;
      const held = await open.held.count();
      if (mine === asked)
        count.textContent = held === 0 ? ti().heldNone : fill(ti().heldCount, { count: number(held) });
    }),
  );
  return row;
}

/** The messages: threads on the left, one conversation on the right; on a phone one or the other. */
export function messages(id: string | null): HTMLElement {
  const open = id ? findThread(id) : undefined;
  const pane = open
    ? conversation(open)
    : h('section', { class: 'conversation none' }, h('p', { class: 'empty', text: t().messagePick }));
  const list = h('ul', {});
  const draw = () => list.replaceChildren(...threadsByTime().map((one) => threadRow(one, open?.id ?? null)));
  draw();
  atLeave(onWorld(draw));
  return h(
    'div',
    { class: `page messages ${open ? 'open' : ''}` },
    h(
      'section',
      { class: 'threads' },
      h(
        'div',
        { class: 'threads-head' },
        h('h1', { class: 'page-title', text: t().messagesTitle }),
        h(
          'a',
          { class: 'icon-button', href: href({ page: 'protection' }), 'aria-label': ti().protectionLink },
          icon('sliders'),
        ),
      ),
      notices(),
      shieldCard(),
      heldRow(),
      list,
      tryPanel(),
    ),
    pane,
  );
}
