import type { ShieldAudience, ShieldDuration } from 'liangyan/inbox';
import { icon } from '../art/icons.js';
import { clock } from '../clock.js';
import { h } from '../dom.js';
import { ti } from '../i18n/inbox/index.js';
import { fill } from '../i18n/index.js';
import { type Inbox, inbox, onInbox, sentences } from '../inbox.js';
import { atLeave } from '../leave.js';
import { href } from '../router.js';
import { doing } from './message-menu.js';
import { lasting, moment } from './time.js';

const DURATIONS: readonly ShieldDuration[] = ['1h', '24h', '3d', '7d', '30d'];
const AUDIENCES: readonly ShieldAudience[] = ['following', 'mutual', 'nobody'];
const CHANNELS = ['messages', 'comments', 'forwards', 'mentions'] as const;

/** The key that raises the shield, as a person reads it. */
export const SHIELD_KEY = 'Alt+Shift+S';

let duration: ShieldDuration = '7d';
let audience: ShieldAudience = 'following';

/** Raises the shield as chosen on the card. */
export function raiseShield(): Promise<void> {
  const [messages, comments, forwards, mentions] = CHANNELS.map(() => audience) as [
    ShieldAudience,
    ShieldAudience,
    ShieldAudience,
    ShieldAudience,
  ];
  return doing(
    async () => (await inbox()).shield.on({ duration, audience: { messages, comments, forwards, mentions } }),
    ti().shieldRaised,
    () => void doing(async () => (await inbox()).shield.off()),
  );
}

function select<V extends string>(label: string, options: [V, string][], now: V, set: (value: V) => void): HTMLElement {
  return h(
    'label',
    { class: 'shield-choice' },
    h('span', { text: label }),
    h(
      'select',
      { on: { change: (event: Event) => set((event.target as HTMLSelectElement).value as V) } },
      ...options.map(([value, text]) => h('option', { value, text, selected: value === now })),
    ),
  );
}

function off(): HTMLElement[] {
  const { durations, audiences } = sentences();
  return [
    h('p', { class: 'soft', text: ti().shieldOff }),
    h(
      'div',
      { class: 'shield-choices' },
      select<ShieldDuration>(
        ti().shieldFor,
        DURATIONS.map((one) => [one, durations[one]]),
        duration,
        (value) => {
          duration = value;
        },
      ),
      select<ShieldAudience>(
        ti().shieldAudience,
        AUDIENCES.map((one) => [one, audiences[one]]),
        audience,
        (value) => {
          audience = value;
        },
      ),
    ),
    h('button', { class: 'primary shield-raise', text: ti().shieldRaise, on: { click: () => void raiseShield() } }),
    h('p', { class: 'soft shield-key', text: fill(ti().shieldKey, { key: SHIELD_KEY.replace(/\+/g, ' + ') }) }),
  ];
}

function on(open: Inbox, shield: NonNullable<Inbox['shield']['status']>): HTMLElement[] {
  const left = h('b', { class: 'shield-left' });
  const show = () => {
    const now = open.shield.status;
    if (now) left.textContent = fill(ti().shieldLeft, { time: lasting(now.remainingMs) });
  };
  show();
  // It ends with the card: what is not in the page any more counts no seconds.
  const timer = setInterval(() => {
    if (left.isConnected) show();
    else clearInterval(timer);
  }, 1000);
  const hand = CHANNELS.filter((channel) => shield.channels[channel].changedByHand);
  const names = hand.map((channel) => sentences().channels[channel]).join(' · ');
  return [
    left,
    h('p', { class: 'soft', text: fill(ti().shieldUntil, { time: moment(clock.now() + shield.remainingMs) }) }),
    names !== '' ? h('p', { class: 'soft', text: fill(ti().shieldByHand, { channels: names }) }) : h('span'),
    h(
      'p',
      { class: 'shield-held' },
      h('span', { text: fill(ti().shieldHeld, { count: shield.held }) }),
      shield.held > 0 &&
        h('a', { class: 'chip', href: href({ page: 'held', id: `shield-${shield.id}` }), text: ti().shieldSee }),
    ),
    h(
      'div',
      { class: 'shield-acts' },
      h('button', {
        class: 'chip',
        text: ti().shieldExtend,
        on: { click: () => void doing(async () => open.shield.extend()) },
      }),
      h('button', {
        class: 'chip',
        text: ti().shieldEnd,
        on: { click: () => void doing(async () => open.shield.off()) },
      }),
    ),
  ];
}

/** The shield: a switch, a countdown. */
export function shieldCard(): HTMLElement {
  const title = h('h2', { class: 'section-title' });
  const body = h('div', { class: 'shield-body' });
  const card = h(
    'section',
    { class: 'card shield-card' },
    h('div', { class: 'shield-head' }, icon('shield'), title),
    body,
  );
  title.textContent = ti().shieldTitle;
  body.append(...off());
  let shown = 'off';
  atLeave(
    onInbox((open) => {
      const { status } = open.shield;
      // Drawn anew only when something changed, so that an open list of choices stays open.
      const next = status ? JSON.stringify([status.id, status.endsAt, status.held, status.channels]) : 'off';
      if (next === shown) return;
      shown = next;
      const focused = card.contains(document.activeElement);
      card.dataset['on'] = String(status !== null);
      title.textContent = status ? ti().shieldIsOn : ti().shieldTitle;
      body.replaceChildren(...(status ? on(open, status) : off()));
      if (focused) body.querySelector<HTMLElement>('button')?.focus();
    }),
  );
  return card;
}

/** A sign in the frame of every page that the shield is on. */
export function shieldSign(): HTMLElement {
  const sign = h('a', { class: 'shield-sign', href: href({ page: 'messages', id: null }), hidden: true });
  atLeave(
    onInbox((open) => {
      sign.hidden = open.shield.status === null;
      sign.replaceChildren(icon('shield'), h('span', { text: ti().shieldIsOn }));
    }),
  );
  return sign;
}
