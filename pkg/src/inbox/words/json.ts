/** The elements of a JSON array one by one with their lines, so that one bad element costs no other. */

/** An element with the line it begins in, from 1; `value` is undefined for one that cannot be read. */
export interface Element {
  line: number;
  value: unknown;
}

/** Reads the elements of the first array in a text: the list itself, or the list in `{"words": […]}`. */
export function* readElements(text: string): Generator<Element> {
  let line = 1;
  let at = text.indexOf('[');
  if (at < 0) {
    if (text.trim() !== '') yield { line: 1, value: undefined };
    return;
  }
  for (let before = 0; before < at; before += 1) if (text[before] === '\n') line += 1;
  at += 1;
  let from = at;
  let begins = line;
  let depth = 0;
  let quoted = false;
  let some = false;
  for (; at < text.length; at += 1) {
    const sign = text[at] as string;
    if (sign === '\n') {
      line += 1;
      // No string runs over a line: a quote that was left open ends here, and its element is lost alone.
      if (quoted) {
        yield { line: begins, value: undefined };
        quoted = false;
        some = false;
        depth = 0;
        from = at + 1;
      }
    }
    if (quoted) {
      if (sign === '\\' && text[at + 1] !== '\n') at += 1;
      else if (sign === '"') quoted = false;
      continue;
    }
    if (!some && sign.trim() !== '') {
      some = true;
      begins = line;
    }
    if (sign === '"') quoted = true;
    else if (sign === '{' || sign === '[') depth += 1;
    else if ((sign === '}' || sign === ']') && depth > 0) depth -= 1;
    else if (depth === 0 && (sign === ',' || sign === ']')) {
      const part = text.slice(from, at);
      if (part.trim() !== '') yield { line: begins, value: parsed(part) };
      if (sign === ']') return;
      from = at + 1;
      some = false;
    }
  }
  // The list never ends: what stands behind the last comma is not whole.
  if (text.slice(from).trim() !== '') yield { line: begins, value: parsed(text.slice(from)) };
}

function parsed(part: string): unknown {
  try {
    return JSON.parse(part);
  } catch {
    return undefined;
  }
}
