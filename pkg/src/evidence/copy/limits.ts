/** What a copy may cost, whatever the page holds. Past a limit the copy goes on with less and says so among its gaps. */
export interface CopyLimits {
  /** Elements copied with their structure. What comes after keeps its text. */
  elements: number;
  /** Elements copied with their look. What comes after keeps its structure. */
  styled: number;
  /** Levels below the element captured. What lies deeper keeps its text. */
  depth: number;
  /** UTF-16 code units of text. */
  text: number;
  /** UTF-16 code units of markup. */
  markup: number;
  /** Pixels drawn for all pictures inside the copy together. */
  pixels: number;
  /** The longest side of one picture inside the copy, pixels. */
  side: number;
  /** UTF-16 code units of all pictures inside the copy together, as `data:` addresses. */
  pictures: number;
}

export const LIMITS: Readonly<CopyLimits> = {
  elements: 20_000,
  styled: 8_000,
  depth: 160,
  text: 600_000,
  markup: 12_000_000,
  pixels: 12_000_000,
  side: 1_600,
  pictures: 6_000_000,
};
