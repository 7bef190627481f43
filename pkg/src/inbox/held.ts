import { LiangyanError } from '../errors.js';
import type { Verdict } from '../verdict.js';
import type { Core } from './core.js';
import type { EvidenceItem } from './evidence.js';
import { Folder } from './folder.js';
import type { Message } from './message.js';
import type { PersonalWords } from './personal.js';
import type { HeldItem, HeldPage, HeldQuery } from './store/contract.js';

/** A message as the host has it, or the id of a held one. */
export type Target = string | Message;

/** How often a text is read again after something in it was taken back. */
const ROUNDS = 3;

/** What was kept back: the person's own folder. */
export class HeldItems {
  readonly #core: Core;
  readonly #words: PersonalWords;
  readonly #folder: Folder;
  readonly #read: (message: Message) => Promise<Verdict | null>;

  /** @internal */
  constructor(core: Core, words: PersonalWords, read: (message: Message) => Promise<Verdict | null>) {
    this.#core = core;
    this.#words = words;
    this.#read = read;
    this.#folder = new Folder(core.ledger);
  }

  /** A page, newest first; 50 unless `limit` says otherwise, and `next` leads on. */
  list(query?: HeldQuery): Promise<HeldPage> {
    return this.#folder.list(query);
  }

  /** How many there are. */
  count(query?: Pick<HeldQuery, 'state' | 'shield'>): Promise<number> {
    return this.#folder.count(query);
  }

  /** Items by id; null for one that is not there. */
  get(ids: readonly string[]): Promise<(HeldItem | null)[]> {
    return this.#core.ledger.step((desk) => desk.get(ids));
  }

  /** Gives items back to the person. The host hears `restored` and shows them. Rejects with `not_held`, `locked`. */
  async restore(ids: string | readonly string[]): Promise<HeldItem[]> {
    this.#unlocked();
    const restored = await this.#edit(asList(ids), (item) => ({ ...item, state: 'restored' as const }));
    this.#core.tell('restored', restored);
    return restored;
  }

  /**
   * "This is not abuse": gives the item back and remembers it on this device, for what was found in it, or for whatever
   * its sender writes.
   */
  async notAbuse(id: string, scope: 'phrase' | 'sender' = 'phrase'): Promise<HeldItem> {
    const [item] = await this.restore(id);
    const { message } = item as HeldItem;
    if (scope === 'sender') await this.#words.dismiss([{ sender: message.sender.id }]);
    else await this.#dismissFindings(message);
    return item as HeldItem;
  }

  /** What was found is taken back; then the engine is asked again, because something else may speak where that was silent. */
  async #dismissFindings(message: Message): Promise<void> {
    for (let rounds = 0; rounds < ROUNDS; rounds += 1) {
      const verdict = await this.#read(message);
      const entries = (verdict?.findings ?? [])
        .filter(({ via }) => via !== 'user')
        .map(({ rule, start, end }) => ({ rule, phrase: message.text.slice(start, end) }));
      if (entries.length === 0) return;
      await this.#words.dismiss(entries);
    }
  }

  /** Puts a message away that was shown. It can be restored like any other. */
  async hide(message: Message): Promise<void> {
    const { ledger, time } = this.#core;
    await ledger.step(async (desk) => {
      const [there] = await desk.get([message.id]);
      const item: HeldItem = there ?? {
        id: message.id,
        message,
        action: 'hide',
        reasons: [],
        verdict: null,
        heldAt: time.wall,
        state: 'hidden',
      };
      desk.put({ ...item, state: 'hidden' });
    });
    this.#core.tell('change', undefined);
  }

  /** Sends a message to evidence; one tap. Rejects with what the evidence port throws, and `no_evidence` without one. */
  async keep(target: Target): Promise<{ id?: string } | undefined> {
    const { evidence, time } = this.#core;
    if (!evidence) throw new LiangyanError('no_evidence', 'this inbox has no way to evidence');
    const kept = await evidence.keep(await this.#evidenceOf(target));
    const id = typeof target === 'string' ? target : target.id;
    await this.#core.ledger.step(async (desk) => {
      const [item] = await desk.get([id]);
      if (item) desk.put({ ...item, kept: { at: time.wall, ...(kept?.id !== undefined && { id: kept.id }) } });
    });
    this.#core.tell('change', undefined);
    return kept;
  }

  /** Opens the draft of a report about a message. */
  async draft(target: Target): Promise<void> {
    const { evidence } = this.#core;
    if (!evidence?.draft) throw new LiangyanError('no_evidence', 'this inbox has no way to a draft');
    await evidence.draft(await this.#evidenceOf(target));
  }

  /** Deletes items for good, at the person's own wish. */
  async remove(ids: string | readonly string[]): Promise<void> {
    this.#unlocked();
    await this.#core.ledger.step((desk) => {
      for (const id of asList(ids)) desk.remove(id);
    });
    this.#core.tell('change', undefined);
  }

  async #edit(ids: readonly string[], edit: (item: HeldItem) => HeldItem): Promise<HeldItem[]> {
    return this.#core.ledger.step(async (desk) => {
      const items = await desk.get(ids);
      return items.map((item, at) => {
        if (!item) throw new LiangyanError('not_held', `nothing is held under ${JSON.stringify(ids[at]).slice(0, 60)}`);
        const edited = edit(item);
        desk.put(edited);
        return edited;
      });
    });
  }

  async #evidenceOf(target: Target): Promise<EvidenceItem> {
    const id = typeof target === 'string' ? target : target.id;
    const [item] = await this.get([id]);
    if (item) {
      const { message, verdict, reasons, heldAt } = item;
      return { message, verdict, reasons, heldAt };
    }
    if (typeof target === 'string') throw new LiangyanError('not_held', 'nothing is held under this id');
    return { message: target, verdict: null, reasons: [] };
  }

  #unlocked(): void {
    const { ledger, time } = this.#core;
    if (ledger.guard.status(time.now()).locked)
      throw new LiangyanError('locked', 'the settings are locked by a guardian');
  }
}

function asList(ids: string | readonly string[]): readonly string[] {
  return typeof ids === 'string' ? [ids] : ids;
}
