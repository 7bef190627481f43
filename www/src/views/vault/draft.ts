import type { Draft, DraftKind, DraftRequest, Kept, Vault } from 'liangyan/evidence';
import { icon } from '../../art/icons.js';
import { h } from '../../dom.js';
import { fill } from '../../i18n/index.js';
import { sentences, v } from '../../i18n/vault/index.js';
import { complain, download } from '../../parts/evidence.js';
import { say } from '../../parts/toast.js';
import { href } from '../../router.js';
import { settings } from '../../settings.js';
import { letterFrame } from './frame.js';
import { hex } from './list.js';
import { noticeLog } from './notices.js';
import { wordOf } from './words.js';

/** What the person has filled in; it lasts as long as the page. */
const form: DraftRequest & { person: Required<Pick<DraftRequest['person'], 'name' | 'email'>> } = {
  kind: 'platform',
  lang: 'zh',
  minor: false,
  person: { name: '', email: '' },
  recipient: '',
  why: '',
  goodFaith: false,
};

/** Only what was filled in. */
function requestOf(): DraftRequest {
  const { recipient, why, person, ...rest } = form;
  return {
    ...rest,
    person: { ...(person.name ? { name: person.name } : {}), ...(person.email ? { email: person.email } : {}) },
    ...(recipient ? { recipient } : {}),
    ...(why ? { why } : {}),
  };
}

function letter(made: Draft): HTMLElement {
  const frame = letterFrame(made.html, made.title);
  return h(
    'section',
    { class: 'card vault-part letter' },
    h(
      'div',
      { class: 'lines' },
      h('h3', { text: made.missing.length > 0 ? v().draftMissing : v().draftComplete }),
      h(
        'ul',
        {},
        ...made.missing.map((one) =>
          h(
            'li',
            {},
            h('span', { text: one.words[wordOf[settings.language]] }),
            one.needed && h('b', { text: v().draftNeeded }),
          ),
        ),
      ),
    ),
    frame,
    h(
      'div',
      { class: 'line' },
      h('button', { class: 'primary', text: v().draftPrint, on: { click: () => frame.contentWindow?.print() } }),
      h('button', {
        class: 'chip',
        text: v().draftCopy,
        on: { click: () => void navigator.clipboard.writeText(made.text).then(() => say(v().copied), complain) },
      }),
      h('button', {
        class: 'chip',
        text: v().draftSave,
        on: {
          click: () => download({ name: 'notes.html', type: 'text/html', bytes: new TextEncoder().encode(made.html) }),
        },
      }),
    ),
  );
}

function textField(
  label: string,
  value: string,
  set: (value: string) => void,
  more: { type?: string; autocomplete?: string } = {},
): HTMLElement {
  const input = h('input', { class: 'text', type: 'text', value, ...more, on: { change: () => set(input.value) } });
  return h('label', { class: 'labelled' }, h('span', { text: label }), input);
}

/** The draft of a report about one capture, remade with every answer. */
export async function draftPage(place: Vault, kept: Kept, exit: HTMLElement): Promise<HTMLElement[]> {
  form.lang = wordOf[settings.language];
  const result = h('div', { 'aria-live': 'polite' });
  const kinds = h('div', { class: 'kinds' });
  const make = async () => {
    result.replaceChildren(letter(await place.draft(kept.item.id, requestOf())));
  };
  const remake = () => void make().catch(complain);
  const offer = async () => {
    const all = await place.draftKinds({ minor: form.minor });
    if (!all.some(({ kind }) => kind === form.kind)) form.kind = all[0]?.kind ?? form.kind;
    kinds.replaceChildren(
      ...all.map(({ kind, urgent }) =>
        h(
          'label',
          { class: 'kind' },
          h('input', {
            type: 'radio',
            name: 'kind',
            value: kind,
            checked: kind === form.kind,
            on: {
              change: () => {
                form.kind = kind as DraftKind;
                remake();
              },
            },
          }),
          h('span', { text: sentences().drafts[kind] }),
          urgent && h('span', { class: 'tag speaks', text: v().draftUrgent }),
        ),
      ),
    );
  };
  const minor = h('input', {
    type: 'checkbox',
    checked: form.minor,
    on: {
      change: async () => {
        form.minor = minor.checked;
        const first = (await place.draftKinds({ minor: form.minor }))[0];
        if (first?.urgent) form.kind = first.kind;
        await offer();
        remake();
      },
    },
  });
  const faith = h('input', {
    type: 'checkbox',
    checked: form.goodFaith,
    on: {
      change: () => {
        form.goodFaith = faith.checked;
        remake();
      },
    },
  });
  const why = h('textarea', {
    class: 'text',
    rows: 4,
    text: form.why,
    on: {
      change: () => {
        form.why = why.value;
        remake();
      },
    },
  });
  const setting = (name: 'name' | 'email') => (value: string) => {
    form.person[name] = value;
    remake();
  };
  await offer();
  await make();
  return [
    h(
      'div',
      { class: 'page-head' },
      h(
        'a',
        { class: 'icon-button', href: href({ page: 'vault', id: hex(kept.item.id) }), 'aria-label': v().back },
        icon('back'),
      ),
      h('h1', { class: 'page-title', text: v().draftTitle }),
      exit,
    ),
    h(
      'section',
      { class: 'card vault-part' },
      h('p', { class: 'soft', text: v().draftLead }),
      h('p', { class: 'soft', text: `${fill(v().seal, { id: kept.item.shortId })} · ${kept.item.excerpt}` }),
      h('label', { class: 'tick' }, minor, h('span', { text: v().draftMinor })),
      h('fieldset', { class: 'choice' }, h('legend', { text: v().draftKind }), kinds),
      textField(v().draftRecipient, form.recipient ?? '', (value) => {
        form.recipient = value;
        remake();
      }),
      h(
        'div',
        { class: 'two' },
        textField(v().draftName, form.person.name, setting('name'), { autocomplete: 'name' }),
        textField(v().draftEmail, form.person.email, setting('email'), { type: 'email', autocomplete: 'email' }),
      ),
      h('label', { class: 'labelled' }, h('span', { text: v().draftWhy }), why),
      h('label', { class: 'tick' }, faith, h('span', { text: v().draftGoodFaith })),
    ),
    result,
    await noticeLog(place, kept.item.id, remake),
  ];
}
