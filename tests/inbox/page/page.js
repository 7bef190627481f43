// The inbox and nothing else, so that tests can speak to it from outside.

import { load } from 'liangyan';
import * as kit from 'liangyan/inbox';

const faults = [];
const told = [];
let inbox;

window.kit = {
  ...kit,
  load,
  faults,
  told,
  /** Opens the inbox `name` on IndexedDB. */
  async open(name = 'notes', options = {}) {
    inbox = await kit.createInbox({
      engine: load({ packs: ['en'] }),
      store: kit.indexedDbStore(name),
      onFault: (error) => faults.push(error.code),
      ...options,
    });
    for (const event of ['well', 'restored']) inbox.on(event, () => told.push(event));
    window.inbox = inbox;
    return true;
  },
  /** A message with a link from a stranger, which is held. */
  message: (id, more = {}) => ({
    id,
    threadId: 'thread',
    sender: { id: `sender-${id}`, relation: 'stranger' },
    surface: 'dm',
    text: `look ${id}`,
    links: 1,
    receivedAt: Date.now(),
    ...more,
  }),
  receive: async (id, more) => (await inbox.receive(window.kit.message(id, more))).action,
  held: async (query) => (await inbox.held.list(query)).items.map(({ id }) => id),
};
