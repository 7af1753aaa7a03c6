import Flatbush from 'flatbush';
import type { Lines } from '../geometry/shapes.ts';
import type { LonLat } from './along.ts';

/** What a wall is of: the outline of an estate, of water, of land of a railway. */
export type WallKind = 'estate' | 'water' | 'rail';

/** Lines that nobody walks across where no way does; `kind[i]` says what line i is of. */
export interface Walls extends Lines {
  kind: WallKind[];
  /** Name of what line i is of, '' where it has none; absent: no names are known. */
  name?: string[];
}

/** A function that says what a straight line between two positions (degrees) runs across; null: nothing. One that only
 * touches it, as a way that ends at a gate, does not run across. Of several the first of `walls`. */
export function createWallFinder(walls: Walls | null): (from: LonLat, to: LonLat) => WallKind | null {
  const find = createWallLineFinder(walls);
  return (from, to) => {
    const [first] = find(from, to, true);
    return first === undefined ? null : walls!.kind[first];
  };
}

/** The same for all lines of `walls` that are run across, ascending; with `isFirst` the first of them alone. */
export function createWallLineFinder(
  walls: Walls | null
): (from: LonLat, to: LonLat, isFirst?: boolean) => number[] {
  const count = walls ? walls.first.length - 1 : 0;
  if (walls === null || count === 0) return () => [];
  const { lon, lat, first } = walls;
  const index = new Flatbush(count);
  for (let i = 0; i < count; i++) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let k = first[i]; k < first[i + 1]; k++) {
      west = Math.min(west, lon[k]);
      east = Math.max(east, lon[k]);
      south = Math.min(south, lat[k]);
      north = Math.max(north, lat[k]);
    }
    index.add(west, south, east, north);
  }
  index.finish();
  const crosses = ([ax, ay]: LonLat, [bx, by]: LonLat, line: number): boolean => {
    const side = (k: number): number => (bx - ax) * (lat[k] - ay) - (by - ay) * (lon[k] - ax);
    for (let k = first[line]; k + 1 < first[line + 1]; k++) {
      if (side(k) * side(k + 1) >= 0) continue;
      const [dx, dy] = [lon[k + 1] - lon[k], lat[k + 1] - lat[k]];
      const here = dx * (ay - lat[k]) - dy * (ax - lon[k]);
      const there = dx * (by - lat[k]) - dy * (bx - lon[k]);
      if (here * there < 0) return true;
    }
    return false;
  };
  return (from, to, isFirst = false) => {
    const box = [
      Math.min(from[0], to[0]),
      Math.min(from[1], to[1]),
      Math.max(from[0], to[0]),
      Math.max(from[1], to[1])
    ] as const;
    const near = index.search(...box).sort((a, b) => a - b);
    if (!isFirst) return near.filter((line) => crosses(from, to, line));
    const found = near.find((line) => crosses(from, to, line));
    return found === undefined ? [] : [found];
  };
}
