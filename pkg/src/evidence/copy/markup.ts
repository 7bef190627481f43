/** Markup that HTML and XML read the same, so that one text is both the copy kept and the picture painted of it. */

/** What XML 1.0 does not carry: most controls, lone surrogates, and two noncharacters. */
export const UNREADABLE = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as markup. What no parser reads back becomes U+FFFD; `onDamage` hears how many there were. */
export function escaped(text: string, onDamage?: (count: number) => void): string {
  let damaged = 0;
  const readable = text.replace(UNREADABLE, () => {
    damaged += 1;
    return '\ufffd';
  });
  if (damaged > 0) onDamage?.(damaged);
  return readable.replace(/[&<>"]/g, (char) => ESCAPES[char] as string).replace(/\r/g, '&#13;');
}

/** One attribute, with the space before it. */
export function attribute(name: string, value: string): string {
  // A raw line break in an attribute becomes a space in XML.
  return ` ${name}="${escaped(value).replace(/\n/g, '&#10;').replace(/\t/g, '&#9;')}"`;
}
