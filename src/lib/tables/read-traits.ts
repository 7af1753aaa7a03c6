import type { Lines } from '../geometry/shapes.ts';
import * as bit from '../network/traits.ts';
import { orNull, type RoadTraits } from '../network/traits.ts';

/** Columns of the table of roads that say what lines are beside their length. */
export const TRAIT_COLUMNS = [
  'oneway_foot',
  'incline',
  'steps',
  'walk_points',
  'heights',
  'ramp:wheelchair'
] as const;

/** Kinds of `highway` that are not for vehicles: who comes over them to a crossing crosses. */
const FOOTWAYS = new Set([
  ...['footway', 'path', 'pedestrian', 'steps', 'cycleway', 'bridleway', 'corridor', 'track', 'platform'],
  ...['人行道', '步道', '绿道', '梯道', '步行街']
]);
const YES = /^(yes|true|1|是|有|y|t)$/i;
const KINDS: Record<string, number> = {
  crossing: bit.CROSSING,
  gate: bit.GATE,
  shut: bit.SHUT,
  stile: bit.STILE
};

/**
 * Traits of lines from the texts of their table's rows (`source` says which row a line is of); null where none says
 * anything. `lost` counts walk points that lie on no vertex of their line, and heights that are not one a vertex.
 */
export function readTraits(
  textsOf: (column: (typeof TRAIT_COLUMNS)[number]) => ArrayLike<string | null>,
  highways: readonly string[],
  lines: Lines,
  source: Uint32Array
): { traits: RoadTraits | null; lost: number } {
  const [oneway, incline, steps, points, heights, ramp] = TRAIT_COLUMNS.map((name) => textsOf(name));
  const places: { position: number; kind: number; hours: string }[] = [];
  const heightM = new Float64Array(lines.lon.length).fill(NaN);
  let lost = 0;
  let high = false;
  const traits: RoadTraits = {
    lineFlags: Uint8Array.from(source, (row) => flagsOf(row)),
    lineGradient: Float64Array.from(source, (row) => readIncline(incline[row])),
    heightM: null,
    placePosition: new Uint32Array(0),
    placeKind: new Uint8Array(0),
    placeHours: []
  };
  source.forEach((row, i) => {
    const [from, to] = [lines.first[i], lines.first[i + 1]];
    const ups = heights[row] === null ? null : heights[row].split(',');
    if (ups !== null && ups.length !== to - from) lost++;
    else if (ups !== null)
      ups.forEach((up, k) => {
        const metres = up.trim() === '' ? NaN : Number(up);
        heightM[from + k] = metres;
        high ||= Number.isFinite(metres);
      });
    for (const text of points[row]?.split(' | ') ?? []) {
      const [lon, lat, kinds = '', ...hours] = text.trim().split(' ');
      const kind = kinds.split('+').reduce((bits, word) => bits | (KINDS[word] ?? 0), 0);
      let found = false;
      for (let k = from; k < to; k++) {
        if (lines.lon[k] !== Number(lon) || lines.lat[k] !== Number(lat)) continue;
        found = true;
        if (kind !== 0) places.push({ position: k, kind, hours: hours.join(' ') });
      }
      // A way cut in parts has the text on each, and the place on one of them.
      if (!found && source[i - 1] !== row && source[i + 1] !== row) lost++;
    }
  });
  return {
    traits: orNull({
      ...traits,
      heightM: high ? heightM : null,
      placePosition: Uint32Array.from(places, ({ position }) => position),
      placeKind: Uint8Array.from(places, ({ kind }) => kind),
      placeHours: places.map(({ hours }) => hours)
    }),
    lost
  };

  function flagsOf(row: number): number {
    const way = (oneway[row] ?? '').trim().toLowerCase();
    const climbs =
      steps[row] !== null
        ? YES.test(steps[row].trim())
        : highways[row] === 'steps' || highways[row] === '梯道';
    return (
      (climbs && !YES.test(ramp[row] ?? '') ? bit.STEPS : 0) |
      (YES.test(way) ? bit.NOT_BACKWARD : 0) |
      (way === '-1' || way === 'reverse' ? bit.NOT_FORWARD : 0) |
      (FOOTWAYS.has(highways[row]) ? bit.FOOTWAY : 0)
    );
  }
}

/**
 * Rise per metre of an incline as OpenStreetMap and road tables write it: `8%`, `-8 %`, `5°`, `80‰`, `1:12`, a bare number in
 * per cent. NaN for what gives no figure (`up`, `steep`, nothing).
 */
export function readIncline(text: string | null): number {
  const found = /^([-+]?\d+(?:\.\d+)?)\s*(%|％|°|‰)?$/.exec((text ?? '').trim());
  const ratio = /^([-+]?)1\s*[:：]\s*(\d+(?:\.\d+)?)$/.exec((text ?? '').trim());
  if (ratio && Number(ratio[2]) > 0) return (ratio[1] === '-' ? -1 : 1) / Number(ratio[2]);
  if (!found) return NaN;
  const value = Number(found[1]);
  if (found[2] === '°') return Math.abs(value) < 89 ? Math.tan((value * Math.PI) / 180) : NaN;
  return value / (found[2] === '‰' ? 1000 : 100);
}
