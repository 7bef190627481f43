import { s } from '../dom.js';

/** Ground, middle and light of a little picture. */
const palettes = [
  ['#f3d9b8', '#d98b4a', '#fff4e2'],
  ['#cfe3da', '#4d8f7f', '#f5fbf7'],
  ['#e6d5e8', '#8f6a9c', '#fbf5fc'],
  ['#d3e0ef', '#56789f', '#f4f8fd'],
  ['#f4d3cd', '#c0665a', '#fff3f0'],
  ['#e7e2b9', '#8d8a3f', '#fdfbe8'],
  ['#d9dccf', '#6f7a5c', '#f8f9f3'],
  ['#f1dbe0', '#b3687f', '#fff5f7'],
] as const;

type Palette = readonly [string, string, string];

const circle = (cx: number, cy: number, r: number, fill: string) => s('circle', { cx, cy, r, fill });
const path = (d: string, fill: string) => s('path', { d, fill });
const stroke = (d: string, colour: string, width = 2.2) =>
  s('path', {
    d,
    fill: 'none',
    stroke: colour,
    'stroke-width': width,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  });

/** Eight motifs in a 40-unit square. */
const motifs: ((p: Palette) => SVGElement[])[] = [
  // A sun over hills.
  ([, mid, light]) => [circle(26, 15, 5.5, light), path('M0 30c7-9 12-9 18-2 5-6 12-7 22 2v10H0z', mid)],
  // A cat.
  ([, mid, light]) => [
    path('M10 33V15l5 4.500c3-1.200 7-1.200 10 0L30 15v18z', mid),
    circle(16, 25, 1.5, light),
    circle(24, 25, 1.5, light),
    stroke('M18.500 29c1 .8 2 .8 3 0', light, 1.5),
  ],
  // A sprig.
  ([, mid, light]) => [
    stroke('M20 35C20 25 20 20 20 11', mid),
    path('M20 22c-7 0-10-4-10-9 6 0 10 3 10 9z', mid),
    path('M20 28c7 0 10-4 10-9-6 0-10 3-10 9z', light),
  ],
  // A cup with steam.
  ([, mid, light]) => [
    path('M11 21h16v5c0 5-3 8-8 8s-8-3-8-8z', light),
    stroke('M27 22.500c5-.5 5 6-.5 6', light),
    stroke('M16 17c-2-2.500 2-4 0-7M22 17c-2-2.500 2-4 0-7', mid),
  ],
  // Waves and a moon.
  ([, mid, light]) => [
    circle(14, 13, 5, light),
    path('M0 27c5-3 8-3 13 0s8 3 13 0 9-3 14 0v13H0z', mid),
    stroke('M2 33c5-3 7-3 12 0s8 3 12 0 7-3 12 0', light, 1.5),
  ],
  // A bird.
  ([, mid, light]) => [
    path('M6 31c0-12 7-20 16-20 5 0 9 4 9 9 0 8-6 13-13 13-5 0-9-1-12-2z', mid),
    path('M30.500 17l6 3-6 2.500z', light),
    circle(25, 18, 1.7, light),
    path('M9 29c1-6 6-9 11-8-1 5-5 8-11 8z', light),
  ],
  // A round face.
  ([, mid, light]) => [
    circle(20, 22, 12, light),
    path('M8 21c1-9 6-13 12-13s11 4 12 13c-6 0-10-2-12-6-2 4-6 6-12 6z', mid),
    circle(16, 24, 1.4, mid),
    circle(24, 24, 1.4, mid),
    stroke('M17 28.500c2 1.600 4 1.600 6 0', mid, 1.6),
  ],
  // Mountains.
  ([, mid, light]) => [path('M-2 36 13 13l10 15 5-7 14 15z', mid), path('M13 13l5 7.500-3 1-2-1.500-3 2-2-.5z', light)],
];

/** The people of the feed have pictures that suit them: palette and motif. */
const chosen: Record<string, [number, number]> = {
  me: [6, 7],
  xiaoman: [1, 2],
  yuan: [1, 2],
  wren: [1, 2],
  zhouyu: [0, 0],
  boyu: [0, 0],
  idris: [0, 0],
  ahe: [3, 6],
  noor: [3, 6],
  sumu: [2, 1],
  laowu: [5, 3],
  wu: [5, 3],
  corner: [5, 3],
  tangguo: [7, 5],
  tang: [7, 5],
  pip: [7, 5],
};

/** A small number from a name, the same on every device. */
function seedOf(name: string): number {
  let seed = 7;
  for (const sign of name) seed = (seed * 31 + (sign.codePointAt(0) ?? 0)) % 65_521;
  return seed;
}

/** A picture drawn from an id: always the same for the same person. */
export function avatar(id: string, size: 's' | 'm' = 'm'): SVGElement {
  const [colours, picture] = chosen[id] ?? [seedOf(id), Math.floor(seedOf(id) / palettes.length)];
  const palette = palettes[colours % palettes.length] as Palette;
  const motif = motifs[picture % motifs.length] as (typeof motifs)[number];
  return s(
    'svg',
    { class: `avatar ${size}`, viewBox: '0 0 40 40', 'aria-hidden': 'true', focusable: 'false' },
    s('rect', { width: 40, height: 40, fill: palette[0] }),
    ...motif(palette),
  );
}
