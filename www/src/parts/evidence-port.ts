import type { EvidencePort } from 'liangyan/inbox';
import { draft, keep } from './evidence.js';
import { incomingFacts } from './facts.js';

/** The inbox's way to the vault of the demo: what is held is sealed without being shown. */
export const evidencePort: EvidencePort = {
  async keep({ message }) {
    const item = await keep({ message: incomingFacts(message) });
    if (!item) throw new Error('the vault did not take it');
    return { id: item.id };
  },
  draft: ({ message }) => draft({ message: incomingFacts(message) }),
};
