/** What a host asks to be captured, and the record made of it. */
import { version } from 'artefact:about';
import type { Verdict } from '../verdict.js';
import type {
  Attestation,
  AuthorFacts,
  Capture,
  Clock,
  FindingFacts,
  MessageFacts,
  Part,
  Trigger,
  VerdictFacts,
} from './contract.js';
import type { CopyOptions, PageCopy } from './copy/copy.js';
import { documentOf } from './copy/document.js';
import type { Gap } from './copy/gaps.js';
import type { Picture, ScreenshotProvider } from './picture/picture.js';

/** What stands around a message. */
export interface CaptureContext {
  /** Messages before it, oldest first. */
  before?: readonly MessageFacts[];
  /** Messages after it, oldest first. */
  after?: readonly MessageFacts[];
  /** Default: the page this runs in. */
  page?: { url?: string; title?: string; lang?: string; platform?: string };
  /** What the engine says about the message. */
  verdict?: Verdict;
  engine?: 'wasm' | 'js';
}

/** An element on the page, a message the host knows, or best both: the element as it looks, the message as it is. */
export interface CaptureRequest extends CopyOptions {
  /** The part of the page to copy and picture. */
  element?: Element;
  /** The message itself. Without it the text of the element is taken. */
  message?: MessageFacts;
  context?: CaptureContext;
  /** The event that started it: whether a person's hand did is written down. */
  event?: Event;
  /** Default: `key` or `menu` by the event's kind, `script` without one. */
  trigger?: Trigger;
  /** The host's own way to take a picture; false for none. */
  screenshotProvider?: ScreenshotProvider | false;
  /** What the host signed about the message. */
  attestation?: Attestation;
  /** The person's own words. */
  note?: string;
  /** Hears how far it is. */
  onStep?: (step: CaptureStep) => void;
}

/** The steps of a capture, in order. After `kept` it outlives the page. */
export type CaptureStep = 'copied' | 'pictured' | 'sealed' | 'keeping' | 'kept';

/** The device's clock, now. */
export function clockNow(): Clock {
  const now = new Date();
  return {
    atMs: now.getTime(),
    tzMinutes: -now.getTimezoneOffset(),
    monotonicMs: Math.round(globalThis.performance?.now() ?? 0),
  };
}

/** Everything that is to be sealed, but for the parts. */
export function captureOf(request: CaptureRequest, copy: PageCopy | null, gaps: readonly Gap[]): Capture {
  const { context = {} } = request;
  const message = request.message ?? { author: {}, text: copy?.text ?? '' };
  const { verdict } = context;
  return defined({
    message: messageFacts(message),
    before: (context.before ?? []).map(messageFacts),
    after: (context.after ?? []).map(messageFacts),
    page: pageOf(context.page, copy),
    how: { trigger: triggerOf(request), trusted: request.event?.isTrusted === true },
    environment: defined({
      userAgent: globalThis.navigator?.userAgent ?? '',
      library: SOFTWARE,
      engine: context.engine,
      packs: verdict ? [...verdict.packs] : [],
      viewport: viewport(),
      languages: [...(globalThis.navigator?.languages ?? [])],
    }),
    verdict: verdict && verdictFacts(verdict),
    notCaptured: gaps.map(({ what, where, count }) => ({ what, where, count })),
    attestation: request.attestation,
    note: request.note,
  });
}

/** The parts of a package. */
export function partsOf(request: CaptureRequest, copy: PageCopy | null, picture: Picture | null): Part[] {
  const utf8 = new TextEncoder();
  const title = request.context?.page?.title ?? document.title;
  const parts: Part[] = [];
  if (copy) parts.push({ kind: 'dom', mime: 'text/html', bytes: utf8.encode(documentOf(copy, title)) });
  const text = copy?.text ?? request.message?.text ?? '';
  parts.push({ kind: 'text', mime: 'text/plain', bytes: utf8.encode(text) });
  if (picture) parts.push({ kind: 'picture', mime: picture.mime, bytes: picture.bytes });
  return parts;
}

/** The name and version that every package carries. */
export const SOFTWARE = `liangyan ${version}`;

function pageOf(given: CaptureContext['page'] = {}, copy: PageCopy | null): Capture['page'] {
  return defined({
    url: given.url ?? globalThis.location?.href ?? '',
    title: given.title ?? globalThis.document?.title ?? '',
    lang: (given.lang ?? copy?.lang) || undefined,
    platform: given.platform,
  });
}

function triggerOf({ trigger, event }: CaptureRequest): Trigger {
  if (trigger) return trigger;
  if (!event) return 'script';
  return event.type.startsWith('key') ? 'key' : 'menu';
}

function viewport(): { width: number; height: number; scalePercent: number } | undefined {
  if (typeof window === 'undefined') return undefined;
  const { innerWidth, innerHeight, devicePixelRatio } = window;
  return {
    width: Math.round(innerWidth),
    height: Math.round(innerHeight),
    scalePercent: Math.round(devicePixelRatio * 100),
  };
}

/** Only the fields there are: a host's own objects may carry more. */
function messageFacts(message: MessageFacts): MessageFacts {
  const { id, author, text, folded, url, replyTo, postedAtShown, postedAt, counts } = message;
  return defined({ id, author: authorFacts(author), text, folded, url, replyTo, postedAtShown, postedAt, counts });
}

function authorFacts({ id, name, handle, profileUrl, bio, region }: AuthorFacts): AuthorFacts {
  return defined({ id, name, handle, profileUrl, bio, region });
}

/** The verdict in whole numbers, as the engine has them inside. */
function verdictFacts(verdict: Verdict): VerdictFacts {
  return defined({
    level: verdict.level,
    scorePerMille: Math.round(verdict.score * 1000),
    findings: verdict.findings.map(
      ({ rule, category, severity, confidence, start, end, via, why, toned }): FindingFacts => ({
        rule,
        category,
        severity,
        confidencePerMille: Math.round(confidence * 1000),
        start,
        end,
        via,
        why,
        toned: [...toned],
      }),
    ),
    support: verdict.support ?? undefined,
  });
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without the fields that are not known: in a record they are absent. */
function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
