import type { Verdict } from 'liangyan';
import { explain } from 'liangyan/strings';
import { type IconName, icon } from '../art/icons.js';
import { h } from '../dom.js';
import { sharedEngine } from '../engine.js';
import { fill, t } from '../i18n/index.js';
import { growing } from '../parts/composer.js';
import { guarded } from '../parts/guarded.js';
import { typeInto } from '../parts/samples.js';
import { statusCard } from '../parts/status.js';
import { settings } from '../settings.js';
import { world } from '../world.js';

function step(name: IconName, title: string, text: string): HTMLElement {
  return h('li', { class: 'card step' }, icon(name), h('h2', { text: title }), h('p', { text }));
}

function showVerdict(place: HTMLElement, text: string, verdict: Verdict, milliseconds: number): void {
  const percent = Math.round(verdict.score * 100);
  const meter = h('meter', {
    min: 0,
    max: 100,
    low: 30,
    high: 50,
    optimum: 0,
    value: percent,
    'aria-label': fill(t().howScore, { percent }),
  });
  place.replaceChildren(
    h(
      'div',
      { class: 'verdict-head' },
      h('span', { class: 'level', 'data-level': verdict.level, text: t().levels[verdict.level] }),
      h('span', { class: 'soft', text: fill(t().howTook, { ms: milliseconds.toFixed(2) }) }),
    ),
    meter,
    h('p', { class: 'soft', text: fill(t().howScore, { percent }) }),
    verdict.findings.length === 0
      ? h('p', { class: 'soft', text: t().howNothing })
      : h(
          'ul',
          { class: 'findings' },
          ...verdict.findings.map((finding) =>
            h(
              'li',
              {},
              h('b', { text: text.slice(finding.start, finding.end) }),
              h('span', { text: explain(finding.why, settings.language) }),
              h('code', { text: finding.rule }),
            ),
          ),
        ),
  );
}

function playground(): HTMLElement {
  const field = h('textarea', {
    class: 'field boxed',
    rows: 1,
    placeholder: t().howTryPlaceholder,
    'aria-label': t().howTryLabel,
  });
  const samples = h(
    'div',
    { class: 'sample-cards' },
    ...world().samples.map((sample) =>
      h(
        'button',
        { class: 'sample', on: { click: () => void typeInto(field, sample.text) } },
        h('span', {
          class: `tag ${sample.speaks ? 'speaks' : ''}`,
          text: sample.speaks ? t().trySpeaks : t().trySilent,
        }),
        h('b', { text: sample.title }),
        h('span', { class: 'sample-text', text: sample.text }),
      ),
    ),
  );
  const empty = h('p', { class: 'soft', text: t().howTryEmpty });
  const result = h('div', { class: 'verdict', 'aria-live': 'polite' });
  growing(field);
  queueMicrotask(() => {
    guarded(field, {
      form: false,
      context: { surface: 'comment' },
      restMs: 300,
      onVerdict: async () => {
        const text = field.value;
        const began = performance.now();
        const verdict = await sharedEngine.check(text, { surface: 'comment' });
        if (field.value === text) showVerdict(result, text, verdict, performance.now() - began);
      },
    });
    field.addEventListener('input', () => {
      if (field.value.trim() === '') result.replaceChildren();
      empty.hidden = field.value.trim() !== '';
    });
  });
  return h(
    'section',
    { class: 'card playground' },
    h('h2', { class: 'section-title', text: t().howTryTitle }),
    h('div', { class: 'field-frame' }, field),
    result,
    empty,
    samples,
  );
}

const code = `import { load } from 'liangyan';
import { guardComposer } from 'liangyan/composer';

guardComposer(document.querySelector('textarea'), { engine: load() });`;

export function how(): HTMLElement {
  return h(
    'div',
    { class: 'page how' },
    h('h1', { class: 'page-title', text: t().howTitle }),
    h('p', { class: 'lead', text: t().howLead }),
    h(
      'ol',
      { class: 'steps' },
      step('eye', t().howStep1Title, t().howStep1),
      step('reply', t().howStep2Title, t().howStep2),
      step('leaf', t().howStep3Title, t().howStep3),
    ),
    playground(),
    h(
      'div',
      { class: 'two' },
      h(
        'section',
        { class: 'card' },
        h('h2', { class: 'section-title', text: t().howPrivateTitle }),
        h('p', { text: t().howPrivate }),
      ),
      h(
        'section',
        { class: 'card' },
        h('h2', { class: 'section-title', text: t().howCharterTitle }),
        h('p', { text: t().howCharter }),
      ),
    ),
    h(
      'section',
      { class: 'card' },
      h('h2', { class: 'section-title', text: t().howBuildTitle }),
      h('p', { text: t().howBuild }),
      h('pre', { class: 'code', tabindex: 0 }, h('code', { text: code })),
    ),
    h('div', { class: 'only-narrow' }, statusCard()),
  );
}
