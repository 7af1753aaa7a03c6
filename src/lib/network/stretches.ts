import { groupByEdge } from './by-edge.ts';
import type { Joins, Network } from './network.ts';
import type { Search } from './search.ts';
import { limitTicks, metresOf } from './ticks.ts';

/** Stretches of edges in order of edge and place: `fromM[k] … toM[k]` metres along edge `edge[k]`, apart from each other. */
export interface Reached {
  edge: number[];
  fromM: number[];
  toM: number[];
}

/**
 * The stretches of network within `limitM` metres of the sources of a search, cut at the very point where the limit runs
 * out: from both ends of an edge inwards, and both ways from a source on it. `search` has to go at least as far.
 */
export function reachStretches(network: Network, search: Search, sources: Joins, limitM: number): Reached {
  if (search.limit < limitTicks(limitM))
    throw new Error(`expected a search of at least ${limitM} m, got ${metresOf(search.limit)}`);
  const { edgeFrom, edgeTo, edgeLengthM } = network;
  const onEdge = groupByEdge(network, sources);
  const reached: Reached = { edge: [], fromM: [], toM: [] };
  for (let e = 0; e < edgeFrom.length; e++) {
    const lengthM = edgeLengthM[e];
    const spans: [number, number][] = [];
    const forwards = limitM - metresOf(search.ticks[edgeFrom[e]]);
    const backwards = limitM - metresOf(search.ticks[edgeTo[e]]);
    if (forwards > 0) spans.push([0, Math.min(lengthM, forwards)]);
    if (backwards > 0) spans.push([Math.max(0, lengthM - backwards), lengthM]);
    for (let k = onEdge.first[e]; k < onEdge.first[e + 1]; k++) {
      const left = limitM - onEdge.offM[k];
      if (left >= 0)
        spans.push([Math.max(0, onEdge.alongM[k] - left), Math.min(lengthM, onEdge.alongM[k] + left)]);
    }
    spans.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const start = reached.edge.length;
    for (const [fromM, toM] of spans) {
      const last = reached.edge.length - 1;
      if (last >= start && fromM <= reached.toM[last]) {
        reached.toM[last] = Math.max(reached.toM[last], toM);
        continue;
      }
      reached.edge.push(e);
      reached.fromM.push(fromM);
      reached.toM.push(toM);
    }
  }
  return reached;
}

/** Stretches of `all` less those of `part`, which lie within them. */
export function without(all: Reached, part: Reached): Reached {
  const rest: Reached = { edge: [], fromM: [], toM: [] };
  const keep = (edge: number, fromM: number, toM: number): void => {
    if (toM <= fromM) return;
    rest.edge.push(edge);
    rest.fromM.push(fromM);
    rest.toM.push(toM);
  };
  let p = 0;
  for (let k = 0; k < all.edge.length; k++) {
    let at = all.fromM[k];
    let cut = false;
    for (; p < part.edge.length && part.edge[p] === all.edge[k] && part.fromM[p] <= all.toM[k]; p++) {
      keep(all.edge[k], at, part.fromM[p]);
      at = part.toM[p];
      cut = true;
    }
    if (cut || at < all.toM[k]) keep(all.edge[k], at, all.toM[k]);
    // A stretch without length is a source whose walk just ends: a disc of its own.
    else if (at === all.toM[k]) {
      rest.edge.push(all.edge[k]);
      rest.fromM.push(at);
      rest.toM.push(at);
    }
  }
  return rest;
}
