import type { Item, Vault } from 'liangyan/evidence';
import { icon } from '../../art/icons.js';
import { h } from '../../dom.js';
import { fill, t } from '../../i18n/index.js';
import { sentences, v } from '../../i18n/vault/index.js';
import { atLeave } from '../../leave.js';
import { CAPTURE_KEY, complain, download } from '../../parts/evidence.js';
import { say } from '../../parts/toast.js';
import { href } from '../../router.js';
import { settings } from '../../settings.js';

/** When something was kept, in the chosen language. */
export function capturedAt(item: Pick<Item, 'capturedAt'>): string {
  const format = new Intl.DateTimeFormat(settings.language, { dateStyle: 'medium', timeStyle: 'short' });
  return format.format(new Date(item.capturedAt));
}

/** The part of an id that goes into an address. */
export const hex = (id: string): string => id.replace('sha256:', '');

/** What a seal shows and what it does not. */
function proves(): HTMLElement {
  return h(
    'section',
    { class: 'card proves' },
    h('h2', { class: 'section-title', text: v().howTitle }),
    h('p', {}, icon('check', 'good'), h('span', { text: sentences().proves })),
    h('p', {}, icon('cross', 'bad'), h('span', { text: sentences().provesNot })),
  );
}

function empty(): HTMLElement {
  return h(
    'section',
    { class: 'card nothing-kept' },
    icon('box'),
    h('h2', { class: 'section-title', text: v().emptyTitle }),
    h('p', { class: 'soft', text: fill(v().emptyBody, { key: CAPTURE_KEY }) }),
  );
}

function row(item: Item, chosen: Set<string>, onChoose: () => void): HTMLElement {
  const box = h('input', {
    type: 'checkbox',
    'aria-label': fill(v().choose, { id: item.shortId }),
    checked: chosen.has(item.id),
    on: {
      change: () => {
        if (box.checked) chosen.add(item.id);
        else chosen.delete(item.id);
        onChoose();
      },
    },
  });
  return h(
    'li',
    { class: 'kept' },
    h('label', { class: 'kept-choose' }, box),
    h(
      'a',
      { class: 'kept-open', href: href({ page: 'vault', id: hex(item.id) }) },
      h(
        'span',
        { class: 'kept-top' },
        h('b', { text: item.author }),
        h('span', { class: 'when', text: capturedAt(item) }),
      ),
      h('span', { class: 'kept-words', text: item.excerpt }),
      h(
        'span',
        { class: 'kept-foot' },
        h('code', { text: item.shortId }),
        (item.level === 'warn' || item.level === 'severe') &&
          h('span', { class: 'tag speaks', text: t().levels[item.level] }),
        item.keyId === 'unsigned' && h('span', { class: 'tag speaks', text: sentences().verdicts.unsigned.title }),
      ),
    ),
  );
}

/** Everything kept, with what can be done to several at once. It keeps up with what is captured meanwhile. */
export async function list(place: Vault): Promise<HTMLElement> {
  const chosen = new Set<string>();
  const whole = h('div', { class: 'page-part' });
  const show = async () => {
    const items = await place.list();
    for (const id of chosen) if (!items.some((item) => item.id === id)) chosen.delete(id);
    if (items.length === 0) {
      whole.replaceChildren(empty(), proves());
      return;
    }
    const together = h('button', {
      class: 'primary',
      on: {
        click: () => void place.export([...chosen]).then(download, complain),
      },
    });
    const follow = () => {
      together.hidden = chosen.size === 0;
      together.textContent = chosen.size > 1 ? fill(v().exportSome, { count: chosen.size }) : v().export;
    };
    follow();
    whole.replaceChildren(
      h(
        'section',
        { class: 'card kept-list', 'aria-label': v().title },
        h('p', { class: 'soft', text: fill(v().count, { count: items.length }) }),
        h('ul', {}, ...items.map((item) => row(item, chosen, follow))),
        h(
          'div',
          { class: 'kept-actions' },
          together,
          h('button', {
            class: 'chip',
            text: v().exportChain,
            title: v().exportChainHint,
            on: { click: () => void place.exportChain().then(download, complain) },
          }),
          h('span', { class: 'soft', text: v().exportChainHint }),
        ),
      ),
      proves(),
    );
  };
  await show();
  atLeave(
    place.onChange(() => {
      if (whole.isConnected && !place.locked) void show().catch(complain);
    }),
  );
  return whole;
}

/** Asks once, then takes a capture back. */
export function removeButton(place: Vault, item: Item): HTMLElement {
  const ask = h('div', { class: 'ask', role: 'group', hidden: true });
  const start = h('button', {
    class: 'chip danger',
    text: v().remove,
    on: {
      click: () => {
        ask.hidden = false;
        start.hidden = true;
        ask.querySelector('button')?.focus();
      },
    },
  });
  const remove = async () => {
    await place.withdraw(item.id);
    say(v().removed);
    location.hash = href({ page: 'vault', id: null });
  };
  ask.append(
    h('p', { text: v().removeAsk }),
    h('button', {
      class: 'chip',
      text: v().no,
      on: {
        click: () => {
          ask.hidden = true;
          start.hidden = false;
          start.focus();
        },
      },
    }),
    h('button', { class: 'chip danger', text: v().yes, on: { click: () => void remove().catch(complain) } }),
  );
  return h('div', { class: 'remove' }, start, ask);
}
