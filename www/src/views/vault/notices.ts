import type { Notice, Vault } from 'liangyan/evidence';
import { h } from '../../dom.js';
import { v } from '../../i18n/vault/index.js';
import { complain } from '../../parts/evidence.js';
import { settings } from '../../settings.js';

function line(notice: Notice): HTMLElement {
  const format = new Intl.DateTimeFormat(settings.language, { dateStyle: 'medium', timeStyle: 'short' });
  return h(
    'li',
    {},
    h('b', { text: notice.direction === 'sent' ? v().logSent : v().logReceived }),
    h('span', { text: notice.to }),
    h('span', { class: 'soft', text: format.format(notice.atMs) }),
    h('p', { text: notice.summary }),
  );
}

/** What was sent about a capture and what came back, with its times. It goes into the drafts. */
export async function noticeLog(place: Vault, id: string, onAdded: () => void): Promise<HTMLElement> {
  const list = h('ul', { class: 'log' });
  const show = async () => {
    const all = await place.notices(id);
    list.replaceChildren(...(all.length > 0 ? all.map(line) : [h('li', { class: 'soft', text: v().logNone })]));
  };
  const direction = h(
    'select',
    { class: 'text', 'aria-label': v().logTitle },
    h('option', { value: 'sent', text: v().logSent }),
    h('option', { value: 'received', text: v().logReceived }),
  );
  const to = h('input', {
    class: 'text',
    type: 'text',
    'aria-label': v().logTo,
    placeholder: v().logTo,
    required: true,
  });
  const what = h('input', { class: 'text', type: 'text', 'aria-label': v().logWhat, placeholder: v().logWhat });
  const form = h(
    'form',
    { class: 'log-form' },
    direction,
    to,
    what,
    h('button', { class: 'chip', type: 'submit', text: v().logAdd }),
  );
  const add = async () => {
    const way = direction.value === 'received' ? 'received' : 'sent';
    await place.addNotice(id, { atMs: Date.now(), direction: way, to: to.value.trim(), summary: what.value.trim() });
    form.reset();
    await show();
    onAdded();
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (to.value.trim() !== '') void add().catch(complain);
  });
  await show();
  return h(
    'section',
    { class: 'card vault-part' },
    h('h2', { class: 'section-title', text: v().logTitle }),
    list,
    form,
  );
}
