import { becauseText, type Notice } from 'liangyan/inbox';
import { icon } from '../art/icons.js';
import { h } from '../dom.js';
import { ti } from '../i18n/inbox/index.js';
import { fill, number } from '../i18n/index.js';
import { type Inbox, onInbox, sentences } from '../inbox.js';
import { atLeave } from '../leave.js';
import { href } from '../router.js';
import { doing } from './message-menu.js';
import { raiseShield } from './shield-card.js';
import { surgeChart } from './surge-chart.js';
import { day } from './time.js';

const HOURS = 12;

function chip(text: string, run: () => Promise<unknown>): HTMLElement {
  return h('button', { class: 'chip', text, on: { click: () => void doing(run) } });
}

/** Many people at once: what is seen, a chart, and what can be done. */
function surge(open: Inbox, notice: Extract<Notice, { kind: 'surge' }>): HTMLElement {
  const signs = becauseText(notice.explanation, sentences());
  return h(
    'section',
    { class: `card notice surge ${notice.level}`, 'aria-label': notice.text },
    h('h2', { class: 'section-title', text: notice.text }),
    h('p', { class: 'soft', text: signs.join(' · ') }),
    surgeChart(open.chart(HOURS)),
    notice.suggest && !open.shield.status && h('p', { class: 'soft', text: sentences().surgeSuggest }),
    h(
      'div',
      { class: 'notice-acts' },
      notice.suggest &&
        !open.shield.status &&
        h('button', {
          class: 'primary',
          text: ti().surgeRaise,
          on: { click: () => void raiseShield().then(() => open.dismiss(notice.id)) },
        }),
      chip(ti().surgePut, () => open.dismiss(notice.id)),
    ),
  );
}

function plain(open: Inbox, notice: Notice): HTMLElement {
  const acts: HTMLElement[] = [];
  if (notice.kind === 'shieldNotice') {
    acts.push(
      chip(ti().shieldExtend, async () => {
        await open.shield.extend();
        await open.dismiss(notice.id);
      }),
    );
  }
  if (notice.kind === 'shieldAsk') {
    acts.push(
      chip(ti().shieldKeep, () => open.shield.answer(false)),
      chip(ti().shieldOver, () => open.shield.answer(true)),
    );
  }
  if (notice.kind === 'shieldEnded' && notice.held > 0) {
    acts.push(
      h('a', { class: 'chip', href: href({ page: 'held', id: `shield-${notice.shield}` }), text: ti().shieldSee }),
    );
  }
  if (notice.kind !== 'shieldAsk') acts.push(chip(ti().noticeClose, () => open.dismiss(notice.id)));
  return h(
    'section',
    { class: 'card notice', 'aria-label': notice.text },
    h('p', { class: 'notice-line' }, icon('shield'), h('span', { text: notice.text })),
    h('div', { class: 'notice-acts' }, ...acts),
  );
}

/** Items that are about to age out. */
function old({ count, at }: { count: number; at: number }): HTMLElement {
  const text = fill(sentences().ageing, { count: number(count), date: day(at) });
  return h(
    'section',
    { class: 'card notice', 'aria-label': text },
    h('p', { class: 'notice-line' }, icon('box'), h('span', { text })),
    h(
      'div',
      { class: 'notice-acts' },
      h('a', { class: 'chip', href: href({ page: 'held', id: null }), text: ti().shieldSee }),
    ),
  );
}

/** Everything the person should be told, until it is put away. */
export function notices(): HTMLElement {
  const place = h('div', { class: 'notices', role: 'status' });
  let shown = '';
  atLeave(
    onInbox((open) => {
      const { notices: all, fault, unsaved, shield, ageing } = open.status();
      const next = JSON.stringify([all, fault?.code, unsaved, shield !== null, ageing]);
      if (next === shown) return;
      shown = next;
      const text = fault && sentences().faults[fault.code as keyof ReturnType<typeof sentences>['faults']];
      place.replaceChildren(
        ...(text ? [h('section', { class: 'card notice fault' }, h('p', { text }))] : []),
        ...(ageing ? [old(ageing)] : []),
        ...all.map((notice) => (notice.kind === 'surge' ? surge(open, notice) : plain(open, notice))),
      );
    }),
  );
  return place;
}
