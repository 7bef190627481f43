import { s } from '../dom.js';

/** Pictures of the feed, drawn here: nothing is fetched, nobody's photograph is used. */
export type SceneName = 'dusk' | 'balcony' | 'rain' | 'soup';

let made = 0;

/** A vertical gradient; ids must be unique in the page. */
function gradient(stops: [number, string][]): { node: SVGElement; fill: string } {
  made += 1;
  const id = `sky${made}`;
  const node = s(
    'linearGradient',
    { id, x1: 0, y1: 0, x2: 0, y2: 1 },
    ...stops.map(([offset, colour]) => s('stop', { offset, 'stop-color': colour })),
  );
  return { node, fill: `url(#${id})` };
}

const path = (d: string, fill: string, more: Record<string, unknown> = {}) => s('path', { d, fill, ...more });
const circle = (cx: number, cy: number, r: number, fill: string, more: Record<string, unknown> = {}) =>
  s('circle', { cx, cy, r, fill, ...more });
const rect = (x: number, y: number, width: number, height: number, fill: string, more: Record<string, unknown> = {}) =>
  s('rect', { x, y, width, height, fill, ...more });
const stroke = (d: string, colour: string, width: number, more: Record<string, unknown> = {}) =>
  s('path', { d, fill: 'none', stroke: colour, 'stroke-width': width, 'stroke-linecap': 'round', ...more });

function dusk(): SVGElement[] {
  const sky = gradient([
    [0, '#f2b880'],
    [0.5, '#f6d3ab'],
    [1, '#fbeeda'],
  ]);
  return [
    sky.node,
    rect(0, 0, 600, 320, sky.fill),
    circle(420, 128, 44, '#fff3dc'),
    circle(420, 128, 70, '#fff3dc', { opacity: 0.28 }),
    path('M0 190c70-52 120-60 190-22 50-40 110-62 180-14 70-34 150-30 230 22v144H0z', '#c99a7b'),
    path('M0 228c90-40 150-36 230-6 90-46 170-42 240-8 50-16 90-14 130 2v104H0z', '#8f7a6c'),
    path('M0 268c120-34 220-28 320-6 100-20 190-20 280 4v54H0z', '#4f5a50'),
    stroke('M96 92c8-10 16-10 22 0 7-10 15-10 23 0', '#8a6247', 3),
    stroke('M160 66c6-8 12-8 17 0 5-8 11-8 17 0', '#8a6247', 2.5),
    // Two people on the ridge.
    path('M286 262v-24c0-6 12-6 12 0v24zM304 262v-20c0-5 11-5 11 0v20z', '#2e352f'),
    circle(292, 228, 6, '#2e352f'),
    circle(309.5, 233, 5.5, '#2e352f'),
  ];
}

function balcony(): SVGElement[] {
  const sky = gradient([
    [0, '#cfe4e6'],
    [1, '#f4f3e4'],
  ]);
  const tomato = (x: number, y: number, r: number, fill: string) => [
    circle(x, y, r, fill),
    path(`M${x - 6} ${y - r + 2}l6 3 6-3-2 5h-8z`, '#4d7d4f'),
  ];
  const leaf = (x: number, y: number, turn: number) =>
    path('M0 0c10-14 26-16 40-8-8 14-24 20-40 8z', '#5f9463', { transform: `translate(${x} ${y}) rotate(${turn})` });
  return [
    sky.node,
    rect(0, 0, 600, 320, sky.fill),
    rect(40, 96, 92, 224, '#dfe4dc'),
    rect(150, 60, 110, 260, '#d3dbd4'),
    rect(470, 84, 100, 236, '#dbe1da'),
    ...[0, 1, 2, 3, 4].flatMap((row) => [0, 1].map((col) => rect(172 + col * 40, 84 + row * 40, 22, 22, '#bccac3'))),
    rect(0, 258, 600, 62, '#b98b62'),
    rect(0, 250, 600, 12, '#cfa479'),
    path('M236 196h132l-14 76H250z', '#c4704a'),
    rect(228, 186, 148, 20, '#d27f57', { rx: 6 }),
    stroke('M302 190C296 140 310 110 300 48', '#4d7d4f', 7),
    stroke('M302 150c-30-6-46-20-56-40M303 120c26-4 44-16 58-36', '#4d7d4f', 5),
    leaf(300, 58, -20),
    leaf(300, 76, 190),
    leaf(252, 116, 200),
    leaf(352, 92, -30),
    leaf(306, 128, 10),
    leaf(296, 150, 160),
    ...tomato(250, 140, 17, '#e0553c'),
    ...tomato(358, 122, 20, '#e2603f'),
    ...tomato(326, 166, 13, '#ef9a4a'),
  ];
}

function rain(): SVGElement[] {
  const sky = gradient([
    [0, '#51647a'],
    [1, '#8496a3'],
  ]);
  const drops: SVGElement[] = [];
  for (let i = 0; i < 34; i += 1) {
    const x = 96 + ((i * 73) % 396);
    const y = 36 + ((i * 47) % 184);
    drops.push(stroke(`M${x} ${y}l-5 ${14 + ((i * 7) % 12)}`, '#dbe6ec', 2, { opacity: 0.65 }));
  }
  return [
    sky.node,
    rect(0, 0, 600, 320, '#3b3530'),
    rect(82, 24, 420, 226, sky.fill, { rx: 6 }),
    path('M82 214c60-30 96-24 150-8 60-30 120-26 170-4 36-14 66-14 100-4v46c0 4-2 6-6 6H88c-4 0-6-2-6-6z', '#465a5d'),
    ...drops,
    rect(286, 24, 10, 226, '#5a5048'),
    rect(82, 130, 420, 8, '#5a5048'),
    rect(60, 248, 464, 16, '#6d6055', { rx: 4 }),
    // The lamp and its light.
    circle(452, 206, 96, '#f6c46f', { opacity: 0.18 }),
    circle(452, 206, 58, '#f6c46f', { opacity: 0.25 }),
    path('M424 214l14-40h28l14 40z', '#f4d193'),
    rect(449, 214, 6, 34, '#2b2622'),
    // A cat asleep on the sill.
    path('M150 248c-4-34 26-50 62-48 34 2 56 22 54 48z', '#d9a066'),
    path('M156 226c-8-4-12-14-10-26l12 8c6-3 14-3 20 0l12-8c2 14-2 24-12 29z', '#d9a066'),
    stroke('M158 222c3 2 6 2 8 0M174 222c3 2 6 2 8 0', '#5a3d22', 2.5),
    stroke('M264 244c24 2 34-10 28-24', '#d9a066', 11),
  ];
}

function soup(): SVGElement[] {
  const table = gradient([
    [0, '#f3e1c6'],
    [1, '#e6c9a0'],
  ]);
  return [
    table.node,
    rect(0, 0, 600, 320, table.fill),
    stroke('M0 70h600M0 180h600M0 282h600', '#dcbd92', 3),
    s('ellipse', { cx: 300, cy: 196, rx: 172, ry: 88, fill: '#c49a69', opacity: 0.4 }),
    s('ellipse', { cx: 300, cy: 170, rx: 164, ry: 96, fill: '#fbf6ec' }),
    s('ellipse', { cx: 300, cy: 164, rx: 138, ry: 76, fill: '#c8793b' }),
    s('ellipse', { cx: 300, cy: 162, rx: 128, ry: 68, fill: '#dd9650' }),
    stroke(
      'M206 172c30-34 62-34 92 0s62 34 92 0M214 188c30-30 60-28 88 0s58 28 86-2M222 154c26-24 52-24 78 0s52 24 78 0',
      '#f5dca6',
      9,
    ),
    circle(352, 140, 26, '#fffaf0'),
    circle(354, 141, 12, '#f0a33c'),
    ...[
      [250, 138],
      [272, 128],
      [240, 160],
      [318, 196],
      [342, 190],
      [290, 142],
    ].map(([x, y]) => circle(x as number, y as number, 6, '#6f9b53')),
    stroke('M262 70c-12-16 12-26 0-44M300 62c-12-16 12-26 0-44M338 70c-12-16 12-26 0-44', '#fffaf0', 7, {
      opacity: 0.85,
    }),
    stroke('M470 92 566 262M490 84l96 170', '#8a5a35', 8),
  ];
}

const scenes: Record<SceneName, () => SVGElement[]> = { dusk, balcony, rain, soup };

/** A picture with its description. */
export function scene(name: SceneName, description: string): SVGElement {
  return s(
    'svg',
    {
      class: 'scene',
      viewBox: '0 0 600 320',
      role: 'img',
      'aria-label': description,
      preserveAspectRatio: 'xMidYMid slice',
    },
    ...scenes[name](),
  );
}
