import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/feed.css';
import './styles/messages.css';
import './styles/inbox.css';
import './styles/pages.css';
import './styles/vault.css';
import { ti } from './i18n/inbox/index.js';
import './styles/editor.css';
import { t } from './i18n/index.js';
import { inbox } from './inbox.js';
import { leave } from './leave.js';
import { watchKeys } from './parts/evidence.js';
import { SHIELD_KEY } from './parts/shield-card.js';
import { say } from './parts/toast.js';
import { type Route, route } from './router.js';
import { isDark, onChange, settings } from './settings.js';
import { feed } from './views/feed.js';
import { held } from './views/held.js';
import { how } from './views/how.js';
import { live } from './views/live.js';
import { messages } from './views/messages.js';
import { postPage } from './views/post.js';
import { protection } from './views/protection.js';
import { settingsPage } from './views/settings.js';
import { shell } from './views/shell.js';
import { vaultPage } from './views/vault/index.js';
import { write } from './views/write.js';

const app = document.querySelector('#app') as HTMLElement;

function pageOf(at: Route): HTMLElement {
  switch (at.page) {
    case 'post':
      return postPage(at.id);
    case 'messages':
      return messages(at.id);
    case 'vault':
      return vaultPage(at.id, at.part === 'draft');
    case 'held':
      return held(at.id);
    case 'protection':
      return protection();
    case 'live':
      return live();
    case 'write':
      return write();
    case 'how':
      return how();
    case 'settings':
      return settingsPage();
    default:
      return feed();
  }
}

function dress(): void {
  const root = document.documentElement;
  root.lang = settings.language;
  root.dataset['theme'] = isDark() ? 'dark' : 'light';
  document.title = t().appName;
}

function show(keepScroll: boolean): void {
  const { scrollY } = window;
  leave();
  dress();
  const at = route();
  app.replaceChildren(shell(at, pageOf(at)));
  window.scrollTo(0, keepScroll ? scrollY : 0);
}

// One key, from anywhere in the app.
void inbox().then((open) =>
  open.shield.bindKey({
    shortcut: SHIELD_KEY,
    raised: () => say(ti().shieldRaised, { label: ti().shieldUndo, act: () => void open.shield.off() }),
  }),
);

window.addEventListener('hashchange', () => {
  show(false);
  document.querySelector<HTMLElement>('#main')?.focus({ preventScroll: true });
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => show(true));
onChange((changed) => {
  if (changed.language || changed.theme || changed.undoSeconds !== undefined || changed.askAt) {
    // Focus stays where it was: the same control in the page drawn anew.
    const active = document.activeElement;
    const where =
      active instanceof HTMLInputElement
        ? `input[name="${active.name}"]:checked`
        : active?.className
          ? `.${active.className.split(' ')[0]}`
          : null;
    show(true);
    if (where && where !== '.') document.querySelector<HTMLElement>(where)?.focus({ preventScroll: true });
  }
});
watchKeys();
show(false);
