import { area } from '@turf/turf';
import type { MultiPolygon } from 'geojson';
import { bufferLines } from '../geometry/union.ts';
import { groupByEdge } from './by-edge.ts';
import type { Joins, Network } from './network.ts';
import { searchNearest, type Search } from './search.ts';
import { joinTrails } from './trails.ts';

/** Service areas have no holes smaller than this: a block with streets around it within reach is reached. */
const HOLE_M2 = 20_000;

export interface ServiceArea {
  limitM: number;
  /** WGS84; without parts where nothing is reached. */
  geometry: MultiPolygon;
  areaM2: number;
}

/**
 * For each limit, in the order given, all that lies within `reachM` metres of the stretches of network that can be
 * reached within the limit from any of the sources (the walk from the source to the network counted). A greater limit
 * gives an area that holds that of a smaller one; holes under 2 ha are filled. Areas in m² by Turf.
 */
export function serviceAreas(
  network: Network,
  sources: Joins,
  limitsM: readonly number[],
  reachM = 30
): ServiceArea[] {
  const ascending = [...new Set(limitsM)].sort((a, b) => a - b);
  const search = searchNearest(network, sources, ascending.at(-1) ?? 0);
  const areas = new Map<number, ServiceArea>();
  let geometry: MultiPolygon = { type: 'MultiPolygon', coordinates: [] };
  let before: Reached | null = null;
  for (const limitM of ascending) {
    const reached = reachStretches(network, search, sources, limitM);
    // Only what the last limit did not reach is drawn anew, on top of its area: nested, and nothing is done twice.
    const added = before === null ? reached : without(reached, before);
    const paths = joinTrails(network, added);
    if (paths.length > 0) geometry = bufferLines(paths, reachM, geometry, HOLE_M2);
    areas.set(limitM, { limitM, geometry, areaM2: area(geometry) });
    before = reached;
  }
  return limitsM.map((limitM) => areas.get(limitM)!);
}

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
  if (search.limitM < limitM)
    throw new Error(`expected a search of at least ${limitM} m, got ${search.limitM}`);
  const { edgeFrom, edgeTo, edgeLengthM } = network;
  const onEdge = groupByEdge(network, sources);
  const reached: Reached = { edge: [], fromM: [], toM: [] };
  for (let e = 0; e < edgeFrom.length; e++) {
    const lengthM = edgeLengthM[e];
    const spans: [number, number][] = [];
    const forwards = limitM - search.distanceM[edgeFrom[e]];
    const backwards = limitM - search.distanceM[edgeTo[e]];
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
function without(all: Reached, part: Reached): Reached {
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
