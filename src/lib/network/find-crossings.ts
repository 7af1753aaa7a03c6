import type { LonLat } from './along.ts';
import type { Network } from './network.ts';
import type { SegmentGrid } from './segment-grid.ts';
import type { Place } from './walk-between.ts';

/** Two ways that cross on one level and share no vertex there. */
export interface Crossing {
  at: LonLat;
  one: Place;
  other: Place;
}

/**
 * Every place where two segments cross, or the vertex of one lies on the other, without a vertex in common. `level` gives the
 * level of each line of the input (0 the ground); lines of different levels pass over each other and are left out. The
 * ends of dead ends are left out too: `findBreaks` looks at these.
 */
export function findCrossings(network: Network, grid: SegmentGrid, level: Int8Array | null): Crossing[] {
  const { pointLon, pointLat, pointLine } = network;
  const { first, segment } = grid;
  const found: Crossing[] = [];
  for (let cell = 0; cell + 1 < first.length; cell++) {
    for (let i = first[cell]; i < first[cell + 1]; i++) {
      const p = segment[i];
      const [ax, ay, bx, by] = [pointLon[p], pointLat[p], pointLon[p + 1], pointLat[p + 1]];
      const [west, east] = ax < bx ? [ax, bx] : [bx, ax];
      const [south, north] = ay < by ? [ay, by] : [by, ay];
      for (let j = i + 1; j < first[cell + 1]; j++) {
        const q = segment[j];
        const [cx, cy, dx, dy] = [pointLon[q], pointLat[q], pointLon[q + 1], pointLat[q + 1]];
        if ((cx < west && dx < west) || (cx > east && dx > east)) continue;
        if ((cy < south && dy < south) || (cy > north && dy > north)) continue;
        if ((ax === cx && ay === cy) || (ax === dx && ay === dy)) continue;
        if ((bx === cx && by === cy) || (bx === dx && by === dy)) continue;
        const cross = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
        if (cross === 0) continue;
        const t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / cross;
        const u = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / cross;
        if (!(t >= 0 && t <= 1 && u >= 0 && u <= 1)) continue;
        if (level !== null && level[pointLine[p]] !== level[pointLine[q]]) continue;
        const at: LonLat = [ax + t * (bx - ax), ay + t * (by - ay)];
        // Both may run through several cells together; the one they cross in tells of it.
        if (grid.cellOf(at[0], at[1]) !== cell) continue;
        const one = placeOn(network, grid, p, t);
        const other = placeOn(network, grid, q, u);
        if (!isDeadEnd(network, one) && !isDeadEnd(network, other)) found.push({ at, one, other });
      }
    }
  }
  return found;
}

/** The place a share `t` of the way along segment p. */
export function placeOn(network: Network, grid: SegmentGrid, p: number, t: number): Place {
  const { pointAlongM } = network;
  const along = pointAlongM[p] + t * (pointAlongM[p + 1] - pointAlongM[p]);
  return { edge: grid.pointEdge[p], alongM: Math.round(along * 1024) / 1024 };
}

function isDeadEnd(network: Network, { edge, alongM }: Place): boolean {
  const { firstArc, edgeFrom, edgeTo, edgeLengthM } = network;
  const node = alongM === 0 ? edgeFrom[edge] : alongM === edgeLengthM[edge] ? edgeTo[edge] : -1;
  return node >= 0 && firstArc[node + 1] - firstArc[node] === 1;
}
