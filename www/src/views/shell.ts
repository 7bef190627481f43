import { avatar } from '../art/avatar.js';
import { type IconName, icon } from '../art/icons.js';
import { h, s } from '../dom.js';
import { fill, languageNames, languages, t } from '../i18n/index.js';
import { v } from '../i18n/vault/index.js';
import { atLeave } from '../leave.js';
import { shieldSign } from '../parts/shield-card.js';
import { statusCard } from '../parts/status.js';
import { href, type Route } from '../router.js';
import { change, isDark, settings } from '../settings.js';
import { onWorld, world } from '../world.js';

const pages: { page: 'home' | 'messages' | 'vault' | 'how' | 'settings'; icon: IconName; name: () => string }[] = [
  { page: 'home', icon: 'home', name: () => t().navHome },
  { page: 'messages', icon: 'mail', name: () => t().navMessages },
  { page: 'vault', icon: 'box', name: () => v().nav },
  { page: 'how', icon: 'leaf', name: () => t().navHow },
  { page: 'settings', icon: 'gear', name: () => t().navSettings },
];

/** A speech bubble with a heart. */
function logo(): SVGElement {
  return s(
    'svg',
    { class: 'logo', viewBox: '0 0 64 64', 'aria-hidden': 'true' },
    s('rect', { width: 64, height: 64, rx: 18, class: 'logo-ground' }),
    s('path', { class: 'logo-bubble', d: 'M17 24c0-5 4-9 9-9h12c5 0 9 4 9 9v8c0 5-4 9-9 9h-5l-9 8v-8c-4-1-7-4-7-9z' }),
    s('path', { class: 'logo-heart', d: 'M32 35c-6-4-8-6-8-9 0-2 2-4 4-4s3 1 4 3c1-2 2-3 4-3s4 2 4 4c0 3-2 5-8 9z' }),
  );
}

/** Pages that belong to one of the four. */
const BESIDE: Partial<Record<Route['page'], string>> = {
  post: 'home',
  write: 'home',
  held: 'messages',
  protection: 'messages',
  live: 'messages',
};

function nav(route: Route): HTMLElement {
  const here = BESIDE[route.page] ?? route.page;
  const badge = h('span', { class: 'badge' });
  const count = () => {
    const unread = world().threads.reduce((sum, thread) => sum + thread.unread, 0);
    badge.hidden = unread === 0;
    badge.textContent = String(unread);
    badge.setAttribute('aria-label', fill(t().messageUnread, { count: unread }));
  };
  count();
  atLeave(onWorld(count));
  return h(
    'nav',
    { class: 'nav', 'aria-label': t().navLabel },
    ...pages.map(({ page, icon: name, name: label }) =>
      h(
        'a',
        {
          class: 'nav-link',
          href: href(page === 'messages' || page === 'vault' ? { page, id: null } : { page }),
          'aria-current': page === here ? 'page' : undefined,
        },
        icon(name),
        h('span', { text: label() }),
        page === 'messages' && badge,
      ),
    ),
  );
}

function themeButton(): HTMLElement {
  const dark = isDark();
  return h(
    'button',
    {
      class: 'icon-button',
      'aria-label': dark ? t().themeToLight : t().themeToDark,
      on: { click: () => change({ theme: dark ? 'light' : 'dark' }) },
    },
    icon(dark ? 'sun' : 'moon'),
  );
}

function languageSelect(): HTMLElement {
  return h(
    'select',
    {
      class: 'language',
      'aria-label': t().settingsLanguage,
      on: {
        change: (event: Event) =>
          change({ language: (event.target as HTMLSelectElement).value as (typeof languages)[number] }),
      },
    },
    ...languages.map((one) =>
      h('option', { value: one, text: languageNames[one], lang: one, selected: one === settings.language }),
    ),
  );
}

/** The frame around every page: name and navigation, the page, and on wide screens a card on the right. */
export function shell(route: Route, page: HTMLElement): HTMLElement {
  return h(
    'div',
    { class: `shell at-${route.page} ${route.page === 'messages' && route.id ? 'in-thread' : ''}` },
    h('a', {
      class: 'skip',
      href: '#main',
      text: t().skip,
      on: {
        click: (event: Event) => {
          event.preventDefault();
          document.querySelector<HTMLElement>('#main')?.focus();
        },
      },
    }),
    h(
      'header',
      { class: 'side' },
      h(
        'a',
        { class: 'brand', href: '#/', 'aria-label': t().appName },
        logo(),
        h('span', { class: 'brand-name', text: t().appName }),
      ),
      nav(route),
      h('div', { class: 'side-foot' }, shieldSign(), languageSelect(), themeButton()),
    ),
    h('main', { id: 'main', tabindex: -1 }, page),
    route.page !== 'messages' &&
      h(
        'aside',
        { class: 'rail' },
        statusCard(),
        h(
          'section',
          { class: 'card people' },
          ...world()
            .people.filter((one) => one.id !== 'me')
            .slice(0, 4)
            .map((one) =>
              h(
                'div',
                { class: 'person' },
                avatar(one.id, 's'),
                h('div', {}, h('b', { text: one.name }), h('span', { class: 'soft', text: one.bio })),
              ),
            ),
        ),
        h('p', { class: 'motto', text: t().tagline }),
      ),
  );
}
