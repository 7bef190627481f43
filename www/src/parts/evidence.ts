import type { Context, Verdict } from 'liangyan';
import {
  bindCaptureKey,
  bindQuickExit,
  type Item,
  type MessageFacts,
  type OutFile,
  openVault,
  quickExit,
  type Vault,
} from 'liangyan/evidence';
import { h } from '../dom.js';
import { sharedEngine } from '../engine.js';
import { fill } from '../i18n/index.js';
import { sentences, v } from '../i18n/vault/index.js';
import { href } from '../router.js';
import { type MenuItem, menuButton } from './menu.js';
import { say } from './toast.js';

/** Something that can be kept: what the app knows of a message, and where it stands on the page. */
export interface Keepable {
  message: MessageFacts;
  /** Copied and pictured as it looks. */
  element?: Element;
  /** Oldest first. */
  before?: MessageFacts[];
  after?: MessageFacts[];
  /** For the engine's verdict, which is kept with it. */
  context?: Context;
}

/** The key, as people write it. */
export const CAPTURE_KEY = 'Alt+Shift+K';
/** A page that anybody might have open. */
const ELSEWHERE = 'https://www.wikipedia.org/';

let opening: Promise<Vault> | undefined;

/** The vault of this browser, one for all pages of the demo. */
export function vault(): Promise<Vault> {
  opening ??= openVault({ name: 'liangyan-demo-notes' }).catch((thrown: unknown) => {
    opening = undefined;
    throw thrown;
  });
  return opening;
}

/** After a wipe the next capture begins a new vault. */
export function forgetVault(): void {
  opening = undefined;
}

/** Hands a file to the person. */
export function download({ name, type, bytes }: OutFile): void {
  const url = URL.createObjectURL(new Blob([bytes as BlobPart], { type }));
  h('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Seals a message and says so, with a way back. Null when that was not possible; the person has been told why. */
export async function keep(what: Keepable, event?: Event): Promise<Item | null> {
  try {
    const [place, verdict] = await Promise.all([vault(), verdictOf(what)]);
    const item = await place.capture({
      ...(what.element ? { element: what.element } : {}),
      message: what.message,
      context: {
        before: what.before ?? [],
        after: what.after ?? [],
        page: { platform: 'Liangyan demo' },
        ...(verdict ? { verdict } : {}),
      },
      ...(event ? { event } : {}),
    });
    const sentence = item.keyId === 'unsigned' ? sentences().unsigned : fill(sentences().kept, { id: item.shortId });
    say(sentence, {
      label: sentences().undo,
      act: () => void place.withdraw(item.id).then(takenBack, complain),
    });
    return item;
  } catch (thrown) {
    complain(thrown);
    return null;
  }
}

/** Says so, and draws the vault anew where it is open: the list may have been drawn while the item was still there. */
function takenBack(): void {
  say(sentences().undone);
  if (location.hash.startsWith('#/vault')) window.dispatchEvent(new HashChangeEvent('hashchange'));
}

/** Keeps a message and opens the draft of a report about it. */
export async function draft(what: Keepable, event?: Event): Promise<void> {
  const item = await keep(what, event);
  if (item) location.hash = href({ page: 'vault', id: item.id.replace('sha256:', ''), part: 'draft' });
}

async function verdictOf({ message, context }: Keepable): Promise<Verdict | null> {
  try {
    return await sharedEngine.check(message.text, context);
  } catch {
    // The engine rests: what was said is kept all the same.
    return null;
  }
}

/** Says what went wrong. A sealed file that found no room goes to the downloads, so that it is not lost. */
export function complain(thrown: unknown): void {
  const { code, file } = thrown as { code?: string; file?: OutFile };
  if (code === 'vault_full' && file) {
    download(file);
    say(sentences().full);
    return;
  }
  console.warn(thrown);
  say(fill(sentences().failed, { reason: thrown instanceof Error ? thrown.message : String(thrown) }));
}

const keepables = new WeakMap<Element, () => Keepable>();

/** Marks an element as one message, so that the key finds it. */
export function keepable<E extends Element>(element: E, what: () => Omit<Keepable, 'element'>): E {
  element.setAttribute('data-keepable', '');
  keepables.set(element, () => ({ ...what(), element }));
  return element;
}

/** The entries of a message's menu. */
export function keepItems(what: () => Keepable): MenuItem[] {
  return [
    { label: v().keep, act: (event) => void keep(what(), event) },
    { label: v().draft, act: (event) => void draft(what(), event) },
  ];
}

/** The menu of one message that has no other entries. */
export function keepMenu(what: () => Keepable): HTMLElement {
  return menuButton(v().menu, () => keepItems(what));
}

/** Leaves the app at once. */
export function leaveQuickly(): void {
  quickExit({ to: ELSEWHERE, before: lockNow });
}

function lockNow(): void {
  void opening?.then((place) => place.lock());
}

/** The one key, and three times Escape, for as long as the app is open. */
export function watchKeys(): void {
  bindCaptureKey({
    key: CAPTURE_KEY,
    messages: '[data-keepable]',
    capture: (element, event) => {
      const what = keepables.get(element);
      if (what) void keep(what(), event);
    },
    onNothing: () => say(sentences().nothing),
  });
  bindQuickExit({ to: ELSEWHERE, before: lockNow });
}
