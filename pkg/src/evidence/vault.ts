/** The vault: captures sealed into packages, kept on this device, chained to each other. */
import type {
  Attachment,
  ChainEntry,
  Contents,
  Draft,
  DraftInput,
  EvidenceGlue,
  Head,
  Notice,
  Part,
  Redaction,
  Report,
  SealingKey,
  StampInput,
  VerifyOptions,
} from './contract.js';
import { copyElement } from './copy/copy.js';
import type { Gap } from './copy/gaps.js';
import type { EvidenceModule } from './core.js';
import { evidenceError } from './errors.js';
import { CHAIN_TYPE, chainName, type InFile, type OutFile, PACKAGE_TYPE, packageName } from './files.js';
import { isFull, vaultFull } from './full.js';
import { type Item, itemOf } from './item.js';
import { sealingKey } from './key.js';
import { takePicture } from './picture/picture.js';
import { type CaptureRequest, captureOf, clockNow, partsOf, SOFTWARE } from './request.js';
import { askToPersist, type StorageState, storageState } from './storage.js';
import type { Dress } from './store/dress.js';
import { removeDatabase, type Shelf } from './store/shelf.js';
import { verifyWith } from './verify.js';

export interface VaultOptions {
  /** The name of the database. Give one that says nothing, and one for each person using this device. */
  name?: string;
  /** The beginning of every file name. Default `notes`. */
  fileStem?: string;
}

/** A kept capture with everything in it. */
export interface Kept {
  item: Item;
  contents: Contents;
  bytes: Uint8Array;
}

export interface ExportOptions {
  redact?: readonly Redaction[];
  /** Parts in the place of those a redaction withholds, for instance a picture made unreadable in places. */
  replacements?: readonly { capture: number; part: Part }[];
}

/** What a draft says beside the package itself. */
export type DraftRequest = Omit<DraftInput, 'package' | 'nowMs' | 'tzMinutes' | 'notices'>;

/** How often a seal is made anew because another tab was quicker. */
const TRIES = 8;

export class Vault {
  private dress: Dress;
  private turn: Promise<unknown> = Promise.resolve();
  private readonly listeners = new Set<() => void>();
  private asked = false;

  /** Use `openVault`. */
  constructor(
    private readonly shelf: Shelf,
    private readonly module: EvidenceModule,
    private readonly name: string,
    private readonly stem: string,
    dress: Dress,
  ) {
    this.dress = dress;
  }

  /** Whether a passphrase is set. */
  get hasPassphrase(): boolean {
    return this.dress.hasPassphrase;
  }

  /** Whether the passphrase has to be given before anything can be read. Captures work all the same. */
  get locked(): boolean {
    return this.dress.locked;
  }

  /** Hears of every change of what is kept. Answers with what takes it away. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The id of the key that seals here: to be noted somewhere else early. Null outside a secure context. */
  async keyId(): Promise<string | null> {
    const key = await sealingKey(this.shelf, await this.module.get());
    return key?.keyId ?? null;
  }

  /**
   * Captures, seals and keeps. The copy is taken before this returns its promise, so the page cannot change under it. Rejects
   * with `bad_request`, `vault_full` (with the sealed file), `vault_closed`, `evidence_missing`, and what the module says of a
   * record it refuses.
   */
  async capture(request: CaptureRequest): Promise<Item> {
    const { element, message } = request;
    if (!element && !message) throw evidenceError('bad_request', 'there is neither an element nor a message');
    const clock = clockNow();
    const copy = element ? copyElement(element, request) : null;
    const gaps: Gap[] = copy ? [...copy.gaps] : [{ what: 'page', where: '', count: 1 }];
    const step = (which: Parameters<NonNullable<CaptureRequest['onStep']>>[0]) => request.onStep?.(which);
    const ready = this.module.get();
    // Heard below; a picture that takes longer must not make it an unhandled rejection.
    ready.catch(() => {});
    step('copied');
    const wanted = element && copy && request.screenshotProvider !== false;
    const pictured = wanted ? await takePicture(element, copy, request.screenshotProvider || undefined) : null;
    step('pictured');
    const capture = captureOf(request, copy, [...gaps, ...(pictured?.gaps ?? [])]);
    const parts = partsOf(request, copy, pictured?.picture ?? null);
    const glue = await ready;
    const key = await sealingKey(this.shelf, glue);
    const item = await this.append(async (head) => {
      const sealed = await glue.seal({ capture, parts, clock, head, software: SOFTWARE }, key && pairOf(key));
      step('sealed');
      const made = itemOf(sealed, capture, pictured?.picture != null);
      const rows = await this.dress.put(made, sealed.bytes);
      step('keeping');
      return {
        entry: sealed.entry,
        head: sealed.head,
        change: { add: rows },
        answer: made,
        file: this.out(made, sealed.bytes),
      };
    });
    step('kept');
    this.persistOnce();
    return item;
  }

  /** Takes a capture back: its bytes go, and the chain says that it was withdrawn. */
  async withdraw(id: string): Promise<void> {
    const glue = await this.module.get();
    await this.append(async (head) => {
      if (!head || !(await this.shelf.item(id))) throw evidenceError('not_found', `nothing is kept under ${id}`);
      return { ...glue.withdraw(head, id, clockNow()), change: { remove: id }, answer: undefined };
    });
  }

  /** Everything kept, the newest first. Rejects with `vault_locked`. */
  async list(): Promise<Item[]> {
    const rows = await this.shelf.items();
    const items = await Promise.all(rows.map((row) => this.dress.item(row)));
    return items.sort((a, b) => b.seq - a.seq);
  }

  /** How many captures are kept: known while the vault is locked too. */
  async count(): Promise<number> {
    return (await this.shelf.items()).length;
  }

  /** One capture with everything in it. Rejects with `not_found`, `vault_locked`, `altered`. */
  async get(id: string): Promise<Kept> {
    const [row, bytes] = [await this.shelf.item(id), await this.bytes(id)];
    if (!row) throw evidenceError('not_found', `nothing is kept under ${id}`);
    const glue = await this.module.get();
    return { item: await this.dress.item(row), contents: glue.read(bytes), bytes };
  }

  /**
   * One capture untouched is the very file that was sealed. Several, or a redaction, make a package of their own: sealed
   * anew, with the hashes of the originals, which stay as they are.
   */
  async export(ids: string | readonly string[], options: ExportOptions = {}): Promise<OutFile> {
    const list = typeof ids === 'string' ? [ids] : [...ids];
    const packages: Uint8Array[] = [];
    for (const id of list) packages.push(await this.bytes(id));
    const [first] = packages;
    if (!first) throw evidenceError('bad_request', 'there is no id to export');
    const { redact = [], replacements = [] } = options;
    if (list.length === 1 && redact.length === 0 && replacements.length === 0) {
      const row = await this.shelf.item(list[0] as string);
      if (!row) throw evidenceError('not_found', `nothing is kept under ${list[0]}`);
      return this.out(await this.dress.item(row), first);
    }
    const glue = await this.module.get();
    const key = await sealingKey(this.shelf, glue);
    const clock = clockNow();
    return this.append(async (head) => {
      const input = {
        packages,
        redactions: [...redact],
        replacements: [...replacements],
        clock,
        head,
        software: SOFTWARE,
      };
      const sealed = await glue.derive(input, key && pairOf(key));
      const { capturedAt } = sealed.entry;
      const answer = this.out({ capturedAt, id: sealed.packageHash }, sealed.bytes);
      return { entry: sealed.entry, head: sealed.head, change: {}, answer };
    });
  }

  /** The chain as a file of its own: kept elsewhere, it shows what was taken away later. */
  async exportChain(): Promise<OutFile> {
    const glue = await this.module.get();
    const key = await sealingKey(this.shelf, glue);
    const bytes = await glue.exportChain(await this.chain(), clockNow(), key && pairOf(key));
    return { name: chainName(this.stem, new Date()), type: CHAIN_TYPE, bytes };
  }

  /** Every event, oldest first. */
  chain(): Promise<ChainEntry[]> {
    return this.shelf.chain();
  }

  /** Checks files against this vault's own key, unless another one is named. */
  async verify(files: InFile | readonly InFile[], options: VerifyOptions = {}): Promise<Report> {
    const keyId = options.keyId ?? (await this.keyId());
    return verifyWith(this.module, files, keyId ? { ...options, keyId } : options);
  }

  /**
   * What a time stamp of a capture has to be about, and the request for one. Nothing is sent from here: public servers answer no
   * page, so the host relays. Rejects with `bad_attachment` where nobody signed the capture.
   */
  async stampInput(id: string): Promise<StampInput> {
    return (await this.module.get()).stampInput(await this.bytes(id));
  }

  /**
   * Puts a time stamp or proof beside a capture's seal. Its id and every sealed byte stay the same. Rejects with `bad_attachment`
   * for one that cannot be read, is about something else, or is not signed as it says; nothing is changed then.
   */
  async attach(id: string, attachment: Attachment): Promise<Item> {
    const glue = await this.module.get();
    const { rfc3161 } = attachment;
    const bare = rfc3161 ? { ...attachment, rfc3161: await this.module.stamps.tokenIn(rfc3161) } : attachment;
    const item = await this.inTurn(async () => {
      const [row, before] = [await this.shelf.item(id), await this.bytes(id)];
      if (!row) throw evidenceError('not_found', `nothing is kept under ${id}`);
      const bytes = await glue.attach(before, bare, this.module.stamps);
      const changed: Item = { ...(await this.dress.item(row)), size: bytes.length };
      const rows = await this.dress.put(changed, bytes);
      await this.shelf.replace(rows.item, rows.package).catch((thrown) => {
        throw isFull(thrown) ? vaultFull(thrown, this.out(changed, bytes)) : thrown;
      });
      return changed;
    });
    this.changed();
    return item;
  }

  /** The drafts to offer, in this order: for a minor's case those that protect come first. */
  async draftKinds(about: { minor: boolean }): ReturnType<typeof kindsOf> {
    return kindsOf(await this.module.get(), about);
  }

  /** Drafts a report about a capture, with the log of its notices. The person sends it; nothing is sent from here. */
  async draft(id: string, request: DraftRequest): Promise<Draft> {
    const glue = await this.module.get();
    const { atMs, tzMinutes } = clockNow();
    const input = {
      ...request,
      package: await this.bytes(id),
      nowMs: atMs,
      tzMinutes,
      notices: await this.notices(id),
    };
    return glue.draft(input);
  }

  /** The log of notices sent and answers received about a capture, oldest first. */
  async notices(id: string): Promise<Notice[]> {
    return (await this.dress.notices())[id] ?? [];
  }

  async addNotice(id: string, notice: Notice): Promise<void> {
    await this.inTurn(async () => {
      const all = await this.dress.notices();
      const log = [...(all[id] ?? []), notice].sort((a, b) => a.atMs - b.atMs);
      await this.dress.putNotices({ ...all, [id]: log });
    });
    this.changed();
  }

  /** Opens a vault with its passphrase. Rejects with `wrong_passphrase`. */
  async unlock(passphrase: string): Promise<void> {
    await this.dress.unlock(passphrase);
    this.changed();
  }

  /** Forgets the key to what is kept, until the passphrase is given again. Does nothing where there is none. */
  lock(): void {
    this.dress.lock();
    this.changed();
  }

  /**
   * Sets or changes the passphrase; everything kept is encrypted with it. `now` is the one so far, where there is one. Rejects
   * with `wrong_passphrase`, `needs_secure_context`.
   */
  async setPassphrase(passphrase: string, now?: string): Promise<void> {
    await this.inTurn(() => this.dress.setPassphrase(passphrase, now));
    this.changed();
  }

  /** Takes the passphrase away; what is kept lies open on this device again. Rejects with `wrong_passphrase`. */
  async removePassphrase(now: string): Promise<void> {
    await this.inTurn(() => this.dress.removePassphrase(now));
    this.changed();
  }

  /** What the browser promises about this place. */
  storage(): Promise<StorageState> {
    return storageState();
  }

  /** Takes everything away, key and chain included, and closes the vault. There is no way back. */
  async wipe(): Promise<void> {
    this.dress.lock();
    await this.shelf.empty();
    this.shelf.close();
    await removeDatabase(this.name);
    this.changed();
  }

  /** Lets go of the database. */
  close(): void {
    this.dress.lock();
    this.shelf.close();
  }

  private async bytes(id: string): Promise<Uint8Array> {
    const row = await this.shelf.package(id);
    if (!row) throw evidenceError('not_found', `nothing is kept under ${id}`);
    return this.dress.bytes(row);
  }

  private out(item: { capturedAt: string; id: string }, bytes: Uint8Array): OutFile {
    return { name: packageName(this.stem, item.capturedAt, item.id), type: PACKAGE_TYPE, bytes };
  }

  /** Adds one entry to the chain, made on its head; made anew when another tab was quicker. */
  private append<T>(make: (head: Head | null) => Promise<Made<T>>): Promise<T> {
    return this.inTurn(async () => {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const before = (await this.shelf.read('head')) ?? null;
        const made = await make(before);
        try {
          if (!(await this.shelf.append(before, made.entry, made.head, made.change))) continue;
        } catch (thrown) {
          throw await this.full(thrown, before, made);
        }
        this.changed();
        return made.answer;
      }
      throw evidenceError('vault_closed', 'another tab keeps writing to the vault');
    });
  }

  /** No room: the entry alone is small and keeps the chain whole, and the file goes to the caller. */
  private async full<T>(thrown: unknown, before: Head | null, made: Made<T>): Promise<unknown> {
    if (!isFull(thrown)) return thrown;
    await this.shelf.append(before, made.entry, made.head, {}).catch(() => {});
    return vaultFull(thrown, made.file);
  }

  /** One change after the other, across tabs where the browser can; the chain's own check holds everywhere. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const locks = globalThis.navigator?.locks;
    const run = () => (locks ? locks.request(`liangyan.vault.${this.name}`, work) : work()) as Promise<T>;
    const mine = this.turn.then(run, run);
    this.turn = mine.catch(() => {});
    return mine;
  }

  private persistOnce(): void {
    if (this.asked) return;
    this.asked = true;
    void askToPersist();
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}

interface Made<T> {
  entry: ChainEntry;
  head: Head;
  change: Parameters<Shelf['append']>[3];
  answer: T;
  /** What is handed out when there is no room for it. */
  file?: OutFile;
}

const pairOf = ({ publicKey, privateKey }: SealingKey): SealingKey => ({ publicKey, privateKey });

async function kindsOf(glue: EvidenceGlue, about: { minor: boolean }) {
  return glue.draftKinds(about);
}
