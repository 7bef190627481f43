/** The picture that goes with a copy: the host's own way first, then one painted of the copy. */

import type { PageCopy } from '../copy/copy.js';
import type { Gap } from '../copy/gaps.js';
import { isBlankFile } from './blank.js';
import { paint } from './paint.js';

/** What a provider is asked for. */
export interface PictureRequest {
  /** The element on the page. */
  element: Element;
  /** Its box in the window, CSS pixels. */
  box: DOMRect;
  /** The copy that was taken. */
  copy: PageCopy;
  /** Ends when the capture goes on without the picture. */
  signal: AbortSignal;
}

/**
 * Takes the picture in a host's own way: WKWebView.takeSnapshot, PixelCopy, an extension's captureVisibleTab. A PNG, JPEG
 * or WebP, or null to leave it to the package.
 */
export type ScreenshotProvider = (request: PictureRequest) => Promise<Blob | Uint8Array | null>;

export interface Picture {
  bytes: Uint8Array;
  mime: 'image/png' | 'image/jpeg' | 'image/webp';
}

/** What came of it. Gaps say what a picture lacks, or why there is none. */
export interface Pictured {
  picture: Picture | null;
  gaps: Gap[];
}

/** A provider that does not answer must not keep the seal waiting. Milliseconds. */
const PATIENCE = 5_000;

/** Takes the picture. Never rejects: the copy is the record, the picture stands beside it. */
export async function takePicture(
  element: Element,
  copy: PageCopy,
  provider: ScreenshotProvider | undefined,
): Promise<Pictured> {
  const gaps: Gap[] = [];
  const gap = (where: string) => gaps.push({ what: 'picture', where, count: 1 });
  if (provider) {
    try {
      const given = await within((signal) => provider({ element, box: element.getBoundingClientRect(), copy, signal }));
      const picture = given && (await pictureOf(given));
      if (picture && !(await isBlankFile(blobOf(picture)))) return { picture, gaps };
      if (given) gap(picture ? 'host: blank' : 'host: not a picture');
    } catch (thrown) {
      gap(`host: ${thrown instanceof Error ? thrown.message : String(thrown)}`.slice(0, 120));
    }
  }
  try {
    return { picture: await pictureOf(await within(() => paint(copy))), gaps };
  } catch (thrown) {
    gap(thrown instanceof Error ? thrown.message.slice(0, 120) : 'painting failed');
    return { picture: null, gaps };
  }
}

async function within<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), PATIENCE);
  });
  try {
    return await Promise.race([work(stop.signal), late]);
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}

const blobOf = ({ bytes, mime }: Picture): Blob => new Blob([bytes as BlobPart], { type: mime });

/** A picture by its first bytes, whatever it calls itself. */
async function pictureOf(given: Blob | Uint8Array): Promise<Picture | null> {
  const bytes = given instanceof Uint8Array ? given : new Uint8Array(await given.arrayBuffer());
  const mime = mimeOf(bytes);
  return mime && { bytes, mime };
}

function mimeOf(bytes: Uint8Array): Picture['mime'] | null {
  const starts = (at: number, ...values: number[]) => values.every((value, i) => bytes[at + i] === value);
  if (starts(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (starts(0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(0, 0x52, 0x49, 0x46, 0x46) && starts(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp';
  return null;
}
