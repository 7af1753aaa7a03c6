import type { Joins, MoreJoins, Network } from './network.ts';

/**
 * Joined points by the edge they meet: on edge e the entries `first[e] … first[e + 1] - 1`, in order of points. A point
 * with more than one join (`mainEdge`, `more`) has an entry each, an unconnected one none.
 */
export interface ByEdge {
  first: Uint32Array;
  point: Uint32Array;
  alongM: Float64Array;
  offM: Float64Array;
  /** How many points were joined, the unconnected among them. */
  points: number;
}

/** Sorts joined points by edge, for searches that come to them over the network. */
export function groupByEdge(network: Network, joins: Joins): ByEdge {
  const edges = network.edgeFrom.length;
  const points = joins.edge.length;
  const first = new Uint32Array(edges + 1);
  for (let i = 0; i < points; i++) {
    if (joins.edge[i] >= 0) first[joins.edge[i] + 1]++;
    if (joins.mainEdge[i] >= 0) first[joins.mainEdge[i] + 1]++;
  }
  for (const edge of joins.more?.edge ?? []) first[edge + 1]++;
  for (let e = 0; e < edges; e++) first[e + 1] += first[e];
  const next = first.slice();
  const point = new Uint32Array(first[edges]);
  const alongM = new Float64Array(first[edges]);
  const offM = new Float64Array(first[edges]);
  const put = (i: number, edge: number, along: number, off: number): void => {
    if (edge < 0) return;
    const k = next[edge]++;
    point[k] = i;
    alongM[k] = along;
    offM[k] = off;
  };
  for (let i = 0; i < points; i++) {
    put(i, joins.edge[i], joins.alongM[i], joins.offM[i]);
    put(i, joins.mainEdge[i], joins.mainAlongM[i], joins.mainOffM[i]);
    if (joins.more) eachMore(joins.more, i, (edge, along, off) => put(i, edge, along, off));
  }
  return { first, point, alongM, offM, points };
}

type Visit = (edge: number, alongM: number, offM: number) => void;

/** Calls `visit` for each join of point i: none, one, with an island two, then those of `more`. */
export function eachJoin(joins: Joins, i: number, visit: Visit): void {
  if (joins.edge[i] >= 0) visit(joins.edge[i], joins.alongM[i], joins.offM[i]);
  if (joins.mainEdge[i] >= 0) visit(joins.mainEdge[i], joins.mainAlongM[i], joins.mainOffM[i]);
  if (joins.more) eachMore(joins.more, i, visit);
}

function eachMore({ first, edge, alongM, offM }: MoreJoins, i: number, visit: Visit): void {
  for (let k = first[i]; k < first[i + 1]; k++) visit(edge[k], alongM[k], offM[k]);
}
