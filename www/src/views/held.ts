import { type HeldItem, type HeldQuery, type Place, reasonText } from 'liangyan/inbox';
import { avatar } from '../art/avatar.js';
import { icon } from '../art/icons.js';
import { h } from '../dom.js';
import { ti } from '../i18n/inbox/index.js';
import { fill, number, t } from '../i18n/index.js';
import { v } from '../i18n/vault/index.js';
import { inbox, onInbox, sentences } from '../inbox.js';
import { atLeave } from '../leave.js';
import { type MenuItem, menuButton } from '../parts/menu.js';
import { doing } from '../parts/message-menu.js';
import { moment } from '../parts/time.js';
import { href } from '../router.js';
import { removePerson } from '../world.js';

const PAGE = 30;

/** The text, covered until it is asked for: nobody has to read it to decide about it. */
function text(item: HeldItem): HTMLElement {
  const words = h('p', { class: 'held-text', 'aria-hidden': 'true', text: item.message.text });
  const button = h('button', { class: 'chip', text: ti().heldReveal, 'aria-expanded': 'false' });
  const place = h('div', { class: 'held-words' }, words, button);
  button.addEventListener('click', () => {
    const open = place.classList.toggle('open');
    if (open) words.removeAttribute('aria-hidden');
    else words.setAttribute('aria-hidden', 'true');
    button.setAttribute('aria-expanded', String(open));
    button.textContent = open ? ti().heldCover : ti().heldReveal;
  });
  return place;
}

function acts(item: HeldItem, gone: () => void): HTMLElement {
  const { message } = item;
  const { id: by, name = by } = message.sender;
  const act = (work: () => Promise<unknown>, done?: string) =>
    doing(async () => {
      await work();
      gone();
    }, done);
  const restore = () => act(async () => (await inbox()).held.restore(item.id), ti().heldDone);
  const items: MenuItem[] = [
    { label: ti().heldNotAbuseSender, act: () => void notAbuse('sender') },
    { label: v().keep, act: () => void doing(async () => (await inbox()).held.keep(item.id)) },
    { label: v().draft, act: () => void doing(async () => (await inbox()).held.draft(item.id)) },
    {
      label: fill(ti().menuBlock, { name }),
      act: () =>
        void doing(
          async () => {
            await (await inbox()).people.block(by, name);
            removePerson(by);
          },
          fill(ti().menuBlocked, { name }),
        ),
      grave: true,
    },
    {
      label: ti().heldDelete,
      act: () => {
        if (confirm(ti().heldDeleteSure)) void act(async () => (await inbox()).held.remove(item.id));
      },
      grave: true,
    },
  ];
  const notAbuse = (scope: 'phrase' | 'sender') =>
    act(async () => (await inbox()).held.notAbuse(item.id, scope), ti().heldRemembered);
  return h(
    'div',
    { class: 'held-acts' },
    item.state !== 'restored' &&
      h('button', { class: 'chip', text: ti().heldRestore, on: { click: () => void restore() } }),
    item.state === 'held' &&
      h('button', { class: 'chip', text: ti().heldNotAbuse, on: { click: () => void notAbuse('phrase') } }),
    item.kept && h('span', { class: 'tag', text: ti().heldKept }),
    menuButton(ti().menu, () => items),
  );
}

function row(item: HeldItem): HTMLElement {
  const { sender, surface } = item.message;
  const reasons = item.reasons.map((reason) => reasonText(reason, sentences())).join(' ');
  const line = h(
    'li',
    { class: 'card held-item' },
    avatar(sender.id, 's'),
    h(
      'div',
      { class: 'held-main' },
      h(
        'div',
        { class: 'byline' },
        h('span', { class: 'name', text: sender.name ?? sender.id }),
        h('span', { class: 'tag', text: ti().relations[sender.relation] }),
        h('span', { class: 'when', text: `${ti().heldSurface[surface]} · ${moment(item.heldAt)}` }),
      ),
      reasons !== '' && h('p', { class: 'held-why', text: reasons }),
      text(item),
      acts(item, () => line.remove()),
    ),
  );
  return line;
}

/** What was kept back: found by word, a page at a time, given back with a tap. */
export function held(id: string | null): HTMLElement {
  const shield = id?.startsWith('shield-') ? Number(id.slice(7)) : undefined;
  let query: HeldQuery = shield === undefined ? { state: 'held' } : { shield };
  let next: Place | null = null;
  let asked = 0;
  const list = h('ul', { class: 'held-list' });
  const empty = h('p', { class: 'empty', hidden: true });
  const more = h('button', { class: 'chip held-more', text: ti().heldMore, hidden: true });
  const total = h('p', { class: 'soft' });

  const load = async (fresh: boolean) => {
    asked += 1;
    const mine = asked;
    const open = await inbox();
    const page = await open.held.list({ ...query, limit: PAGE, ...(!fresh && next && { after: next }) });
    if (mine !== asked) return;
    if (fresh) list.replaceChildren();
    list.append(...page.items.map(row));
    next = page.next;
    more.hidden = next === null;
    empty.hidden = list.children.length > 0 || next !== null;
    empty.textContent = query.search ? ti().heldNoHit : ti().heldEmpty;
    const { search: _, after: __, limit: ___, sender: ____, ...counted } = query;
    total.textContent = fill(ti().heldCount, { count: number(await open.held.count(counted)) });
    // A search reads a share at a time; while it finds nothing it goes on by itself.
    if (next !== null && page.items.length === 0) await load(false);
  };
  const reload = () => void doing(() => load(true));
  more.addEventListener('click', () => void doing(() => load(false)));

  const search = h('input', {
    class: 'search',
    type: 'search',
    placeholder: ti().heldSearch,
    'aria-label': ti().heldSearch,
  });
  let rest: ReturnType<typeof setTimeout> | undefined;
  search.addEventListener('input', () => {
    clearTimeout(rest);
    rest = setTimeout(() => {
      query = { ...query, search: search.value };
      reload();
    }, 250);
  });

  const tabs: [string, HeldQuery][] = [
    ...(shield === undefined ? [] : [[ti().heldShield, { shield }] as [string, HeldQuery]]),
    [ti().heldAll, { state: 'held' }],
    [ti().heldHidden, { state: 'hidden' }],
    [ti().heldRestored, { state: 'restored' }],
  ];
  const filters = h(
    'div',
    { class: 'held-filters', role: 'group', 'aria-label': ti().heldTitle },
    ...tabs.map(([name, wanted], at) =>
      h('button', {
        class: 'chip',
        text: name,
        'aria-pressed': String(at === 0),
        on: {
          click: (event: Event) => {
            for (const one of filters.children) one.setAttribute('aria-pressed', String(one === event.currentTarget));
            query = { ...wanted, search: search.value };
            reload();
          },
        },
      }),
    ),
  );

  let before = -1;
  atLeave(
    onInbox(async (open) => {
      // Only what is new brings the list up to date: a person reading must not lose the place.
      const count = await open.held.count();
      if (before >= 0 && count > before && scrollY < 80 && document.activeElement === document.body) reload();
      before = count;
    }),
  );
  reload();
  return h(
    'div',
    { class: 'page held' },
    h(
      'div',
      { class: 'page-head' },
      h(
        'a',
        { class: 'icon-button', href: href({ page: 'messages', id: null }), 'aria-label': t().back },
        icon('back'),
      ),
      h('h1', { class: 'page-title', text: ti().heldTitle }),
    ),
    h('p', { class: 'soft', text: ti().heldLead }),
    h('div', { class: 'search-line' }, icon('search'), search),
    filters,
    total,
    list,
    empty,
    more,
  );
}
