import { mendLines, type Mend, type Mended } from '../network/mend-lines.ts';
import type { RoadTraits } from '../network/traits.ts';
import type { Roads } from './inputs.ts';

/** What the lines that join two places of a mend are: a path without a name. */
const JOINING = { name: '', highway: 'path' };

/** Roads with the mends of a study made, and those that fit nowhere any more. */
export function mendRoads(roads: Roads, mends: readonly Mend[]): { roads: Roads; lost: Mend[] } {
  if (mends.length === 0) return { roads, lost: [] };
  const mended = mendLines(roads, mends, roads.weldM);
  const { lines, line, lost } = mended;
  const textOf = (column: 'name' | 'highway'): string[] =>
    Array.from(line, (from) => (from < 0 ? JOINING[column] : roads[column][from]));
  const traits = roads.traits ? { traits: mendTraits(roads.traits, mended) } : {};
  const { level } = roads;
  const levels = level ? { level: Int8Array.from(line, (from) => (from < 0 ? 0 : level[from])) } : {};
  return {
    roads: { ...roads, ...lines, name: textOf('name'), highway: textOf('highway'), ...traits, ...levels },
    lost: lost.map((m) => mends[m])
  };
}

/** Nothing is known of a joining line, and nothing stands at a vertex that was put in. */
function mendTraits(traits: RoadTraits, { line, vertex }: Mended): RoadTraits {
  const { lineFlags, lineGradient, heightM, placePosition } = traits;
  // Every vertex of the input is there still, once.
  const now = new Uint32Array(vertex.length);
  vertex.forEach((was, k) => {
    if (was >= 0) now[was] = k;
  });
  return {
    ...traits,
    lineFlags: Uint8Array.from(line, (from) => (from < 0 ? 0 : lineFlags[from])),
    lineGradient: Float64Array.from(line, (from) => (from < 0 ? NaN : lineGradient[from])),
    heightM: heightM && Float64Array.from(vertex, (was) => (was < 0 ? NaN : heightM[was])),
    placePosition: placePosition.map((was) => now[was])
  };
}
