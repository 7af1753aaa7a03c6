import Flatbush from 'flatbush';
import { DETOUR_FACTOR } from '../coverage/distances.ts';
import { distanceM, metresPerDegree } from '../geometry/metric.ts';
import type { Points } from '../geometry/shapes.ts';
import { collectWithin, type TickSets } from '../network/collect-within.ts';
import type { Joins, Network } from '../network/network.ts';
import { metresOf } from '../network/ticks.ts';
import type { ReachSets } from './cover-problem.ts';

/**
 * Which demand points lie within `limitM` walking metres of each candidate, both joins counted: one bounded search a
 * candidate. An unconnected candidate reaches nothing, an unconnected point is reached by none.
 */
export function reachSets(
  network: Network,
  candidateJoins: Joins,
  demandJoins: Joins,
  limitM: number
): ReachSets {
  return concatReach([collectWithin(network, candidateJoins, demandJoins, limitM)]);
}

/** Sets of slices of candidates, in their order, as those of all. */
export function concatReach(parts: readonly TickSets[]): ReachSets {
  const rows = parts.reduce((sum, { first }) => sum + first.length - 1, 0);
  const pairs = parts.reduce((sum, { point }) => sum + point.length, 0);
  const first = new Uint32Array(rows + 1);
  const point = new Uint32Array(pairs);
  const metres = new Float64Array(pairs);
  let row = 0;
  let at = 0;
  for (const part of parts) {
    point.set(part.point, at);
    for (let k = 0; k < part.ticks.length; k++) metres[at + k] = metresOf(part.ticks[k]);
    for (let c = 1; c < part.first.length; c++) first[++row] = at + part.first[c];
    at += part.point.length;
  }
  return { first, point, metres };
}

/**
 * Which demand points lie within `limitM` of each candidate when no roads are known: straight line × 1.3, an estimate.
 */
export function straightReachSets(candidates: Points, demand: Points, limitM: number): ReachSets {
  const index = indexPoints(demand);
  const straightM = limitM / DETOUR_FACTOR;
  return collectSets(candidates.lon.length, (c, add) => {
    const [lon, lat] = [candidates.lon[c], candidates.lat[c]];
    const perDegree = metresPerDegree(lat);
    // A little wider than the limit: a degree is not equally long at the box's other side.
    const x = (1.01 * straightM) / perDegree.x;
    const y = (1.01 * straightM) / perDegree.y;
    for (const i of index?.search(lon - x, lat - y, lon + x, lat + y) ?? []) {
      const metres = DETOUR_FACTOR * distanceM(lon, lat, demand.lon[i], demand.lat[i]);
      if (metres <= limitM) add(i, metres);
    }
  });
}

/** Sets from a function that adds the points of one candidate, each once, in any order. */
function collectSets(
  candidates: number,
  visit: (candidate: number, add: (point: number, metres: number) => void) => void
): ReachSets {
  const first = new Uint32Array(candidates + 1);
  const rows: { point: number; metres: number }[][] = [];
  for (let c = 0; c < candidates; c++) {
    const row: { point: number; metres: number }[] = [];
    visit(c, (point, metres) => row.push({ point, metres }));
    row.sort((a, b) => a.point - b.point);
    rows.push(row);
    first[c + 1] = first[c] + row.length;
  }
  const point = new Uint32Array(first[candidates]);
  const metres = new Float64Array(first[candidates]);
  rows.forEach((row, c) =>
    row.forEach((pair, k) => {
      point[first[c] + k] = pair.point;
      metres[first[c] + k] = pair.metres;
    })
  );
  return { first, point, metres };
}

/** Null for no points, which flatbush refuses. */
function indexPoints(points: Points): Flatbush | null {
  if (points.lon.length === 0) return null;
  const index = new Flatbush(points.lon.length);
  for (let i = 0; i < points.lon.length; i++) index.add(points.lon[i], points.lat[i]);
  index.finish();
  return index;
}
