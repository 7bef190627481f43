/** Files as they go out and come in. */
import type { NamedFile } from './contract.js';

/** A file to hand to the person. */
export interface OutFile {
  name: string;
  type: string;
  bytes: Uint8Array;
}

/** A vault without room: the capture is sealed all the same, and this is it. */
export interface FullVaultError extends Error {
  code: 'vault_full';
  file: OutFile;
}

export const PACKAGE_TYPE = 'application/wacz';
export const CHAIN_TYPE = 'application/json';

/** Names say nothing about what is inside: somebody else may look at the folder of downloads. */
export function packageName(stem: string, capturedAt: string, id: string): string {
  return `${stem}-${capturedAt.slice(0, 10)}-${id.replace(/^sha256:/, '').slice(0, 6)}.wacz`;
}

export function chainName(stem: string, now: Date): string {
  return `${stem}-${now.toISOString().slice(0, 10)}.json`;
}

/** A file of a drop, a file input or a program. */
export type InFile = File | Blob | NamedFile | Uint8Array | ArrayBuffer;

export async function read(file: InFile, at: number): Promise<NamedFile> {
  const name = 'name' in file && typeof file.name === 'string' ? file.name : `file ${at + 1}`;
  if (file instanceof Uint8Array) return { name, bytes: file };
  if (file instanceof ArrayBuffer) return { name, bytes: new Uint8Array(file) };
  if ('bytes' in file && file.bytes instanceof Uint8Array) return { name, bytes: file.bytes };
  return { name, bytes: new Uint8Array(await (file as Blob).arrayBuffer()) };
}
