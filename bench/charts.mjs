// The figures of a run as SVG: bars and lines on logarithmic scales, readable on light and on dark pages.

const WIDTH = 760;
const LEFT = 230;
const RIGHT = 90;
const ROW = 24;

const STYLE = `text{font:13px system-ui,sans-serif;fill:#333}.note{fill:#666;font-size:12px}.bar{fill:#9aa7b5}.ours{fill:#1a7f64}
.grid{stroke:#ccc;stroke-width:1}.fold{fill:#4c78a8}.rules{fill:#1a7f64}.model{fill:#b9770e}.line{fill:none;stroke:#9aa7b5;stroke-width:1.5}
.line.ours{stroke:#1a7f64;stroke-width:2.5;fill:none}
@media (prefers-color-scheme:dark){text{fill:#ddd}.note{fill:#aaa}.grid{stroke:#444}.bar{fill:#66727f}.line{stroke:#66727f}.ours{fill:#35b08c}.line.ours{stroke:#35b08c}}`;

const escaped = (text) =>
  String(text).replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]);

/** Three digits, without an exponent. */
const short = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(value >= 1 ? 2 : 1));

function svg(title, height, body) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(title)}">
<title>${escaped(title)}</title><style>${STYLE}</style>
<text x="0" y="16" font-weight="600">${escaped(title)}</text>
${body.join('\n')}
</svg>
`;
}

/** A logarithmic scale over these values: `{ at, ticks }`. */
function scale(values, from, to) {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(Math.ceil(Math.log10(Math.max(...values))), low + 1);
  const at = (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from);
  return { at, ticks: Array.from({ length: high - low + 1 }, (_, n) => 10 ** (low + n)) };
}

/** One bar a row: `rows` are `{ id, ours, value }`. Rows without a value are left out. */
export function bars(title, unit, rows) {
  const shown = rows.filter(({ value }) => value > 0);
  const { at, ticks } = scale(
    shown.map(({ value }) => value),
    LEFT,
    WIDTH - RIGHT,
  );
  const bottom = 34 + shown.length * ROW;
  const grid = ticks.map(
    (tick) =>
      `<line class="grid" x1="${at(tick)}" x2="${at(tick)}" y1="28" y2="${bottom}"/><text class="note" x="${at(tick)}" y="${bottom + 16}" text-anchor="middle">${short(tick)}</text>`,
  );
  const drawn = shown.map(({ id, ours, value }, n) => {
    const y = 32 + n * ROW;
    const width = Math.max(at(value) - LEFT, 1).toFixed(1);
    return `<text x="${LEFT - 8}" y="${y + 14}" text-anchor="end">${escaped(id)}</text><rect class="${ours ? 'bar ours' : 'bar'}" x="${LEFT}" y="${y}" width="${width}" height="${ROW - 6}"/><text x="${(at(value) + 6).toFixed(1)}" y="${y + 14}">${short(value)}</text>`;
  });
  const note = `<text class="note" x="${LEFT}" y="${bottom + 34}">${escaped(unit)}, logarithmic</text>`;
  return svg(title, bottom + 44, [...grid, ...drawn, note]);
}

/** Lines over lengths: `rows` are `{ id, ours, points: [[length, value]] }`. */
export function lines(title, unit, rows) {
  const all = rows.flatMap(({ points }) => points);
  const [top, bottom] = [34, 340];
  const x = scale(
    all.map(([length]) => length),
    60,
    WIDTH - 190,
  );
  const y = scale(
    all.map(([, value]) => value),
    bottom,
    top,
  );
  const grid = [
    ...x.ticks.map(
      (tick) =>
        `<line class="grid" x1="${x.at(tick)}" x2="${x.at(tick)}" y1="${top}" y2="${bottom}"/><text class="note" x="${x.at(tick)}" y="${bottom + 16}" text-anchor="middle">${short(tick)}</text>`,
    ),
    ...y.ticks.map(
      (tick) =>
        `<line class="grid" x1="60" x2="${WIDTH - 190}" y1="${y.at(tick)}" y2="${y.at(tick)}"/><text class="note" x="54" y="${y.at(tick) + 4}" text-anchor="end">${short(tick)}</text>`,
    ),
  ];
  // Names beside the ends of their lines, moved apart where they would meet.
  const ends = rows
    .map(({ id, ours, points }) => ({ id, ours, points, y: y.at(points.at(-1)[1]) }))
    .sort((one, other) => one.y - other.y);
  let last = Number.NEGATIVE_INFINITY;
  const drawn = ends.map(({ id, ours, points, y: end }) => {
    last = Math.max(end, last + 15);
    const path = points.map(([length, value]) => `${x.at(length).toFixed(1)},${y.at(value).toFixed(1)}`).join(' ');
    return `<polyline class="${ours ? 'line ours' : 'line'}" points="${path}"/><text x="${WIDTH - 184}" y="${(last + 4).toFixed(1)}"${ours ? ' font-weight="600"' : ''}>${escaped(id)}</text>`;
  });
  const height = Math.max(bottom, last) + 44;
  const note = `<text class="note" x="60" y="${bottom + 34}">UTF-16 code units, and ${escaped(unit)}; both logarithmic</text>`;
  return svg(title, height, [...grid, ...drawn, note]);
}

/** One bar a set, made of the stages' times. */
export function stacked(title, unit, rows) {
  const kinds = ['fold', 'rules', 'model'];
  const most = Math.max(...rows.map((row) => kinds.reduce((sum, kind) => sum + row[kind], 0)));
  const wide = (value) => (value / most) * (WIDTH - LEFT - RIGHT);
  const drawn = rows.map((row, n) => {
    const y = 56 + n * ROW;
    let from = LEFT;
    const parts = kinds.map((kind) => {
      const rect = `<rect class="${kind}" x="${from.toFixed(1)}" y="${y}" width="${wide(row[kind]).toFixed(1)}" height="${ROW - 6}"/>`;
      from += wide(row[kind]);
      return rect;
    });
    const sum = kinds.reduce((total, kind) => total + row[kind], 0);
    return `<text x="${LEFT - 8}" y="${y + 14}" text-anchor="end">${escaped(row.name)}</text>${parts.join('')}<text x="${(from + 6).toFixed(1)}" y="${y + 14}">${short(sum)}</text>`;
  });
  const legend = { fold: 'folding', rules: 'matching and judging', model: 'the scorer' };
  const key = kinds.map(
    (kind, n) =>
      `<rect class="${kind}" x="${LEFT + n * 170}" y="28" width="12" height="12"/><text class="note" x="${LEFT + 18 + n * 170}" y="38">${legend[kind]}</text>`,
  );
  const bottom = 62 + rows.length * ROW;
  return svg(title, bottom + 24, [
    ...key,
    ...drawn,
    `<text class="note" x="${LEFT}" y="${bottom + 12}">${escaped(unit)}</text>`,
  ]);
}

/** Microseconds a message over sets, each message counting once. */
export function mean(sets) {
  const messages = sets.reduce((sum, set) => sum + set.count, 0);
  return sets.reduce((sum, set) => sum + set.us * set.count, 0) / messages;
}

/** Name of a file -> its SVG. */
export function charts({ rows, stages }) {
  const spoken = { zh: 'Chinese', en: 'English' };
  const made = {};
  for (const language of Object.keys(spoken)) {
    const speaks = rows.filter(({ sets }) => sets.some((set) => set.language === language));
    if (speaks.length === 0) continue;
    const value = ({ sets }) => mean(sets.filter((set) => set.language === language));
    made[`speed-${language}`] = bars(
      `A message in ${spoken[language]}`,
      'microseconds of processor time',
      speaks.map((row) => ({ ...row, value: value(row) })),
    );
    made[`length-${language}`] = lines(
      `A text in ${spoken[language]} by its length`,
      'microseconds',
      speaks.map(({ id, ours, lengths }) => ({
        id,
        ours,
        points: lengths
          .filter((set) => set.language === language)
          .map(({ name, us }) => [Number(name), Math.max(us, 0.01)]),
      })),
    );
  }
  made.ready = bars(
    'From the bytes in memory to the first verdict',
    'milliseconds of processor time',
    rows.map((row) => ({ ...row, value: row.start.ms })),
  );
  made.bytes = bars(
    'Over the wire',
    'KiB with brotli',
    rows.filter(({ bytes }) => bytes).map((row) => ({ ...row, value: row.bytes.brotli / 1024 })),
  );
  const named = stages.map((row) => ({ ...row, name: `${row.name}, ${row.abusive ? 'abusive' : 'benign'}` }));
  made.stages = stacked('Where the time of a message goes', 'microseconds of processor time, native', named);
  return made;
}
