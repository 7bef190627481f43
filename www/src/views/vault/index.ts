import { icon } from '../../art/icons.js';
import { h } from '../../dom.js';
import { v } from '../../i18n/vault/index.js';
import { leaveQuickly, vault } from '../../parts/evidence.js';
import { check } from './check.js';
import { detail } from './detail.js';
import { draftPage } from './draft.js';
import { list } from './list.js';
import { key, lockedCard, passphrase, warnings, wipe } from './place.js';

/** Leaving at once, in sight on every page of the vault. */
function exit(): HTMLElement {
  return h(
    'button',
    { class: 'exit', title: v().exitHint, on: { click: leaveQuickly } },
    icon('exit'),
    h('span', { text: v().exit }),
  );
}

/** A page that is filled when the vault has answered. */
function filled(fill: () => Promise<(Node | null)[]>): HTMLElement {
  const place = h('div', { class: 'page vault', 'aria-busy': 'true' });
  const show = async () => {
    try {
      place.replaceChildren(...(await fill()).filter((one) => one !== null));
    } catch (thrown) {
      place.replaceChildren(
        exit(),
        h('p', { class: 'empty', role: 'alert', text: thrown instanceof Error ? thrown.message : String(thrown) }),
      );
    }
    place.removeAttribute('aria-busy');
  };
  void show();
  return place;
}

/** What is kept: all of it, one capture, or the draft of a report about one. */
export function vaultPage(id: string | null, drafting: boolean): HTMLElement {
  return filled(async () => {
    const place = await vault();
    if (place.locked) return [head(), await lockedCard(place), check(place), wipe(place)];
    if (id !== null) {
      const kept = await place.get(`sha256:${id}`);
      return drafting ? draftPage(place, kept, exit()) : detail(place, kept, exit());
    }
    return [
      head(),
      await warnings(place),
      await list(place),
      check(place),
      h('div', { class: 'two' }, passphrase(place), await key(place)),
      wipe(place),
    ];
  });
}

function head(): HTMLElement {
  return h(
    'div',
    { class: 'vault-head' },
    h('div', {}, h('h1', { class: 'page-title', text: v().title }), h('p', { class: 'soft', text: v().lead })),
    exit(),
  );
}
