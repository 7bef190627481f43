import type { Message as Incoming, Inbox as LiangyanInbox, Strings } from 'liangyan/inbox';
import { createInbox, en, indexedDbStore, zhCN, zhTW } from 'liangyan/inbox';
import { clock, onClock } from './clock.js';
import { sharedEngine } from './engine.js';
import { ti } from './i18n/inbox/index.js';
import type { Language } from './i18n/index.js';
import { fill, t } from './i18n/index.js';
import { evidencePort } from './parts/evidence-port.js';
import { say } from './parts/toast.js';
import { adapter } from './platform.js';
import { change, onChange, settings } from './settings.js';
import { addIncoming, removePerson, world } from './world.js';

/** The inbox of the demo: one for the whole app, kept in this browser. */

export type Inbox = LiangyanInbox;

const catalogues: Record<Language, Strings> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };
const listeners = new Set<(inbox: Inbox) => void>();
let ready: Inbox | undefined;

/** The sentences of the chosen language. */
export function sentences(): Strings {
  return catalogues[settings.language];
}

async function open(): Promise<Inbox> {
  const inbox = await createInbox({
    engine: sharedEngine,
    store: indexedDbStore('notes'),
    adapter,
    clock,
    evidence: evidencePort,
    strings: sentences(),
    onFault: (error) => console.warn(`${error.message}. ${error.fix}`),
  });
  ready = inbox;
  const told = () => {
    for (const listener of listeners) listener(inbox);
  };
  know(inbox);
  sharePersonal(inbox);
  inbox.on('change', told);
  inbox.on('held', told);
  inbox.on('restored', (items) => {
    for (const { message } of items) addIncoming(message);
    told();
  });
  inbox.on('persistent', ({ sender, attempts, hours }) => {
    const name = world().people.find(({ id }) => id === sender)?.name ?? sender;
    say(fill(sentences().persistent, { attempts, hours }), {
      label: fill(ti().menuBlock, { name }),
      act: () => void inbox.people.block(sender, name).then(() => removePerson(sender)),
    });
  });
  onClock(() => void inbox.tick().then(told));
  onChange((changed) => {
    if (!changed.language) return;
    inbox.setStrings(sentences());
    know(inbox);
  });
  // What was given back on an earlier day is among the messages again.
  const { items } = await inbox.held.list({ state: 'restored', limit: 100 });
  for (const { message } of items.reverse()) addIncoming(message);
  told();
  return inbox;
}

/** Names that nobody else should carry. */
function know(inbox: Inbox): void {
  const { people } = world();
  inbox.people.know({
    own: [t().you, people.find(({ id }) => id === 'me')?.name ?? ''].filter(Boolean),
    contacts: people.filter(({ id }) => id !== 'me' && !id.startsWith('new-')).map(({ id, name }) => ({ id, name })),
  });
}

/** The person's words and dismissals are one object for composer and inbox. */
function sharePersonal(inbox: Inbox): void {
  const ours = () => JSON.stringify(inbox.words.all);
  const theirs = () => JSON.stringify(settings.personal);
  const toSettings = () => {
    if (ours() !== theirs()) change({ personal: inbox.words.all as typeof settings.personal });
  };
  const empty = inbox.words.all.words.length + inbox.words.all.dismissed.length === 0;
  if (empty && theirs() !== ours()) void inbox.words.set(settings.personal);
  else toSettings();
  inbox.on('change', toSettings);
  onChange((changed) => {
    if (changed.personal && ours() !== theirs()) void inbox.words.set(settings.personal).catch(() => toSettings());
  });
}

const opening = open();
opening.catch((error: unknown) => console.warn('The inbox does not open; messages are shown as they come.', error));

/** The inbox, when it is open. */
export function inbox(): Promise<Inbox> {
  return opening;
}

/** Hears of the inbox now, if it is open, and of every change. */
export function onInbox(listener: (inbox: Inbox) => void): () => void {
  listeners.add(listener);
  if (ready) listener(ready);
  return () => listeners.delete(listener);
}

/** Something came in: the inbox decides, and what is to be seen goes into the app. Resolves to what was decided. */
export async function arrive(message: Incoming): Promise<string> {
  const decision = await (await opening).receive(message);
  if (decision.action === 'show') addIncoming(message);
  if (decision.action === 'fold') addIncoming(message, decision.because);
  return decision.action;
}
