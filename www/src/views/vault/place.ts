import type { Vault } from 'liangyan/evidence';
import { icon } from '../../art/icons.js';
import { h } from '../../dom.js';
import { fill } from '../../i18n/index.js';
import { sentences, v } from '../../i18n/vault/index.js';
import { complain, forgetVault } from '../../parts/evidence.js';
import { say } from '../../parts/toast.js';

/** Draws the page anew: what it shows depends on the lock. */
const again = (): void => {
  window.dispatchEvent(new HashChangeEvent('hashchange'));
};

/** What the browser does not promise about this place. Null when there is nothing to say. */
export async function warnings(place: Vault): Promise<HTMLElement | null> {
  const state = await place.storage();
  if (state.warnings.length === 0) return null;
  return h(
    'ul',
    { class: 'card vault-warnings' },
    ...state.warnings.map((one) => h('li', { text: sentences().warnings[one] })),
  );
}

function passphraseField(label: string, autocomplete: string): HTMLInputElement {
  return h('input', { class: 'text', type: 'password', autocomplete, 'aria-label': label, placeholder: label });
}

/** Runs something with a passphrase, and says so when it was the wrong one. */
function trying(problem: HTMLElement, work: () => Promise<void>): void {
  problem.textContent = '';
  work().catch((thrown: { code?: string }) => {
    if (thrown.code === 'wrong_passphrase') problem.textContent = v().lockWrong;
    else complain(thrown);
  });
}

/** The least a new passphrase has, characters. */
const SHORTEST = 8;

/** Setting, changing and taking away the passphrase. */
export function passphrase(place: Vault): HTMLElement {
  const now = passphraseField(v().lockNow, 'current-password');
  const next = passphraseField(v().lockNew, 'new-password');
  const problem = h('p', { class: 'problem', role: 'alert' });
  const form = h(
    'form',
    { class: 'vault-form' },
    place.hasPassphrase && now,
    next,
    problem,
    h(
      'div',
      { class: 'line' },
      h('button', { class: 'primary', type: 'submit', text: v().lockSave }),
      place.hasPassphrase &&
        h('button', {
          class: 'chip',
          text: v().lockLock,
          on: {
            click: () => {
              place.lock();
              again();
            },
          },
        }),
      place.hasPassphrase &&
        h('button', {
          class: 'chip',
          text: v().lockRemove,
          on: {
            click: () =>
              trying(problem, async () => {
                await place.removePassphrase(now.value);
                say(v().lockRemoved);
                again();
              }),
          },
        }),
    ),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if ([...next.value].length < SHORTEST) {
      problem.textContent = v().lockShort;
      return;
    }
    trying(problem, async () => {
      await place.setPassphrase(next.value, place.hasPassphrase ? now.value : undefined);
      say(v().lockSaved);
      again();
    });
  });
  return h(
    'section',
    { class: 'card vault-part' },
    h('h2', { class: 'section-title' }, icon('lock'), h('span', { text: v().lockTitle })),
    h('p', { class: 'soft', text: place.hasPassphrase ? v().lockSet : v().lockNone }),
    form,
    h('p', { class: 'soft', text: v().lockForget }),
  );
}

/** What a locked vault shows. */
export async function lockedCard(place: Vault): Promise<HTMLElement> {
  const field = passphraseField(v().lockNow, 'current-password');
  const problem = h('p', { class: 'problem', role: 'alert' });
  const form = h(
    'form',
    { class: 'vault-form' },
    field,
    problem,
    h('button', { class: 'primary', type: 'submit', text: v().lockOpen }),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    trying(problem, async () => {
      await place.unlock(field.value);
      again();
    });
  });
  return h(
    'section',
    { class: 'card vault-part locked' },
    h('h2', { class: 'section-title' }, icon('lock'), h('span', { text: v().lockedTitle })),
    h('p', { class: 'soft', text: fill(v().lockedBody, { count: await place.count() }) }),
    form,
  );
}

/** The key's number, to be noted somewhere else. */
export async function key(place: Vault): Promise<HTMLElement> {
  const id = await place.keyId();
  return h(
    'section',
    { class: 'card vault-part' },
    h('h2', { class: 'section-title' }, icon('key'), h('span', { text: v().keyTitle })),
    h('p', { class: 'soft', text: v().keyHint }),
    id ? h('code', { class: 'long', text: id }) : h('p', { text: v().keyNone }),
    id &&
      h('button', {
        class: 'chip',
        text: v().copy,
        on: {
          click: () =>
            void navigator.clipboard.writeText(id).then(
              () => say(v().copied),
              () => say(id),
            ),
        },
      }),
  );
}

/** Everything away, at one press and one answer. */
export function wipe(place: Vault): HTMLElement {
  const ask = h('div', { class: 'ask', hidden: true });
  const start = h('button', {
    class: 'chip danger',
    text: v().wipeDo,
    on: {
      click: () => {
        ask.hidden = false;
        start.hidden = true;
        ask.querySelector('button')?.focus();
      },
    },
  });
  const really = async () => {
    await place.wipe();
    forgetVault();
    say(v().wiped);
    again();
  };
  ask.append(
    h('p', { text: v().wipeAsk }),
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
    h('button', { class: 'chip danger', text: v().wipeDo, on: { click: () => void really().catch(complain) } }),
  );
  return h(
    'section',
    { class: 'card vault-part wipe' },
    h('h2', { class: 'section-title' }, icon('bin'), h('span', { text: v().wipeTitle })),
    h('p', { class: 'soft', text: v().wipeBody }),
    start,
    ask,
  );
}
