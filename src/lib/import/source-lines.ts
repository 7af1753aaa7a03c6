import type { Geometry, Position } from 'geojson';

/**
 * Lines of the rows of a source as columns: row i has the lines `rowFirst[i] … rowFirst[i + 1] − 1` (none: no geometry),
 * line k the positions `first[k] … first[k + 1] − 1`, at least two. `up` are heights in metres, NaN where a position has
 * none; null where no position has one.
 */
export interface SourceLines {
  rowFirst: Uint32Array;
  first: Uint32Array;
  lon: Float64Array;
  lat: Float64Array;
  up: Float64Array | null;
}

interface Drawn {
  geometry: (Geometry | null)[] | null;
  lines?: SourceLines;
}

/** Gives `source` its lines; its `geometry` is made of them when it is first asked for, for those who want objects. */
export function layLines<T extends Drawn>(source: T, lines: SourceLines): T {
  source.lines = lines;
  Object.defineProperty(source, 'geometry', {
    get: () => (source.geometry = shapesOf(lines)),
    set: (value: Drawn['geometry']) => Object.defineProperty(source, 'geometry', { value, writable: true }),
    enumerable: true,
    configurable: true
  });
  return source;
}

function shapesOf({ rowFirst, first, lon, lat, up }: SourceLines): (Geometry | null)[] {
  const line = (k: number): Position[] => {
    const places: Position[] = [];
    for (let p = first[k]; p < first[k + 1]; p++)
      places.push(up === null || Number.isNaN(up[p]) ? [lon[p], lat[p]] : [lon[p], lat[p], up[p]]);
    return places;
  };
  return Array.from({ length: rowFirst.length - 1 }, (_, i) => {
    const lines: Position[][] = [];
    for (let k = rowFirst[i]; k < rowFirst[i + 1]; k++) lines.push(line(k));
    if (lines.length === 0) return null;
    return lines.length === 1
      ? { type: 'LineString', coordinates: lines[0] }
      : { type: 'MultiLineString', coordinates: lines };
  });
}
