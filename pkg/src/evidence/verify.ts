/** Checking files, with no vault and no network. */
import type { NamedFile, Report, VerifyOptions } from './contract.js';
import type { EvidenceModule } from './core.js';
import { type InFile, read } from './files.js';
import { worded } from './words.js';

/** The checks of one call: packages, and a chain to go with them, told apart by what they hold. */
export async function verifyWith(
  module: EvidenceModule,
  files: InFile | readonly InFile[],
  options: VerifyOptions,
): Promise<Report> {
  const list: readonly InFile[] = Array.isArray(files) ? files : [files as InFile];
  const named: NamedFile[] = [];
  for (const [at, file] of list.entries()) named.push(await read(file, at));
  return worded(await (await module.get()).verify(named, { ...options, beside: module.stamps.beside }));
}
