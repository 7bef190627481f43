import { AskPolicy } from 'liangyan/composer';
import { h } from '../dom.js';
import { fill, languageNames, languages, t } from '../i18n/index.js';
import { atLeave } from '../leave.js';
import { choice } from '../parts/choice.js';
import { feedback } from '../parts/guarded.js';
import { wordsCard } from '../parts/protection/words-card.js';
import { say } from '../parts/toast.js';
import { change, onChange, settings } from '../settings.js';

type Dismissed = (typeof settings.personal.dismissed)[number];

/** Marks the words again, and takes them off the list. */
function forget(item: Dismissed): void {
  const before = settings.personal;
  const at = feedback.all().findIndex((entry) => entry.rule === item.rule && entry.phrase === item.phrase);
  const entry = feedback.all()[at];
  if (at >= 0) feedback.remove(at);
  change({ personal: { ...before, dismissed: before.dismissed.filter((one) => one !== item) } });
  say(t().settingsForgotten, {
    label: t().settingsForgetUndo,
    act() {
      if (entry) feedback.add(entry);
      const { personal } = settings;
      change({ personal: { ...personal, dismissed: [...personal.dismissed, item] } });
    },
  });
}

/** Saves the list as a file, for a person who wants to help the rules along. It goes nowhere by itself. */
function save(): void {
  const url = URL.createObjectURL(new Blob([feedback.export()], { type: 'application/json' }));
  h('a', { href: url, download: 'liangyan-feedback.json' }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function dismissed(): HTMLElement {
  const list = h('ul', { class: 'dismissed' });
  const show = () => {
    const items = settings.personal.dismissed;
    list.replaceChildren(
      ...(items.length === 0 ? [h('li', { class: 'soft', text: t().settingsDismissedNone })] : []),
      ...items.map((item) =>
        h(
          'li',
          {},
          h('span', { text: item.phrase ?? item.rule ?? '' }),
          h('button', {
            class: 'chip',
            text: t().settingsForget,
            'aria-label': fill(t().settingsForgetLabel, { phrase: item.phrase ?? '' }),
            on: {
              click: () => forget(item),
            },
          }),
        ),
      ),
    );
  };
  show();
  atLeave(onChange((changed) => changed.personal && show()));
  return list;
}

/** The line that says until when nothing is asked, with a way back. */
function snoozed(): HTMLElement {
  const policy = new AskPolicy(0, localStorage);
  const until = policy.snoozedUntil(Date.now());
  const time = new Intl.DateTimeFormat(settings.language, {
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
  }).format(until);
  const line = h(
    'p',
    { class: 'snoozed' },
    h('span', { text: fill(t().settingsSnoozed, { time }) }),
    h('button', {
      class: 'chip',
      text: t().settingsResume,
      on: {
        click: () => {
          policy.snooze(0);
          line.hidden = true;
        },
      },
    }),
  );
  line.hidden = until === 0;
  return line;
}

export function settingsPage(): HTMLElement {
  return h(
    'div',
    { class: 'page' },
    h('h1', { class: 'page-title', text: t().settingsTitle }),
    h(
      'section',
      { class: 'card settings' },
      choice(
        'language',
        t().settingsLanguage,
        languages.map((one) => [one, languageNames[one]]),
        settings.language,
        (language) => change({ language }),
      ),
      choice(
        'theme',
        t().settingsTheme,
        [
          ['auto', t().themeAuto],
          ['light', t().themeLight],
          ['dark', t().themeDark],
        ],
        settings.theme,
        (theme) => change({ theme }),
      ),
    ),
    h(
      'section',
      { class: 'card settings' },
      h('h2', { class: 'section-title', text: t().settingsGuard }),
      choice(
        'ask',
        t().settingsAsk,
        [
          ['warn', t().askWarn],
          ['severe', t().askSevere],
          ['never', t().askNever],
        ],
        settings.askAt,
        (askAt) => change({ askAt }),
      ),
      choice(
        'preset',
        t().settingsPreset,
        [
          ['relaxed', t().presetRelaxed],
          ['standard', t().presetStandard],
          ['strict', t().presetStrict],
        ],
        settings.preset,
        (preset) => change({ preset }),
      ),
      choice(
        'undo',
        t().settingsUndo,
        [
          [0, t().undoOff],
          [5, t().undo5],
        ],
        settings.undoSeconds,
        (undoSeconds) => change({ undoSeconds }),
      ),
      snoozed(),
    ),
    wordsCard(),
    h(
      'section',
      { class: 'card settings' },
      h('h2', { class: 'section-title', text: t().settingsDismissed }),
      dismissed(),
      h(
        'div',
        { class: 'snoozed' },
        h('span', { class: 'soft', text: t().settingsLocal }),
        h('button', { class: 'chip', text: t().settingsSave, on: { click: save } }),
      ),
    ),
  );
}
