import type { HeldItem, HeldQuery, Place } from './contract.js';

/** How many items a page has where nobody says, and at most. */
const PAGE = 50;
const LARGEST_PAGE = 500;

/** How many items one page of a search reads at most, so that a page of a large store comes in time. */
export const SEARCH_SHARE = 4000;

/** The size of a page. */
export function sizeOf(query: HeldQuery): number {
  const asked = Math.floor(query.limit ?? PAGE);
  return Math.min(Math.max(Number.isNaN(asked) ? PAGE : asked, 1), LARGEST_PAGE);
}

/** Whether an item is one of those asked for, words aside. */
export function fits(item: HeldItem, { sender, shield, state }: HeldQuery): boolean {
  if (sender !== undefined && item.message.sender.id !== sender) return false;
  if (shield !== undefined && item.shield !== shield) return false;
  // What a shield kept back is listed whatever became of it, unless a state is asked for.
  return state === undefined && shield !== undefined ? true : item.state === (state ?? 'held');
}

/** Words to look for, in the form that texts are compared in; null for none. */
export function needle(query: HeldQuery): string | null {
  const words = plain(query.search ?? '').trim();
  return words === '' ? null : words;
}

/** A text without case, width and accents. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

/** Whether an item has the words. */
export function hasWords(item: HeldItem, words: string | null): boolean {
  if (words === null) return true;
  return plain(item.message.text).includes(words) || plain(item.message.sender.name ?? '').includes(words);
}

/** The place of an item. */
export function placeOf(item: HeldItem): Place {
  return { heldAt: item.heldAt, id: item.id };
}

/** The order of a list: newest first, then by id. */
export function newestFirst(a: Place, b: Place): number {
  return b.heldAt - a.heldAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
