/** Whether a picture shows anything at all. */

/** Rows looked at in a picture, pixels: enough to cross every line of text. */
const ROWS = 1_500;

/** Whether every pixel looked at has one and the same colour. */
export function isBlank(canvas: HTMLCanvasElement): boolean {
  const context = canvas.getContext('2d');
  const { width, height } = canvas;
  if (!context || width === 0 || height === 0) return true;
  // Bands of three rows each, evenly from top to bottom: a line of text is always taller than the gap between two.
  const bands = Math.max(1, Math.min(Math.floor(ROWS / 3), Math.ceil(height / 3)));
  let first: number | undefined;
  for (let band = 0; band < bands; band += 1) {
    const y = Math.floor((band * height) / bands);
    const pixels = new Uint32Array(context.getImageData(0, y, width, Math.min(3, height - y)).data.buffer);
    for (const pixel of pixels) {
      first ??= pixel;
      if (pixel !== first) return false;
    }
  }
  return true;
}

/** The same for a picture in a file. Null where this browser cannot read the file. */
export async function isBlankFile(blob: Blob): Promise<boolean | null> {
  try {
    const image = await createImageBitmap(blob);
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    canvas.getContext('2d', { willReadFrequently: true })?.drawImage(image, 0, 0);
    image.close();
    return isBlank(canvas);
  } catch {
    return null;
  }
}
