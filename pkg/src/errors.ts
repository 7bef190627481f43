import type { EvidenceCode } from './evidence/errors.js';

const FIXES = {
  bad_text: 'Pass a string.',
  bad_context: 'Pass an object with the fields of `Context`, or nothing.',
  bad_option: 'See `LoadOptions` for what each option takes.',
  bad_personal: 'Pass `{ words, dismissed }` with the fields of `UserWord` and `Dismissed`.',
  text_too_long: 'Check the text in parts.',
  pack_missing:
    'Pass the content of the .lypack file as `packs: [bytes]`, or load `liangyan/inline`, which carries its packs.',
  pack_not_recognised: 'Pass the content of a .lypack file, as `liangyan pack build` writes it.',
  pack_version: 'Build the pack anew, or update the package: both must be of one version.',
  pack_damaged: 'Load the pack again from where it came.',
  model_not_recognised: 'Pass the content of a .lymodel file.',
  model_version: 'Update the package, or take a model that was made for this version of it.',
  model_damaged: 'Load the model again from where it came.',
  signature_unreadable: 'Pass the text of the .minisig file that `liangyan pack sign` writes.',
  signature_key: 'Get the pack from its publisher; when they changed their key, pass the new one as well.',
  signature_wrong:
    'Fetch pack and signature again, as bytes: whoever sent them changed one of them, or they are not of one version.',
  public_key_unreadable: 'Pass the content of the .pub file that `liangyan pack keygen` writes, or its second line.',
  expiry_missing: 'Sign the pack with `liangyan pack sign`, which names the time it expires.',
  pack_expired: 'Fetch a newer pack, or look at the clock of this device. The pack before it runs on.',
  pack_not_newer: 'Nothing is to be done: what runs is as new or newer.',
  pack_not_running: 'Load the pack with the others first: an update takes the place of a pack of its name.',
  update_unavailable:
    'Build the script into one file, or import `liangyan/inline` or `liangyan/js`, which bring the code along: service workers import nothing at run time.',
  wasm_missing:
    'Pass the content of `liangyan/liangyan.wasm` (for an inbox, `liangyan/inbox.wasm`) as `wasm`, or load `liangyan/inline`, which carries the engine.',
  wasm_unreadable:
    'Pass the content of `liangyan/liangyan.wasm` (for an inbox, `liangyan/inbox.wasm`) of this same version, unchanged.',
  wasm_version:
    'Serve the `liangyan/liangyan.wasm` (for an inbox, `liangyan/inbox.wasm`) of this same version of the package, and let no old copy stay in a cache.',
  wasm_unavailable: 'Use `load`, which falls back to plain JavaScript, or `loadSync` of `liangyan/js`.',
  js_missing:
    'Import `liangyan/js`, which needs no import at run time: a service worker allows none. Elsewhere serve core.js beside the code.',
  engine_trapped: 'Call again: the next call starts a fresh engine. Please report the text if you may.',
  engine_busy: 'Wait for answers, or for `room()`, before asking on; or raise `maxWaiting`.',
  worker_unavailable:
    'Use `load` of `liangyan`, which runs in this thread, or pass `worker`: where liangyan/worker-thread.js lies on this origin, or a function that makes the worker. A policy needs `worker-src` for it, and `trusted-types liangyan-worker` where Trusted Types are enforced.',
  worker_died: 'Call again: the next call starts a fresh worker.',
  worker_version: 'Serve `liangyan/worker-thread.js` of this same version of the package.',
  bridge_unavailable:
    'Open the page in an app that gives it a bridge (docs/webview.md shows how), or pass a `transport` of your own.',
  bridge_framed: 'Load the page itself in the webview, not inside a frame of another page.',
  bridge_origin: 'Send from the app itself, or name the origin in `origins` if it may ask.',
  bridge_version: 'Use the same version of the package on both sides: envelopes of version 1 are read here.',
  bridge_message:
    'Send JSON text of the form {v, id, type, payload}, long messages as parts in order: see docs/webview.md.',
  bridge_too_large: 'Send less at once, or raise `maxMessage`.',
  bridge_busy: 'Wait for answers before asking on.',
  bridge_type:
    'Ask `hello`, `check`, `checkMany`, `setPersonal`, `stillSays`, `updatePack`, or a type that the page has a handler for.',
  bridge_silent: 'Check that the page is loaded and serves a bridge; a webview in the background may be paused.',
  bridge_failed: 'Look at the message: the handler that the page gave for this type failed.',
  bad_field: 'Pass the <textarea>, <input>, contenteditable element or Field that people type into.',
  field_guarded: 'Call `destroy()` on the first guard, or keep that one: a field has one guard.',
  engine_slow: 'Load the engine earlier, use `liangyan/worker`, or raise `patienceMs`. Posting went on.',
  engine_freed: 'Load another engine: this one was freed.',
  guard_snapshot_not_recognised: 'Begin with a fresh guard, and tell the person that settings and counters were lost.',
  guard_snapshot_version: 'Begin with a fresh guard, and tell the person that settings and counters were lost.',
  guard_snapshot_damaged: 'Begin with a fresh guard, and tell the person that settings and counters were lost.',
  guard_bad_event: 'Pass an object with the fields of `GuardEvent`.',
  guard_bad_policy: 'Take a preset and change what is to change: every field of `Policy` is needed.',
  guard_locked: 'Unlock it with the guardian code first.',
  guard_trapped: 'Open guards anew and restore the last snapshot.',
  guard_freed: 'Make another guard: this one was freed.',
  store_full:
    'Ask the person to free some space, or to export and delete what is held. Until then it is kept in memory.',
  store_blocked: 'Ask the person to close or reload the other tabs of this site. Until then it is kept in memory.',
  store_lost: 'The browser or another program deleted what was stored. What this page still knew was written again.',
  store_version: 'Reload the page: a newer version of it changed the store. Until then it is kept in memory.',
  store_unavailable: 'Allow the site to store data, or pass another `store`. Until then it is kept in memory.',
  insecure_context: 'Serve the page over https or from localhost: only there has the browser the cryptography for it.',
  wrong_code: 'Ask the guardian for the code. After several wrong ones each next try has to wait.',
  locked: 'Unlock it with the guardian code first.',
  bad_message: 'Pass an object with the fields of `Message`.',
  bad_policy: 'See the policy table in the guide to the inbox.',
  not_held: 'List the held items again: this one was taken out, or is of another inbox.',
  adapter_failed:
    'Look at what the host adapter threw (`cause`). It is asked again by itself; until then the decisions here hold.',
  bad_word:
    'Give a phrase of at most 100 characters with a letter, a digit or an emoji in it; the message says what is wrong.',
  no_evidence: 'Pass `evidence: { keep, draft }` to `createInbox`, for instance from `liangyan/evidence`.',
  bad_store: 'Pass `indexedDbStore(name)`, `memoryStore()`, or an object with every method of `Store`.',
} as const;

/** Every code a {@link LiangyanError} can have. */
export type ErrorCode = keyof typeof FIXES | EvidenceCode;

/** Why a call could not be answered, and what to do about it. */
export class LiangyanError extends Error {
  /** A short stable code for programs. */
  readonly code: ErrorCode;
  /** What to do about it. */
  readonly fix: string;

  /** `fix` is given by a part of the package that brings codes of its own. */
  constructor(code: ErrorCode, message: string, cause?: unknown, fix?: string) {
    super(message);
    this.name = 'LiangyanError';
    this.code = code;
    this.fix = fix ?? FIXES[code as keyof typeof FIXES];
    if (cause !== undefined) {
      Object.defineProperty(this, 'cause', { value: cause, configurable: true, writable: true });
    }
  }
}

/** Whether something thrown by the engine carries one of its own codes; everything else is a trap. */
export function codeOf(thrown: unknown): ErrorCode | undefined {
  const code = thrown instanceof Error ? (thrown as Error & { code?: unknown }).code : undefined;
  return typeof code === 'string' && code in FIXES ? (code as ErrorCode) : undefined;
}

/** What was thrown, in words. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
