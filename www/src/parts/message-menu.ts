import type { Message } from 'liangyan/inbox';
import { ti } from '../i18n/inbox/index.js';
import { fill } from '../i18n/index.js';
import { inbox } from '../inbox.js';
import { removeIncoming, removePerson } from '../world.js';
import { type Keepable, keepItems } from './evidence.js';
import { menuButton } from './menu.js';
import { say } from './toast.js';

/** Does something and says how it went. */
export async function doing(work: () => Promise<unknown>, done?: string, undo?: () => void): Promise<void> {
  try {
    await work();
    if (done !== undefined) say(done, undo && { label: ti().menuUndo, act: undo });
  } catch (error) {
    say(fill(ti().menuFailed, { reason: error instanceof Error ? error.message : String(error) }));
  }
}

/** Puts a message away; one tap brings it back. */
function hide(message: Message): Promise<void> {
  return doing(
    async () => {
      await (await inbox()).held.hide(message);
      removeIncoming(message.id);
    },
    ti().menuHidden,
    () => void doing(async () => (await inbox()).held.restore(message.id)),
  );
}

function block(message: Message): Promise<void> {
  const { id, name = id } = message.sender;
  return doing(
    async () => {
      await (await inbox()).people.block(id, name);
      removePerson(id);
    },
    fill(ti().menuBlocked, { name }),
    () => void doing(async () => (await inbox()).people.unblock(id)),
  );
}

/** What can be done about a message: put it away, keep it as evidence, draft a report, block its sender. */
export function messageMenu(message: Message, what: () => Keepable): HTMLElement {
  return menuButton(ti().menu, () => {
    const name = message.sender.name ?? message.sender.id;
    return [
      { label: ti().menuHide, act: () => void hide(message) },
      ...keepItems(what),
      { label: fill(ti().menuBlock, { name }), act: () => void block(message), grave: true },
    ];
  });
}
