import { type FileReport, type Problem, type Report, type Vault, verify } from 'liangyan/evidence';
import { icon } from '../../art/icons.js';
import { h } from '../../dom.js';
import { sentences, v } from '../../i18n/vault/index.js';
import { complain } from '../../parts/evidence.js';
import { settings } from '../../settings.js';
import { capturedAt } from './list.js';
import { wordOf } from './words.js';

const words = (problem: Problem): string => problem.words[wordOf[settings.language]];

function lines(title: string, problems: readonly Problem[]): HTMLElement | false {
  return (
    problems.length > 0 &&
    h(
      'div',
      { class: 'lines' },
      h('h4', { text: title }),
      h(
        'ul',
        {},
        ...problems.map((problem) =>
          h('li', {}, h('span', { text: words(problem) }), problem.where !== '' && h('code', { text: problem.where })),
        ),
      ),
    )
  );
}

function fileResult(file: FileReport, pinned: boolean): HTMLElement {
  const good = file.verdict === 'intact';
  const sentence = sentences().verdicts[good && !pinned ? 'intactNotPinned' : file.verdict];
  return h(
    'li',
    { class: 'result', 'data-verdict': file.verdict },
    h('div', { class: 'result-head' }, icon(good ? 'check' : 'cross'), h('b', { text: sentence.title })),
    h('p', { text: sentence.body }),
    h(
      'p',
      { class: 'soft' },
      h('span', { class: 'file-name', text: file.name }),
      file.capturedAt && h('span', { text: ` · ${capturedAt({ capturedAt: file.capturedAt })}` }),
    ),
    file.keyId && h('code', { class: 'long', text: file.keyId }),
    lines(v().checkProblems, file.problems),
    lines(v().checkNotes, file.notes),
  );
}

function results(report: Report): HTMLElement {
  return h('ul', { class: 'results' }, ...report.files.map((file) => fileResult(file, report.pinned)));
}

/** Checks files that are dropped or chosen. They are read here and go nowhere. */
export function check(place: Vault): HTMLElement {
  const found = h('div', { role: 'status' });
  const keyField = h('input', {
    class: 'text mono',
    type: 'text',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-label': v().checkKey,
    placeholder: v().checkKey,
  });
  let last: File[] = [];
  const run = async (files: File[]) => {
    if (files.length === 0) return;
    last = files;
    const keyId = keyField.value.trim().toLowerCase();
    found.replaceChildren(results(await verify(files, keyId === '' ? {} : { keyId })));
  };
  const input = h('input', {
    type: 'file',
    multiple: true,
    accept: '.wacz,.json,application/wacz,application/json',
    on: { change: () => void run([...(input.files ?? [])]).catch(complain) },
  });
  const zone = h('label', { class: 'drop' }, icon('save'), h('span', { text: v().checkDrop }), input);
  const over = (on: boolean) => (event: DragEvent) => {
    event.preventDefault();
    zone.classList.toggle('over', on);
  };
  zone.addEventListener('dragover', over(true));
  zone.addEventListener('dragleave', over(false));
  zone.addEventListener('drop', (event) => {
    over(false)(event);
    void run([...(event.dataTransfer?.files ?? [])]).catch(complain);
  });
  keyField.addEventListener('change', () => void run(last).catch(complain));
  return h(
    'section',
    { class: 'card vault-part' },
    h('h2', { class: 'section-title', text: v().checkTitle }),
    zone,
    h(
      'div',
      { class: 'line' },
      keyField,
      h('button', {
        class: 'chip',
        text: v().checkKeyOwn,
        on: {
          click: async () => {
            keyField.value = (await place.keyId()) ?? '';
            await run(last).catch(complain);
          },
        },
      }),
    ),
    h('p', { class: 'soft', text: v().checkNote }),
    found,
  );
}
