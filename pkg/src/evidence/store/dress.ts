/** How things lie on the shelf: open, or in boxes once there is a passphrase. */
import type { Notice } from '../contract.js';
import { evidenceError } from '../errors.js';
import type { Item } from '../item.js';
import { type Boxed, close, isBoxed, open } from './box.js';
import { changeLock, type LockState, makeLock, openLock } from './lock.js';
import type { ItemRow, PackageRow, Shelf } from './shelf.js';

/** Notices by the id of the capture they are about. */
export type Notices = Readonly<Record<string, Notice[]>>;

const NOTICES = 'notices';
const utf8 = new TextEncoder();

export class Dress {
  private privateKey: CryptoKey | null = null;

  private constructor(
    private readonly shelf: Shelf,
    private state: LockState | undefined,
  ) {}

  static async of(shelf: Shelf): Promise<Dress> {
    return new Dress(shelf, await shelf.read('lock'));
  }

  get hasPassphrase(): boolean {
    return this.state !== undefined;
  }

  get locked(): boolean {
    return this.state !== undefined && this.privateKey === null;
  }

  lock(): void {
    this.privateKey = null;
  }

  async unlock(passphrase: string): Promise<void> {
    this.state = await this.shelf.read('lock');
    if (!this.state) return;
    this.privateKey = await openLock(this.state, passphrase);
    // What another tab put away open while the passphrase was being set, or what a page that died left open.
    await this.sweep();
  }

  async setPassphrase(passphrase: string, now?: string): Promise<void> {
    this.state = await this.shelf.read('lock');
    if (this.state) {
      const changed = await changeLock(this.state, now ?? '', passphrase);
      await this.shelf.write('lock', changed);
      this.state = changed;
      this.privateKey = await openLock(changed, passphrase);
      return;
    }
    const { state, privateKey } = await makeLock(passphrase);
    await this.shelf.write('lock', state);
    this.state = state;
    this.privateKey = privateKey;
    await this.sweep();
  }

  async removePassphrase(now: string): Promise<void> {
    await this.unlock(now);
    if (!this.state) return;
    for (const row of await this.shelf.items()) {
      const one = await this.shelf.package(row.id);
      if (!one) continue;
      const bytes = await this.bytes(one);
      const summary = JSON.stringify(await this.item(row));
      await this.shelf.replace({ ...row, summary }, { id: row.id, bytes });
    }
    await this.shelf.write('notices', JSON.stringify(await this.notices()));
    await this.shelf.write('lock', undefined);
    this.state = undefined;
    this.privateKey = null;
  }

  /** The rows of a capture. Needs no passphrase: boxes are closed with the public key. */
  async put(item: Item, bytes: Uint8Array): Promise<{ item: ItemRow; package: PackageRow }> {
    // Another tab may have set the passphrase meanwhile.
    this.state = (await this.shelf.read('lock')) ?? this.state;
    const { id, seq, size } = item;
    const summary = JSON.stringify(item);
    if (!this.state) return { item: { id, seq, size, summary }, package: { id, bytes } };
    const { publicKey } = this.state;
    return {
      item: { id, seq, size, summary: await close(utf8.encode(summary), `${id} summary`, publicKey) },
      package: { id, bytes: await close(bytes, id, publicKey) },
    };
  }

  async item(row: ItemRow): Promise<Item> {
    return JSON.parse(await this.words(row.summary, `${row.id} summary`)) as Item;
  }

  async bytes(row: PackageRow): Promise<Uint8Array> {
    return isBoxed(row.bytes) ? this.open(row.bytes, row.id) : row.bytes;
  }

  async notices(): Promise<Notices> {
    const kept = await this.shelf.read('notices');
    return kept === undefined ? {} : (JSON.parse(await this.words(kept, NOTICES)) as Notices);
  }

  async putNotices(notices: Notices): Promise<void> {
    const text = JSON.stringify(notices);
    const kept = this.state ? await close(utf8.encode(text), NOTICES, this.state.publicKey) : text;
    await this.shelf.write('notices', kept);
  }

  /** Closes what still lies open. A page that dies in the middle goes on at the next unlocking. */
  private async sweep(): Promise<void> {
    for (const row of await this.shelf.items()) {
      if (isBoxed(row.summary)) continue;
      const one = await this.shelf.package(row.id);
      if (!one) continue;
      const rows = await this.put(await this.item(row), await this.bytes(one));
      await this.shelf.replace(rows.item, rows.package);
    }
    const notices = await this.shelf.read('notices');
    if (typeof notices === 'string') await this.putNotices(JSON.parse(notices) as Notices);
  }

  private async words(kept: Boxed | string, id: string): Promise<string> {
    return isBoxed(kept) ? new TextDecoder().decode(await this.open(kept, id)) : kept;
  }

  private async open(box: Boxed, id: string): Promise<Uint8Array> {
    if (!this.privateKey) throw evidenceError('vault_locked', 'the vault is locked');
    try {
      return await open(box, id, this.privateKey);
    } catch (thrown) {
      throw evidenceError('altered', 'what lies in the vault was changed from outside', thrown);
    }
  }
}
