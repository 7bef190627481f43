/** Pictures inside a copy: what is on the screen, drawn anew as plain pixels, within a budget. */
import type { CopyLimits } from './limits.js';

export type Drawn = { data: string } | { lost: 'cross-origin-image' | 'limit-pictures' | 'image-not-loaded' };

type Source = HTMLImageElement | HTMLCanvasElement | HTMLVideoElement;

/** Pictures no larger than this keep their transparency; a photograph as PNG would be many times larger. Pixels. */
const SMALL = 512 * 512;

export class Pictures {
  private pixels: number;
  private units: number;
  private readonly known = new Map<string, Drawn>();
  private canvas: HTMLCanvasElement | undefined;

  constructor(private readonly limits: CopyLimits) {
    this.pixels = limits.pixels;
    this.units = limits.pictures;
  }

  /** Draws what is shown. A picture that is shown many times is drawn once. */
  draw(source: Source): Drawn {
    const [width, height] = natural(source);
    if (!(width > 0 && height > 0)) return { lost: 'image-not-loaded' };
    const shown = source.getBoundingClientRect();
    const scale = Math.min(1, this.limits.side / Math.max(width, height), wanted(shown) / Math.max(width, height));
    const size: [number, number] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
    const image = source.localName === 'img' ? (source as HTMLImageElement) : null;
    const key = image ? `${size} ${image.currentSrc || image.src}` : '';
    const before = key === '' ? undefined : this.known.get(key);
    if (before) return before;
    const drawn = this.paint(source, size);
    if (key !== '') this.known.set(key, drawn);
    return drawn;
  }

  private paint(source: Source, [width, height]: [number, number]): Drawn {
    if (width * height > this.pixels) return { lost: 'limit-pictures' };
    this.pixels -= width * height;
    // A canvas that saw a foreign picture is of no use any more: it is thrown away below.
    this.canvas ??= document.createElement('canvas');
    const canvas = this.canvas;
    canvas.width = width;
    canvas.height = height;
    try {
      const small = width * height <= SMALL;
      const context = canvas.getContext('2d');
      if (!small && context) {
        context.fillStyle = '#fff';
        context.fillRect(0, 0, width, height);
      }
      context?.drawImage(source, 0, 0, width, height);
      const data = small ? canvas.toDataURL('image/png') : canvas.toDataURL('image/jpeg', 0.86);
      if (data.length > this.units) return { lost: 'limit-pictures' };
      this.units -= data.length;
      return { data };
    } catch {
      this.canvas = undefined;
      return { lost: 'cross-origin-image' };
    }
  }
}

/** Told apart by name: an element of a frame is of another realm's class. */
function natural(source: Source): [number, number] {
  if ('naturalWidth' in source) return [source.naturalWidth, source.naturalHeight];
  if ('videoWidth' in source) return [source.videoWidth, source.videoHeight];
  return [source.width, source.height];
}

/** The longest side worth keeping: small ones (faces, emoji) as sharp as dense screens show them, others as they came. */
function wanted(shown: DOMRect): number {
  const side = Math.max(shown.width, shown.height);
  return side < 120 ? Math.max(16, side * 2) : Number.POSITIVE_INFINITY;
}
