import type { Points } from '../geometry/shapes.ts';
import type { Network } from '../network/network.ts';
import { gridSegments } from '../network/segment-grid.ts';

/** What the line between two places runs over more ways than it may. */
export const TOO_MANY_WAYS = -2;

/**
 * A function for the line of the network that the straight line between two places runs over: −1 none, `TOO_MANY_WAYS` where it runs
 * over more than `most` edges; of several the lowest. The ends themselves lie on ways, and do not run over these.
 */
export function createWayFinder(
  network: Network,
  { lon, lat }: Points,
  most: number
): (from: number, to: number) => number {
  const { pointLon, pointLat, pointLine } = network;
  const grid = gridSegments(network);
  const edges: number[] = [];
  let line = -1;
  let [ax, ay, bx, by] = [0, 0, 0, 0];
  const visit = (p: number): void => {
    if (edges.length > most) return;
    const before = (bx - ax) * (pointLat[p] - ay) - (by - ay) * (pointLon[p] - ax);
    const behind = (bx - ax) * (pointLat[p + 1] - ay) - (by - ay) * (pointLon[p + 1] - ax);
    if (before * behind >= 0) return;
    const dx = pointLon[p + 1] - pointLon[p];
    const dy = pointLat[p + 1] - pointLat[p];
    const t = ((pointLon[p] - ax) * dy - (pointLat[p] - ay) * dx) / ((bx - ax) * dy - (by - ay) * dx);
    if (!(t > 1e-4 && t < 1 - 1e-4)) return;
    const edge = grid.pointEdge[p];
    line = line < 0 ? pointLine[p] : Math.min(line, pointLine[p]);
    if (!edges.includes(edge)) edges.push(edge);
  };
  return (from, to) => {
    [ax, ay, bx, by] = [lon[from], lat[from], lon[to], lat[to]];
    edges.length = 0;
    line = -1;
    grid.eachNear(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by), 0, visit);
    return edges.length > most ? TOO_MANY_WAYS : line;
  };
}
