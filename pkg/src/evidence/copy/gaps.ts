/** Why a part of the page is not in the copy. */
export type GapKind =
  | 'cross-origin-image'
  | 'image-not-loaded'
  | 'background-image'
  | 'cross-origin-frame'
  | 'embedded-object'
  | 'media'
  | 'closed-shadow-root'
  | 'virtualised-rows'
  | 'form-values'
  | 'damaged-text'
  | 'limit-elements'
  | 'limit-style'
  | 'limit-depth'
  | 'limit-text'
  | 'limit-markup'
  | 'limit-pictures'
  | 'picture'
  | 'page';

/** Something that is not in the copy. */
export interface Gap {
  what: GapKind;
  /** An address or an element; empty where many places came together. */
  where: string;
  /** How often. */
  count: number;
}

/** Places told apart for one kind of gap; the rest is counted together. */
const PLACES = 20;
/** UTF-16 code units of one place. */
const PLACE_LENGTH = 200;

/** Collects what is left out of a copy. */
export class Gaps {
  private readonly found = new Map<GapKind, Map<string, number>>();

  add(what: GapKind, where = '', count = 1): void {
    let places = this.found.get(what);
    if (!places) {
      places = new Map();
      this.found.set(what, places);
    }
    const short = shortened(where);
    const place = places.has(short) || places.size < PLACES ? short : '';
    places.set(place, (places.get(place) ?? 0) + count);
  }

  all(): Gap[] {
    return [...this.found].flatMap(([what, places]) => [...places].map(([where, count]) => ({ what, where, count })));
  }
}

/** A place in few words: a `data:` address says nothing past its type, and a query may carry somebody's token. */
function shortened(where: string): string {
  const data = /^data:[^,;]*/.exec(where);
  return (data ? data[0] : where.replace(/[?#].*$/s, '')).slice(0, PLACE_LENGTH);
}
