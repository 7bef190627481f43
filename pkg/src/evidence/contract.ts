/**
 * What the evidence module (crate `liangyan-evidence`) takes and gives. Types only: the thinking is in Rust.
 *
 * Times: `…Ms` are milliseconds since the epoch, `monotonicMs` those of `performance.now()`, `tzMinutes` minutes east of UTC.
 * Every number is an integer. Offsets into text are UTF-16 code units.
 */

export interface EvidenceGlue {
  /** Seals one capture. `key` null: no secure context, and the package says `unsigned: insecure context`. */
  seal(input: SealInput, key: SealingKey | null): Promise<Sealed>;
  /** The chain's entry for a package taken back. */
  withdraw(head: Head, packageHash: string, clock: Clock): Withdrawn;
  /** The chain as a signed file of its own. */
  exportChain(entries: readonly ChainEntry[], clock: Clock, key: SealingKey | null): Promise<Uint8Array>;
  /** Several packages, or a redaction: sealed anew, with the hashes of the originals. */
  derive(input: DeriveInput, key: SealingKey | null): Promise<Sealed>;
  /** What a package holds. Its structure is checked, its signature is not. */
  read(bytes: Uint8Array): Contents;
  /** Never throws for a bad file, only for a bad call. */
  verify(files: readonly NamedFile[], options: VerifyOptions & StampsReader): Promise<Codes>;
  /** What a time stamp has to be about. */
  stampInput(bytes: Uint8Array): StampInput;
  /** The package with a stamp or proof beside its seal: no sealed byte is touched. */
  attach(bytes: Uint8Array, attachment: Attachment, options: StampsReader): Promise<Uint8Array>;
  keyId(key: CryptoKey): Promise<string>;
  draft(input: DraftInput): Draft;
  /** In the order to offer. */
  draftKinds(about: { minor: boolean }): { kind: DraftKind; urgent: boolean }[];
}

/** The module that reads what stands beside seals: loaded for the few packages that have it. */
export interface StampsGlue {
  /** The token, out of an authority's whole answer where it is that. */
  tokenIn(answer: Uint8Array): Uint8Array;
  beside: BesideReader;
}

/** Says what is to be said of a time stamp or proof; `about` is what it has to be about, a SHA-256. */
export type BesideReader = (
  kind: 'rfc3161' | 'opentimestamps',
  place: string,
  content: Uint8Array,
  about: Uint8Array,
  roots: readonly Uint8Array[] | undefined,
) => Promise<{ problems: Omit<Problem, 'words'>[]; notes: Omit<Problem, 'words'>[] }>;

/** Who reads what stands beside seals. */
export interface StampsReader {
  beside: BesideReader;
}

/** ECDSA on P-384; the private key is not extractable and may sign. */
export interface SealingKey {
  publicKey: CryptoKey;
  privateKey: CryptoKey;
}

/** The device's clock, at one moment. */
export interface Clock {
  atMs: number;
  tzMinutes: number;
  monotonicMs: number;
}

/** The last entry of a chain. */
export interface Head {
  seq: number;
  hash: string;
  keyId: string;
}

export interface SealInput {
  capture: Capture;
  parts: Part[];
  clock: Clock;
  /** Null: the chain begins here. */
  head: Head | null;
  software: string;
}

/** `dom`: text/html in UTF-8; `text`: text/plain in UTF-8; `picture`: image/png, image/jpeg or image/webp. */
export interface Part {
  kind: 'dom' | 'text' | 'picture';
  mime: string;
  bytes: Uint8Array;
}

export interface Sealed {
  bytes: Uint8Array;
  entry: ChainEntry;
  /** The new head: to be kept together with the bytes or not at all. */
  head: Head;
  /** `sha256:` and the hash of `datapackage.json`. */
  packageHash: string;
  keyId: string;
  /** Twelve hex digits of the hash, for people. */
  shortId: string;
}

export interface Withdrawn {
  entry: ChainEntry;
  head: Head;
}

export interface ChainEntry {
  /** From 1. */
  seq: number;
  event: 'sealed' | 'derived' | 'withdrawn';
  /** RFC 3339, UTC, with milliseconds. */
  capturedAt: string;
  tzMinutes: number;
  monotonicMs: number;
  packageHash: string;
  prevHash: string;
  keyId: string;
}

/** Everything but the parts. A field that is not known is absent. */
export interface Capture {
  message: MessageFacts;
  /** Oldest first; at most 500 messages in all. */
  before: MessageFacts[];
  after: MessageFacts[];
  page: { url: string; title: string; lang?: string; platform?: string };
  /** `trusted`: whether the browser says a person's hand started it. */
  how: { trigger: Trigger; trusted: boolean };
  environment: Environment;
  verdict?: VerdictFacts;
  notCaptured: { what: string; where: string; count: number }[];
  attestation?: Attestation;
  /** The person's own words. */
  note?: string;
}

export type Trigger = 'key' | 'menu' | 'script';

export interface Environment {
  userAgent: string;
  library: string;
  engine?: 'wasm' | 'js';
  packs: string[];
  viewport?: { width: number; height: number; scalePercent: number };
  languages?: string[];
}

/** A message as it is shown. */
export interface MessageFacts {
  id?: string;
  author: AuthorFacts;
  text: string;
  /** The text as the engine folds it. */
  folded?: string;
  url?: string;
  replyTo?: string;
  /** Letter for letter. */
  postedAtShown?: string;
  /** As a machine reads it, for instance of `<time datetime>`. */
  postedAt?: string;
  counts?: Counts;
}

export interface AuthorFacts {
  id?: string;
  name?: string;
  handle?: string;
  profileUrl?: string;
  bio?: string;
  /** The region label some platforms show. */
  region?: string;
}

export interface Counts {
  /** When they were read. */
  atMs: number;
  views?: Count;
  comments?: Count;
  forwards?: Count;
  likes?: Count;
}

/** A number as shown ("1.2万"), and as counted where that is known. */
export interface Count {
  shown: string;
  value?: number;
}

export interface VerdictFacts {
  level: 'none' | 'hint' | 'warn' | 'severe';
  scorePerMille: number;
  findings: FindingFacts[];
  support?: 'distress';
}

export interface FindingFacts {
  rule: string;
  category: string;
  severity: number;
  confidencePerMille: number;
  start: number;
  end: number;
  via: string;
  why: string;
  toned: string[];
}

/** What a host that owns the messages says about one, signed: the only answer to a page edited before the capture. */
export interface Attestation {
  host: string;
  algorithm: 'ES256' | 'ES384';
  /** JSON text as it was signed, with `messageId` and `sha256` (lower hex, of the text in UTF-8). */
  payload: string;
  /** Base64 of r‖s. */
  signature: string;
  /** Base64 SPKI, for information. */
  publicKey?: string;
}

export interface DeriveInput {
  packages: Uint8Array[];
  redactions: Redaction[];
  replacements: { capture: number; part: Part }[];
  clock: Clock;
  head: Head | null;
  software: string;
}

export interface Redaction {
  /** Index over all captures of the packages, in order. */
  capture: number;
  /** JSON Pointer into the capture: `/message/author/name`, `/before/3`, `/note`, or `/parts/dom`, `/parts/picture`. */
  path: string;
  by: string;
  reason: string;
}

export interface Contents {
  record: EvidenceRecord;
  position: Omit<ChainEntry, 'packageHash'>;
  packageHash: string;
  keyId: string;
  signed: boolean;
  parts: { capture: number; kind: string; mime: string; bytes: Uint8Array }[];
}

/** `evidence/record.json`. */
export interface EvidenceRecord {
  format: string;
  software: string;
  captures: {
    at: { capturedAt: string; clock: 'device'; tzMinutes: number; monotonicMs: number };
    capture: Capture;
    parts: PartFacts[];
  }[];
  derived?: {
    originals: { packageHash: string; keyId: string; seq: number; capture: number }[];
    redactions: Redaction[];
  };
}

export interface PartFacts {
  kind: Part['kind'];
  mime: string;
  /** `record`: written out from the record, because the page's own was never captured or was withheld. */
  source: 'page' | 'record' | 'replacement';
  bytes: number;
  sha256: string;
  recordId: string;
  uri: string;
}

/** A package or a chain; which one, the content says. */
export interface NamedFile {
  name: string;
  bytes: Uint8Array;
}

export interface VerifyOptions {
  /** The key the packages must be of. */
  keyId?: string;
  /** Public keys of hosts that attest, base64 SPKI. */
  hostKeys?: string[];
  /** Certificates of trusted time-stamp authorities or of who certifies them: each one in DER, or any number in PEM. */
  roots?: Uint8Array[];
}

export type VerdictWord = 'intact' | 'altered' | 'another_key' | 'unsigned' | 'unreadable';

export interface Report {
  /** The worst of all files. */
  verdict: VerdictWord;
  /** Whether a key id was given to compare with. */
  pinned: boolean;
  files: FileReport[];
  /** One sentence for everybody. */
  words: Words;
}

export interface FileReport {
  name: string;
  kind: 'package' | 'chain' | 'unknown';
  verdict: VerdictWord;
  problems: Problem[];
  notes: Problem[];
  keyId?: string;
  packageHash?: string;
  seq?: number;
  capturedAt?: string;
  url?: string;
  title?: string;
}

export interface Problem {
  code: string;
  where: string;
  words: Words;
}

/** The same sentence in English, in Chinese as written in China, and as written in Taiwan. */
export interface Words {
  en: string;
  zh: string;
  'zh-TW': string;
}

/** A report as the module gives it: codes without their sentences. */
export type Codes = Omit<Report, 'words' | 'files'> & {
  files: (Omit<FileReport, 'problems' | 'notes'> & {
    problems: Omit<Problem, 'words'>[];
    notes: Omit<Problem, 'words'>[];
  })[];
};

export interface StampInput {
  /** SHA-256 of the package's signature: what an OpenTimestamps proof has to be about. */
  sha256: Uint8Array;
  /** A request for an RFC 3161 token in DER, to be sent as `application/timestamp-query`. */
  rfc3161Request: Uint8Array;
}

/** What a host brings to stand beside the seal. */
export interface Attachment {
  /** A time-stamp token in DER, or the authority's whole answer. */
  rfc3161?: Uint8Array;
  /** An `.ots` file. */
  opentimestamps?: Uint8Array;
}

export type DraftKind = 'platform' | 'hotline' | 'civil' | 'guardian' | 'school' | 'child-protection' | 'fre902';

export interface DraftInput {
  kind: DraftKind;
  lang: 'en' | 'zh' | 'zh-TW';
  package: Uint8Array;
  nowMs: number;
  tzMinutes: number;
  minor: boolean;
  person: { name?: string; email?: string; phone?: string; address?: string; relation?: string };
  recipient?: string;
  why?: string;
  goodFaith?: boolean;
  notices: Notice[];
  jurisdiction?: 'EU' | 'CN' | 'US';
}

/** A line of the log of notices and answers. */
export interface Notice {
  atMs: number;
  direction: 'sent' | 'received';
  to: string;
  summary: string;
}

export interface Draft {
  title: string;
  /** A whole document to print, without scripts. */
  html: string;
  text: string;
  urgent: boolean;
  missing: { field: string; words: Words; needed: boolean }[];
}
