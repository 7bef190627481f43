import type { Capture, Kept, Redaction, Vault } from 'liangyan/evidence';
import { icon } from '../../art/icons.js';
import { h } from '../../dom.js';
import { fill, t } from '../../i18n/index.js';
import { sentences, v } from '../../i18n/vault/index.js';
import { atLeave } from '../../leave.js';
import { complain, download } from '../../parts/evidence.js';
import { href } from '../../router.js';
import { captureFrame } from './frame.js';
import { captureIn } from './kept.js';
import { capturedAt, hex, removeButton } from './list.js';

type View = 'page' | 'picture' | 'text';

function part(kept: Kept, kind: string): { mime: string; bytes: Uint8Array } | undefined {
  return kept.contents.parts.find((one) => one.kind === kind);
}

function shown(kept: Kept, view: View): HTMLElement {
  const found = part(kept, view === 'page' ? 'dom' : view);
  if (!found) return h('p', { class: 'empty', text: v().noPart });
  if (view === 'picture') {
    const reader = new FileReader();
    const image = h('img', { class: 'kept-picture', alt: kept.item.excerpt });
    reader.addEventListener('load', () => {
      image.src = String(reader.result);
    });
    reader.readAsDataURL(new Blob([found.bytes as BlobPart], { type: found.mime }));
    return image;
  }
  const text = new TextDecoder().decode(found.bytes);
  if (view === 'page') return captureFrame(text, v().viewPage);
  return h('pre', { class: 'kept-text', tabindex: 0, text });
}

/** The capture itself, three ways. */
function viewer(kept: Kept): HTMLElement {
  const body = h('div', { class: 'kept-view' });
  const views: [View, string][] = [
    ['page', v().viewPage],
    ['picture', v().viewPicture],
    ['text', v().viewText],
  ];
  const show = (view: View) => body.replaceChildren(shown(kept, view));
  const start: View = part(kept, 'dom') ? 'page' : 'text';
  show(start);
  return h(
    'section',
    { class: 'card kept-viewer' },
    h(
      'fieldset',
      { class: 'choice' },
      h(
        'div',
        { class: 'segments' },
        ...views.map(([view, label]) =>
          h(
            'label',
            {},
            h('input', {
              type: 'radio',
              name: 'view',
              value: view,
              checked: view === start,
              on: { change: () => show(view) },
            }),
            h('span', { text: label }),
          ),
        ),
      ),
    ),
    body,
  );
}

function fact(name: string, value: string | undefined): (HTMLElement | false)[] {
  return value ? [h('dt', { text: name }), h('dd', { text: value })] : [];
}

function facts(kept: Kept, capture: Capture): HTMLElement {
  const { message, how, verdict, page } = capture;
  const by = { key: v().howKey, menu: v().howMenu, script: v().howScript }[how.trigger];
  const writer = [message.author.name, message.author.handle ?? message.author.id].filter(Boolean).join(' · ');
  const around = capture.before.length + capture.after.length;
  return h(
    'section',
    { class: 'card vault-part' },
    h('h2', { class: 'section-title', text: v().facts }),
    h(
      'dl',
      { class: 'facts' },
      ...[
        ...fact(v().factWho, writer),
        ...fact(v().factWhere, message.url ?? page.url),
        ...fact(v().factPosted, message.postedAtShown ?? message.postedAt),
        ...fact(v().factCaptured, fill(v().factClock, { time: capturedAt(kept.item) })),
        ...fact(v().factHow, `${by} · ${how.trusted ? v().trusted : v().untrusted}`),
        ...fact(v().factAround, around > 0 ? String(around) : undefined),
        ...fact(v().factFound, verdict && t().levels[verdict.level]),
        ...fact(v().factChain, String(kept.item.seq)),
        ...fact(v().factKey, kept.item.keyId),
      ].filter((one) => one !== false),
    ),
    h('h3', { text: v().notInIt }),
    capture.notCaptured.length === 0
      ? h('p', { class: 'soft', text: v().nothingMissing })
      : h(
          'ul',
          { class: 'gaps' },
          ...capture.notCaptured.map(({ what, where, count }) =>
            h(
              'li',
              {},
              h('span', {
                text: fill(sentences().gaps[what as keyof ReturnType<typeof sentences>['gaps']] ?? what, { count }),
              }),
              where !== '' && h('code', { text: where }),
            ),
          ),
        ),
  );
}

/** What each choice leaves out, as pointers into the record. */
function choices(capture: Capture): [label: string, paths: string[]][] {
  const author = ['id', 'name', 'handle', 'profileUrl', 'bio', 'region'] as const;
  const all: [string, string[]][] = [
    [
      v().redactAuthor,
      author.filter((field) => capture.message.author[field] !== undefined).map((field) => `/message/author/${field}`),
    ],
    [
      v().redactAround,
      [...capture.before.map((_, at) => `/before/${at}`), ...capture.after.map((_, at) => `/after/${at}`)],
    ],
    [v().redactNote, capture.note === undefined ? [] : ['/note']],
    [v().redactPicture, ['/parts/dom', '/parts/picture']],
  ];
  return all.filter(([, paths]) => paths.length > 0);
}

function exporting(place: Vault, kept: Kept, capture: Capture): HTMLElement {
  const wanted = new Map<string, string[]>();
  const button = h('button', { class: 'chip', disabled: true, text: v().redactDo });
  const boxes = choices(capture).map(([label, paths]) => {
    const box = h('input', {
      type: 'checkbox',
      on: {
        change: () => {
          if (box.checked) wanted.set(label, paths);
          else wanted.delete(label);
          button.disabled = wanted.size === 0;
        },
      },
    });
    return h('label', { class: 'tick' }, box, h('span', { text: label }));
  });
  button.addEventListener('click', () => {
    const redact: Redaction[] = [...wanted.values()]
      .flat()
      .filter((path) => path !== '/parts/picture' || part(kept, 'picture'))
      .map((path) => ({ capture: 0, path, by: 'holder', reason: v().redactReason }));
    void place.export(kept.item.id, { redact }).then(download, complain);
  });
  return h(
    'section',
    { class: 'card vault-part' },
    h('h2', { class: 'section-title', text: v().exportTitle }),
    h(
      'div',
      { class: 'line' },
      h(
        'button',
        { class: 'primary', on: { click: () => void place.export(kept.item.id).then(download, complain) } },
        h('span', { text: v().export }),
      ),
      h('span', { class: 'soft', text: v().exportWhole }),
    ),
    h(
      'fieldset',
      { class: 'ticks' },
      h('legend', { text: v().exportRedacted }),
      ...boxes,
      h('p', { class: 'soft', text: v().redactHint }),
      button,
    ),
  );
}

/** One capture. */
export function detail(place: Vault, kept: Kept, exit: HTMLElement): HTMLElement[] {
  const capture = captureIn(kept.contents);
  atLeave(
    place.onChange(() => {
      if (place.locked) window.dispatchEvent(new HashChangeEvent('hashchange'));
    }),
  );
  return [
    h(
      'div',
      { class: 'page-head' },
      h('a', { class: 'icon-button', href: href({ page: 'vault', id: null }), 'aria-label': v().back }, icon('back')),
      h('h1', { class: 'page-title', text: fill(v().seal, { id: kept.item.shortId }) }),
      exit,
    ),
    viewer(kept),
    facts(kept, capture),
    exporting(place, kept, capture),
    h(
      'section',
      { class: 'card vault-part line' },
      h(
        'a',
        { class: 'chip linked', href: href({ page: 'vault', id: hex(kept.item.id), part: 'draft' }) },
        icon('letter'),
        h('span', { text: v().draft }),
      ),
      removeButton(place, kept.item),
    ),
  ];
}
