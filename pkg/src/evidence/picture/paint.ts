/** A picture painted of the copy by the browser itself: nothing is fetched, and the page is not touched. */
import type { PageCopy } from '../copy/copy.js';
import { isBlank } from './blank.js';

/** Pixels of a picture. Phones refuse canvases past 16 million, and a long thread stays readable with this many. */
const AREA = 9_000_000;
/** The longest side of a canvas in any engine, pixels. */
const SIDE = 16_000;
/** Past this many pixels a picture is a JPEG: as PNG it would take longer than everything else together. */
const LARGE = 2_000_000;
/** Some engines draw the pictures inside a drawing only at the second time. */
const TRIES = 3;

/** Paints. Rejects with a sentence about why it could not. */
export async function paint(copy: PageCopy): Promise<Blob> {
  const width = Math.max(1, copy.width);
  const height = Math.max(1, copy.height);
  const scale = Math.min(
    Math.max(1, Math.min(2, window.devicePixelRatio || 1)),
    Math.sqrt(AREA / (width * height)),
    SIDE / Math.max(width, height),
  );
  const image = new Image();
  image.decoding = 'sync';
  image.src = drawingOf(copy, width, height);
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  for (let tries = 1; ; tries += 1) {
    context.fillStyle = copy.background;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    if (!isBlank(canvas)) break;
    if (tries === TRIES) throw new Error('blank');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const large = canvas.width * canvas.height > LARGE;
  return new Promise((resolve, reject) => {
    const done = (blob: Blob | null) => (blob ? resolve(blob) : reject(new Error('no encoder')));
    if (large) canvas.toBlob(done, 'image/jpeg', 0.85);
    else canvas.toBlob(done, 'image/png');
  });
}

/** The copy inside a drawing, as an address. */
function drawingOf(copy: PageCopy, width: number, height: number): string {
  const lang = /^[A-Za-z0-9-]{1,40}$/.test(copy.lang) ? ` lang="${copy.lang}"` : '';
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<foreignObject x="0" y="0" width="${width}" height="${height}"><div xmlns="http://www.w3.org/1999/xhtml"${lang}>` +
    `<style>${copy.sheet}</style>${copy.markup}</div></foreignObject></svg>`;
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}
