import { plainCell } from '../values/numbers.ts';

/** Kinds of land that the analysis tells apart, and building footprints for the map; what is none of them is `other`. */
export const LANDUSE_KINDS = [
  'residential',
  'green',
  'water',
  'rail',
  'motorway_area',
  'building',
  'other'
] as const;
export type LanduseKind = (typeof LANDUSE_KINDS)[number];

/** Words of OpenStreetMap, of Chinese land-use maps (GB 50137 letters at the start), and plain ones. */
const PATTERNS: [LanduseKind, RegExp][] = [
  ['building', /^(building|建筑|房屋|建筑物|建筑轮廓)$/i],
  ['motorway_area', /motorway|高速|快速路/i],
  ['rail', /rail|铁路|轨道|地铁/i],
  ['water', /water|river|canal|lake|basin|reservoir|wetland|水域|水系|水面|河|湖|渠|坑塘|^E1/i],
  ['green', /green|park|grass|forest|wood|garden|meadow|scrub|绿地|绿化|公园|林地|草地|园地|广场|^G\d?$/i],
  ['residential', /resid|居住|住宅|宅基地|村庄|^R\d?/i]
];

/** The kind that a word of a land-use layer stands for; `other` where it is none of those told apart. */
export function landuseKind(word: string | null): LanduseKind {
  const plain = plainCell(word);
  if (/^R\s*&?\s*D/i.test(plain)) return 'other';
  return PATTERNS.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'other';
}
