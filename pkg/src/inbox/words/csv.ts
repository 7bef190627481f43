/** Comma-separated values, read line by line so that one bad line costs no other; cells are quoted as RFC 4180 has it. */

/** A row with the line it begins in, from 1; null cells for a line that cannot be read. */
export interface Row {
  line: number;
  cells: string[] | null;
}

/** Reads rows. A line is a row, whatever quotes it leaves open: no phrase runs over lines, and a lost quote costs one line. */
export function* readCsv(text: string): Generator<Row> {
  let line = 0;
  for (const one of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    line += 1;
    if (one.trim() !== '') yield { line, cells: readLine(one) };
  }
}

/** The cells of a line; null when a quoted cell does not end in it, or has something behind its quote. */
function readLine(line: string): string[] | null {
  const cells: string[] = [];
  let at = 0;
  while (true) {
    if (line[at] === '"') {
      let cell = '';
      let from = at + 1;
      while (true) {
        const quote = line.indexOf('"', from);
        if (quote < 0) return null;
        cell += line.slice(from, quote);
        if (line[quote + 1] !== '"') {
          at = quote + 1;
          break;
        }
        cell += '"';
        from = quote + 2;
      }
      if (at < line.length && line[at] !== ',') return null;
      cells.push(cell);
    } else {
      const comma = line.indexOf(',', at);
      const end = comma < 0 ? line.length : comma;
      cells.push(line.slice(at, end));
      at = end;
    }
    if (at >= line.length) return cells;
    at += 1;
  }
}

/** Cells that a spreadsheet would take for a formula. */
const RISKY = /^[=+\-@\t\r]/;

/** Writes a cell. What a spreadsheet would run gets an apostrophe before it, which `readCell` takes away again. */
export function writeCell(value: string): string {
  const safe = RISKY.test(value) || value.startsWith("'") ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** Reads a cell as `writeCell` wrote it. */
export function readCell(cell: string): string {
  return /^'[=+\-@\t\r']/.test(cell) ? cell.slice(1) : cell;
}
