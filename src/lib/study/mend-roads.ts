import { mendLines, type Mend } from '../network/mend-lines.ts';
import type { Roads } from './inputs.ts';

/** What the lines that join two places of a mend are: a path without a name. */
const JOINING = { name: '', highway: 'path' };

/** Roads with the mends of a study made, and those that fit nowhere any more. Columns of the roads that are there stay. */
export function mendRoads(roads: Roads, mends: readonly Mend[]): { roads: Roads; lost: Mend[] } {
  if (mends.length === 0) return { roads, lost: [] };
  const { lines, line, lost } = mendLines(roads, mends, roads.weldM);
  const textOf = (column: 'name' | 'highway'): string[] =>
    Array.from(line, (from) => (from < 0 ? JOINING[column] : roads[column][from]));
  return {
    roads: { ...roads, ...lines, name: textOf('name'), highway: textOf('highway') },
    lost: lost.map((m) => mends[m])
  };
}
