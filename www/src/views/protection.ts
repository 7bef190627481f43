import { adapterConformance } from 'liangyan/inbox';
import { icon } from '../art/icons.js';
import { h } from '../dom.js';
import { ti } from '../i18n/inbox/index.js';
import { fill, t } from '../i18n/index.js';
import { inbox, onInbox } from '../inbox.js';
import { atLeave } from '../leave.js';
import { doing } from '../parts/message-menu.js';
import { guardianCard } from '../parts/protection/guardian-card.js';
import { policyCard } from '../parts/protection/policy-card.js';
import { wordsCard } from '../parts/protection/words-card.js';
import { adapter } from '../platform.js';
import { href } from '../router.js';

function blockedCard(): HTMLElement {
  const list = h('ul', { class: 'dismissed' });
  atLeave(
    onInbox((open) => {
      const { blocked } = open.people;
      list.replaceChildren(
        ...(blocked.length === 0 ? [h('li', { class: 'soft', text: ti().blockedNone })] : []),
        ...blocked.map(({ id, name }) =>
          h(
            'li',
            {},
            h('span', { text: name ?? id }),
            h('button', {
              class: 'chip',
              text: ti().blockedUndo,
              'aria-label': `${ti().blockedUndo}: ${name ?? id}`,
              on: { click: () => void doing(async () => (await inbox()).people.unblock(id)) },
            }),
          ),
        ),
      );
    }),
  );
  return h('section', { class: 'card settings' }, h('h2', { class: 'section-title', text: ti().blockedTitle }), list);
}

/** What a platform's engineer would look at first: does this page's adapter do what the shield relies on? */
function developers(): HTMLElement {
  const result = h('div', { class: 'conformance', role: 'status' });
  const check = () =>
    doing(async () => {
      const { passed, checks } = await adapterConformance(adapter);
      result.dataset['passed'] = String(passed);
      result.replaceChildren(
        h('p', { text: passed ? fill(ti().conformanceGood, { count: checks.length }) : ti().conformanceBad }),
        h(
          'ul',
          { lang: 'en' },
          ...checks.map(({ name, outcome, detail }) =>
            h('li', {
              class: 'soft',
              text: `${outcome === 'passed' ? '✓' : '✗'} ${name}${detail ? `: ${detail}` : ''}`,
            }),
          ),
        ),
      );
    });
  return h(
    'section',
    { class: 'card settings' },
    h('h2', { class: 'section-title', text: ti().developers }),
    h('button', { class: 'chip', text: ti().conformanceRun, on: { click: () => void check() } }),
    result,
  );
}

/** Who may reach the person, and on what terms. */
export function protection(): HTMLElement {
  return h(
    'div',
    { class: 'page protection' },
    h(
      'div',
      { class: 'page-head' },
      h(
        'a',
        { class: 'icon-button', href: href({ page: 'messages', id: null }), 'aria-label': t().back },
        icon('back'),
      ),
      h('h1', { class: 'page-title', text: ti().protectionTitle }),
    ),
    policyCard(),
    wordsCard(),
    blockedCard(),
    guardianCard(),
    developers(),
  );
}
