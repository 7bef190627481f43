/** No room left in the vault. */
import { type LiangyanError, messageOf } from '../errors.js';
import { evidenceError } from './errors.js';
import type { OutFile } from './files.js';

export const isFull = (thrown: unknown) => thrown instanceof DOMException && thrown.name === 'QuotaExceededError';

/** The error, with the file that found no room. */
export function vaultFull(thrown: unknown, file: OutFile | undefined): LiangyanError {
  const error: LiangyanError & { file?: OutFile } = evidenceError(
    'vault_full',
    `no room is left in the vault: ${messageOf(thrown)}`,
    thrown,
  );
  if (file) error.file = file;
  return error;
}
