import type { Channel, Policy, Who } from 'liangyan/inbox';
import { h } from '../../dom.js';
import { ti } from '../../i18n/inbox/index.js';
import { fill, t } from '../../i18n/index.js';
import { type Inbox, inbox, onInbox, sentences } from '../../inbox.js';
import { atLeave } from '../../leave.js';
import { choose, onSettings, whoMay } from '../../platform.js';
import { choice } from '../choice.js';
import { doing } from '../message-menu.js';

const CHANNELS: readonly Channel[] = ['messages', 'comments', 'forwards', 'mentions'];
const WHO: readonly Who[] = ['everyone', 'followers', 'following', 'mutual', 'nobody'];
const DAY_MINUTES = 24 * 60;

function set(change: (policy: Policy) => Policy): void {
  void doing(async () => {
    const open = await inbox();
    await open.setPolicy(change(structuredClone(open.policy)));
  });
}

function line(label: string, control: HTMLElement): HTMLElement {
  return h('label', { class: 'setting-line' }, h('span', { text: label }), control);
}

function select<V extends string | number>(options: [V, string][], now: V, changed: (value: V) => void): HTMLElement {
  return h(
    'select',
    {
      class: 'select',
      on: {
        change: (event: Event) => {
          const { selectedIndex } = event.target as HTMLSelectElement;
          changed((options[selectedIndex] as [V, string])[0]);
        },
      },
    },
    ...options.map(([value, text]) => h('option', { value, text, selected: value === now })),
  );
}

function toggle(now: boolean, changed: (on: boolean) => void): HTMLElement {
  return h('input', {
    type: 'checkbox',
    class: 'toggle',
    role: 'switch',
    checked: now,
    on: { change: (event: Event) => changed((event.target as HTMLInputElement).checked) },
  });
}

/** Minutes after midnight as `22:30`, and back. */
const asTime = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const asMinutes = (time: string) => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) % DAY_MINUTES;
};

function quiet(policy: Policy): HTMLElement[] {
  const { quietHours } = policy;
  const time = (name: 'from' | 'to', label: string) =>
    h('input', {
      class: 'select',
      type: 'time',
      'aria-label': `${ti().quietLabel}: ${label}`,
      value: asTime(quietHours?.[name] ?? 0),
      on: {
        change: (event: Event) => {
          const { value } = event.target as HTMLInputElement;
          if (value && quietHours) set((old) => ({ ...old, quietHours: { ...quietHours, [name]: asMinutes(value) } }));
        },
      },
    });
  return [
    line(
      ti().quietLabel,
      toggle(quietHours !== null, (on) =>
        set((old) => ({ ...old, quietHours: on ? { from: 22 * 60, to: 8 * 60, channels: [...CHANNELS] } : null })),
      ),
    ),
    ...(quietHours
      ? [
          h(
            'div',
            { class: 'setting-times' },
            h('span', { text: ti().quietFrom }),
            time('from', ti().quietFrom),
            h('span', { text: ti().quietTo }),
            time('to', ti().quietTo),
          ),
        ]
      : []),
  ];
}

function parts(open: Inbox): HTMLElement[] {
  const { policy, locked } = open.status();
  if (locked) return [h('p', { class: 'soft', text: ti().presetHint.minors }), h('p', { text: ti().guardianLocked })];
  const presets = [
    ['relaxed', t().presetRelaxed],
    ['standard', t().presetStandard],
    ['strict', t().presetStrict],
  ] as const;
  return [
    choice(
      'policy',
      ti().presetTitle,
      presets.map(([value, text]) => [value, text]),
      policy.preset as 'standard',
      (preset) => void doing(async () => open.setPolicy(preset)),
    ),
    h('p', { class: 'soft', text: ti().presetHint[policy.preset] }),
    h('h2', { class: 'setting-title', text: ti().whoTitle }),
    ...CHANNELS.map((channel) =>
      line(
        sentences().channels[channel],
        select<Who>(
          WHO.map((who) => [who, ti().who[who]]),
          open.shield.status ? whoMay(channel) : policy.who[channel],
          (who) => {
            // The person's own hand on the platform's setting; while a shield is on it wins at the end.
            choose(channel, who);
            set((old) => ({ ...old, who: { ...old.who, [channel]: who } }));
          },
        ),
      ),
    ),
    line(
      ti().quotaLabel,
      select(
        [0, 1, 2, 3, 5, 10, -1].map((count) => [count, count < 0 ? ti().quotaAny : String(count)]),
        policy.quota.channels.length === 0 ? -1 : policy.quota.messages,
        (count) =>
          set((old) => ({
            ...old,
            quota:
              count < 0
                ? { ...old.quota, channels: [] }
                : {
                    ...old.quota,
                    messages: count,
                    channels: old.quota.channels.length ? old.quota.channels : ['messages'],
                  },
          })),
      ),
    ),
    line(
      ti().textOnlyLabel,
      toggle(policy.textOnly.length > 0, (on) =>
        set((old) => ({ ...old, textOnly: on ? ['messages', 'mentions'] : [] })),
      ),
    ),
    line(
      ti().ageLabel,
      select(
        [0, 1, 7, 30, 90].map((days) => [days, days === 0 ? ti().ageAny : fill(ti().ageDays, { count: days })]),
        policy.minAccountDays,
        (minAccountDays) => set((old) => ({ ...old, minAccountDays })),
      ),
    ),
    ...quiet(policy),
    line(
      ti().autoLabel,
      toggle(policy.surge.switchOn !== null, (on) =>
        set((old) => ({ ...old, surge: { ...old.surge, switchOn: on ? '24h' : null } })),
      ),
    ),
  ];
}

/** How careful the inbox is, and who may write. */
export function policyCard(): HTMLElement {
  const card = h('section', { class: 'card settings policy-card' });
  let shown = '';
  const draw = (open: Inbox) => {
    const { policy, locked, shield } = open.status();
    const next = JSON.stringify([policy, locked, shield !== null, CHANNELS.map(whoMay)]);
    if (next === shown) return;
    shown = next;
    const focused = [...card.querySelectorAll('input, select')].indexOf(document.activeElement as HTMLElement);
    card.replaceChildren(...parts(open));
    card.querySelectorAll<HTMLElement>('input, select')[focused]?.focus();
  };
  atLeave(onInbox(draw));
  atLeave(onSettings(() => void inbox().then(draw)));
  return card;
}
