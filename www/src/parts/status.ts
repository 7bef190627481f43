import { icon } from '../art/icons.js';
import { h } from '../dom.js';
import { onStatus } from '../engine.js';
import { fill, t } from '../i18n/index.js';
import { atLeave } from '../leave.js';

/** The card that says how the engine is doing. */
export function statusCard(): HTMLElement {
  const title = h('b');
  const detail = h('p', { class: 'detail' });
  const card = h(
    'section',
    { class: 'card status' },
    h('div', { class: 'status-head' }, icon('shield'), title),
    detail,
    h('p', { class: 'soft', text: t().statusPrivate }),
  );
  atLeave(
    onStatus((status) => {
      card.dataset['state'] = status.state;
      title.textContent =
        status.state === 'ready' ? t().statusReady : status.state === 'loading' ? t().statusLoading : t().statusFailed;
      detail.hidden = status.state !== 'ready';
      if (status.state === 'ready') {
        detail.textContent = fill(t().statusDetail, {
          kind: status.kind === 'wasm' ? 'WebAssembly' : 'JavaScript',
          packs: status.packs,
          ms: status.milliseconds,
        });
      }
    }),
  );
  return card;
}
