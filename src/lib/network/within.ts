import FlatQueue from 'flatqueue';
import { eachJoin, type ByEdge } from './by-edge.ts';
import type { Joins, Network } from './network.ts';

/** Points within the limit, in ascending order, and the walk to each, both ways to the network counted. */
export interface Within {
  point: Uint32Array;
  distanceM: Float64Array;
}

export type Reach = (joins: Joins, i: number, limitM: number, targets: ByEdge) => Within;

/**
 * A function from joined point i to all `targets` (of `groupByEdge`) within `limitM` metres of it: the same distances
 * as a search with that point as its only source. What it touched is put back after each call, so that a call costs
 * what it reaches, not the size of the network; the columns given out are the caller's own.
 */
export function createReach(network: Network): Reach {
  const { firstArc, arcHead, arcLengthM, arcEdge, edgeFrom, edgeTo, edgeLengthM } = network;
  const nodeM = new Float64Array(firstArc.length - 1).fill(Infinity);
  const queue = new FlatQueue<number>();
  const touched: number[] = [];
  const found: number[] = [];
  let pointM = new Float64Array(0);

  return (joins, i, limitM, targets) => {
    if (pointM.length < targets.points) pointM = new Float64Array(targets.points).fill(Infinity);
    const reach = (node: number, d: number): void => {
      if (d > limitM || d >= nodeM[node]) return;
      if (nodeM[node] === Infinity) touched.push(node);
      nodeM[node] = d;
      queue.push(node, d);
    };
    const offer = (point: number, d: number): void => {
      if (d > limitM || d >= pointM[point]) return;
      if (pointM[point] === Infinity) found.push(point);
      pointM[point] = d;
    };
    eachJoin(joins, i, (edge, alongM, offM) => {
      for (let k = targets.first[edge]; k < targets.first[edge + 1]; k++)
        offer(targets.point[k], offM + Math.abs(targets.alongM[k] - alongM) + targets.offM[k]);
      reach(edgeFrom[edge], offM + alongM);
      reach(edgeTo[edge], offM + (edgeLengthM[edge] - alongM));
    });
    while (queue.length > 0) {
      const d = queue.peekValue()!;
      const node = queue.pop()!;
      if (d > nodeM[node]) continue;
      for (let a = firstArc[node]; a < firstArc[node + 1]; a++) {
        const edge = arcEdge[a];
        for (let k = targets.first[edge]; k < targets.first[edge + 1]; k++) {
          const alongM = targets.alongM[k];
          if (edgeFrom[edge] === node) offer(targets.point[k], d + alongM + targets.offM[k]);
          if (edgeTo[edge] === node)
            offer(targets.point[k], d + (edgeLengthM[edge] - alongM) + targets.offM[k]);
        }
        reach(arcHead[a], d + arcLengthM[a]);
      }
    }
    const point = Uint32Array.from(found).sort();
    const distanceM = Float64Array.from(point, (p) => pointM[p]);
    for (const node of touched) nodeM[node] = Infinity;
    for (const p of found) pointM[p] = Infinity;
    touched.length = 0;
    found.length = 0;
    return { point, distanceM };
  };
}
