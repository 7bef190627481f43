/**
 * Evidence: one key, one sealed package that opens everywhere and cannot be changed unseen. Everything stays on the device.
 *
 * ```ts
 * import { bindCaptureKey, openVault } from 'liangyan/evidence';
 *
 * const vault = await openVault();
 * bindCaptureKey({
 *   messages: '.message',
 *   capture: (element, event) => vault.capture({ element, event }),
 * });
 * ```
 */
import { files } from '../assets.js';
import type { Contents, EvidenceGlue, Report, VerifyOptions } from './contract.js';
import { EvidenceModule, type EvidenceSource } from './core.js';
import { type InFile, read } from './files.js';
import { Dress } from './store/dress.js';
import { Shelf } from './store/shelf.js';
import { Vault, type VaultOptions } from './vault.js';
import { verifyWith } from './verify.js';

export type * from './contract.js';
export { type CopyOptions, copyElement, type PageCopy } from './copy/copy.js';
export { documentOf } from './copy/document.js';
export type { Gap, GapKind } from './copy/gaps.js';
export { type CopyLimits, LIMITS } from './copy/limits.js';
export type { EvidenceSource } from './core.js';
export { bindQuickExit, type QuickExitOptions, quickExit } from './exit.js';
export type { FullVaultError, InFile, OutFile } from './files.js';
export type { Item } from './item.js';
export {
  type Picture,
  type Pictured,
  type PictureRequest,
  type ScreenshotProvider,
  takePicture,
} from './picture/picture.js';
export type { CaptureContext, CaptureRequest, CaptureStep } from './request.js';
export { bindCaptureKey, type CaptureKeyOptions } from './shortcut.js';
export type { StorageState, StorageWarning } from './storage.js';
export { type EvidenceStrings, evidenceStrings } from './strings/index.js';
export type { DraftRequest, ExportOptions, Kept, Vault, VaultOptions } from './vault.js';

/** One module for everybody who brings none of their own. */
let shared: EvidenceModule | undefined;

function moduleOf(source: EvidenceSource): EvidenceModule {
  if (source.wasm !== undefined || source.stamps !== undefined) return new EvidenceModule(source, files.read);
  shared ??= new EvidenceModule(source, files.read);
  return shared;
}

/**
 * Opens the vault of this origin. The evidence module itself is loaded with the first capture. Rejects with
 * `vault_unavailable` where nothing can be stored, and `vault_version`.
 */
export async function openVault(options: VaultOptions & EvidenceSource = {}): Promise<Vault> {
  const name = options.name ?? 'liangyan-notes';
  let vault: Vault | undefined;
  const shelf = await Shelf.open(name, () => vault?.lock());
  vault = new Vault(shelf, moduleOf(options), name, options.fileStem ?? 'notes', await Dress.of(shelf));
  return vault;
}

/**
 * Checks packages, and a chain to go with them, in the browser or in Node. A bad file is a result and never an error. Give
 * `keyId`, the key known from before, to be told when somebody else sealed it.
 */
export function verify(
  file: InFile | readonly InFile[],
  { wasm, stamps, ...options }: VerifyOptions & EvidenceSource = {},
): Promise<Report> {
  return verifyWith(moduleOf({ ...(wasm && { wasm }), ...(stamps && { stamps }) }), file, options);
}

/**
 * What a package holds. Its structure is checked and its signature is not: `verify` does that. Rejects with `not_zip`,
 * `truncated`, `future_version`, `altered`.
 */
export async function readPackage(file: InFile, source: EvidenceSource = {}): Promise<Contents> {
  const glue: EvidenceGlue = await moduleOf(source).get();
  return glue.read((await read(file, 0)).bytes);
}
