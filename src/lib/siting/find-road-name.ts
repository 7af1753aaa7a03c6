import Flatbush from 'flatbush';
import { metresPerDegree } from '../geometry/metric.ts';
import type { Lines } from '../geometry/shapes.ts';

/** Farther away than this a road says nothing about a place. */
const LIMIT_M = 300;
const FIRST_REACH_M = 30;

/**
 * Finds the name of the nearest named road of a position (degrees): within 300 m, to a metre, so that at a crossing of
 * several the first of their names in the order of characters is taken; '' where there is none. Searches the lines
 * themselves: an edge of a network has one line even where it runs over several. Neither the order nor the direction
 * of lines matters.
 */
export function createRoadNameFinder(
  lines: Lines,
  lineName: ArrayLike<string>
): (lon: number, lat: number) => string {
  const names: string[] = [];
  const start: number[] = [];
  for (let i = 0; i + 1 < lines.first.length; i++) {
    const name = lineName[i].trim();
    if (name === '') continue;
    for (let k = lines.first[i]; k + 1 < lines.first[i + 1]; k++) {
      names.push(name);
      start.push(k);
    }
  }
  if (start.length === 0) return () => '';
  const { lon: x, lat: y } = lines;
  const boxes = new Flatbush(start.length);
  for (const k of start)
    boxes.add(
      Math.min(x[k], x[k + 1]),
      Math.min(y[k], y[k + 1]),
      Math.max(x[k], x[k + 1]),
      Math.max(y[k], y[k + 1])
    );
  boxes.finish();
  return (lon, lat) => {
    const { x: perLon, y: perLat } = metresPerDegree(lat);
    for (let reach = FIRST_REACH_M; ; reach = Math.min(LIMIT_M, reach * 3)) {
      let best = '';
      let bestM = reach;
      const [east, north] = [reach / perLon, reach / perLat];
      boxes.search(lon - east, lat - north, lon + east, lat + north, (s) => {
        const k = start[s];
        // From the western end, whichever way the line was drawn: the same to the last bit.
        const [a, b] = x[k] < x[k + 1] || (x[k] === x[k + 1] && y[k] <= y[k + 1]) ? [k, k + 1] : [k + 1, k];
        const offM = distanceToSegmentM(
          (x[a] - lon) * perLon,
          (y[a] - lat) * perLat,
          (x[b] - lon) * perLon,
          (y[b] - lat) * perLat
        );
        if (offM < bestM || (offM === bestM && (best === '' || names[s] < best)))
          [best, bestM] = [names[s], offM];
        return false;
      });
      if (best !== '' || reach === LIMIT_M) return best;
    }
  };
}

/** Whole metres from the origin to the segment from a to b. */
function distanceToSegmentM(ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length2 = dx * dx + dy * dy;
  const t = length2 > 0 ? Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length2)) : 0;
  return Math.round(Math.hypot(ax + t * dx, ay + t * dy));
}
