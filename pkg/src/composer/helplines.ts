/** A place to turn to, given by the host. */
export interface Helpline {
  label: string;
  /** `tel:…` or `https://…` */
  href: string;
}

/**
 * Help-lines: one list for everybody, or lists by region (ISO 3166: `CN`, `TW`, `GB`), where `*` is for regions without a
 * list of their own.
 */
export type Helplines = readonly Helpline[] | Readonly<Record<string, readonly Helpline[]>>;

/** The region a browser's language tells of: `zh-TW` says TW, `en` most likely US. Undefined where it tells of none. */
export function regionOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).maximize().region;
  } catch {
    return undefined;
  }
}

/** The lines for a region. */
export function linesFor(helplines: Helplines, region: string | undefined): readonly Helpline[] {
  if (Array.isArray(helplines)) return helplines;
  const byRegion = helplines as Readonly<Record<string, readonly Helpline[]>>;
  const own =
    region === undefined ? undefined : Object.entries(byRegion).find(([name]) => name === region.toUpperCase());
  return own?.[1] ?? byRegion['*'] ?? [];
}
