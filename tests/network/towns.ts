import { createPlane } from '../../src/lib/geometry/metric.ts';
import type { Lines, Points } from '../../src/lib/geometry/shapes.ts';
import type { Joins, Network } from '../../src/lib/network/network.ts';

/** Metres on a plane near the equator, where a degree is as long on all lines of a town. */
const plane = createPlane(116.4, 0);

export type XY = [x: number, y: number];

export function linesOf(paths: XY[][]): Lines {
  const first = [0];
  const flat = paths.flat();
  for (const path of paths) first.push(first[first.length - 1] + path.length);
  return { ...pointsOf(flat), first: Uint32Array.from(first) };
}

export function pointsOf(places: XY[]): Points {
  return {
    lon: Float64Array.from(places, ([x]) => plane.lon(x)),
    lat: Float64Array.from(places, ([, y]) => plane.lat(y))
  };
}

/** Streets every `step` metres, `n` blocks each way, from the origin to the east and north. */
export function gridOf(n: number, step: number): XY[][] {
  const at = Array.from({ length: n + 1 }, (_, k) => k * step);
  return [...at.map((x) => at.map((y): XY => [x, y])), ...at.map((y) => at.map((x): XY => [x, y]))];
}

/** Plain all-pairs walks: every join is a vertex of its own on its edge, cut there; Floyd and Warshall do the rest. */
export function bruteForce(network: Network, from: Joins, to: Joins): number[][] {
  interface Stop {
    at: number;
    alongM: number;
  }
  const stops: Stop[][] = Array.from(network.edgeFrom, (a, e) => [
    { at: a, alongM: 0 },
    { at: network.edgeTo[e], alongM: network.edgeLengthM[e] }
  ]);
  let count = network.nodeLon.length;
  const links: [number, number, number][] = [];
  const place = (joins: Joins): number[] =>
    Array.from(joins.edge, (_, i) => {
      const own = count++;
      for (const [edge, alongM, offM] of [
        [joins.edge[i], joins.alongM[i], joins.offM[i]],
        [joins.mainEdge[i], joins.mainAlongM[i], joins.mainOffM[i]]
      ]) {
        if (edge < 0) continue;
        stops[edge].push({ at: count, alongM });
        links.push([own, count++, offM]);
      }
      return own;
    });
  const starts = place(from);
  const ends = place(to);
  for (const row of stops) {
    row.sort((a, b) => a.alongM - b.alongM);
    for (let k = 0; k + 1 < row.length; k++)
      links.push([row[k].at, row[k + 1].at, row[k + 1].alongM - row[k].alongM]);
  }
  const d = Array.from({ length: count }, (_, a) =>
    Array.from({ length: count }, (_, b) => (a === b ? 0 : Infinity))
  );
  for (const [a, b, length] of links) d[a][b] = d[b][a] = Math.min(d[a][b], length);
  for (let k = 0; k < count; k++)
    for (let a = 0; a < count; a++)
      if (d[a][k] < Infinity) for (let b = 0; b < count; b++) d[a][b] = Math.min(d[a][b], d[a][k] + d[k][b]);
  return starts.map((a) => ends.map((b) => d[a][b]));
}
