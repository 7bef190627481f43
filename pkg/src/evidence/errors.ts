/** What can go wrong around evidence, each with its mend. They travel with this part of the package alone. */
import { LiangyanError, messageOf } from '../errors.js';

const FIXES = {
  // The vault.
  vault_unavailable: 'Allow this site to store data: without it a capture can only be downloaded at once.',
  vault_full: 'Save the file in `error.file` somewhere safe, then export and delete older captures to make room.',
  vault_locked: 'Unlock the vault with its passphrase first. Captures work while it is locked.',
  vault_closed: 'Open the vault again: it was wiped, or another tab changed it.',
  vault_version: 'Reload the page: a newer version of it has changed the vault.',
  wrong_passphrase: 'Ask for the passphrase again. Nobody can reset it, and nothing was changed.',
  needs_secure_context:
    'Serve the page over https or from localhost: only there has the browser the cryptography for it.',
  not_found: 'Ask `vault.list()` for the ids there are: this one is unknown or was withdrawn.',
  bad_request: 'See `CaptureRequest`: it needs an element on the page or a message.',
  evidence_missing:
    'Pass the content of `liangyan/evidence.wasm` as `wasm`, or serve it beside the code of the package.',
  evidence_unreadable: 'Pass the content of `liangyan/evidence.wasm` of this same version, unchanged.',
  evidence_trapped: 'Call again: the next call starts afresh. What was sealed is safe.',
  // What the evidence module says of a file or a call.
  not_zip: 'Choose a .wacz file or a chain file as it was exported.',
  truncated: 'Copy or download the file again: its end is missing.',
  future_version: 'Update this app: the file was made by a newer version.',
  altered: 'Look at it with `verify`, which lists what was changed. Do not rely on it.',
  bad_record: 'Give the fields of `Capture` as their types say.',
  bad_part: 'Give HTML, plain text and PNG, JPEG or WebP only, once each.',
  bad_head: 'Give the head of this very chain.',
  bad_clock: 'Give whole numbers: milliseconds since the epoch, minutes, milliseconds.',
  bad_key: 'Give an ECDSA key on P-384 that may sign.',
  no_webcrypto: 'Serve the page over https or from localhost: only there has the browser the cryptography for it.',
  too_large: 'Capture a smaller part of the page, or export fewer captures at once.',
  bad_redaction: 'Name a field of the record by its JSON Pointer, with who redacts it and why.',
  bad_attachment: 'Ask the authority again, for a stamp of exactly what `vault.stampInput(id)` gives.',
  bad_draft: 'See `DraftRequest` for the kinds of drafts and their fields.',
  bad_chain: 'Export the chain again: this one does not hold together.',
  bad_call: 'See the types of `liangyan/evidence`.',
} as const;

/** Codes that only this part of the package knows. */
export type EvidenceCode = keyof typeof FIXES;

/** An error of this part of the package. */
export function evidenceError(code: EvidenceCode, message: string, cause?: unknown): LiangyanError {
  return new LiangyanError(code, message, cause, FIXES[code]);
}

/** What the module threw, as the package throws it. Anything without a code is a trap. */
export function thrownByModule(thrown: unknown): LiangyanError {
  if (thrown instanceof LiangyanError) return thrown;
  const code = thrown instanceof Error ? (thrown as Error & { code?: unknown }).code : undefined;
  if (typeof code === 'string' && Object.hasOwn(FIXES, code)) {
    return evidenceError(code as EvidenceCode, messageOf(thrown), thrown);
  }
  return evidenceError('evidence_trapped', `the evidence module stopped: ${messageOf(thrown)}`, thrown);
}
