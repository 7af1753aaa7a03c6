import { distanceM, metresPerDegree } from '../geometry/metric.ts';
import type { Points } from '../geometry/shapes.ts';
import { positionAt } from '../network/along.ts';
import type { Joins, Network } from '../network/network.ts';
import { TICKS_PER_M } from '../network/ticks.ts';

/** Places on the network that links may join, from west to east (from south to north on one meridian). */
export interface LinkPlaces {
  at: Points;
  /** The same as joins with no way to the network. */
  joins: Joins;
  /** 0 at a junction, 1 at the end of a way, 2 within an edge: a gate at a junction is reached from more sides. */
  rank: Uint8Array;
}

/** The `useful` ones (1) of every node, once, and of places that cut each edge into parts of about `spacingM`. */
export function listPlaces(
  network: Network,
  spacingM: number,
  useful: (places: Points) => Uint8Array
): LinkPlaces {
  const all = cutEdges(network, spacingM);
  const lon = Float64Array.from(all.lon);
  const lat = Float64Array.from(all.lat);
  const keep = useful({ lon, lat });
  const kept = [...lon.keys()]
    .filter((i) => keep[i])
    .sort((a, b) => lon[a] - lon[b] || lat[a] - lat[b] || a - b);
  const edge = kept.map((i) => all.edge[i]);
  const alongM = kept.map((i) => all.alongM[i]);
  return {
    at: { lon: Float64Array.from(kept, (i) => lon[i]), lat: Float64Array.from(kept, (i) => lat[i]) },
    joins: joinsOn(edge, alongM),
    rank: rankPlaces(network, edge, alongM)
  };
}

/** Joins at places of the network itself. */
export function joinsOn(edge: ArrayLike<number>, alongM: ArrayLike<number>): Joins {
  return {
    edge: Int32Array.from(edge),
    alongM: Float64Array.from(alongM),
    offM: new Float64Array(edge.length),
    mainEdge: new Int32Array(edge.length).fill(-1),
    mainAlongM: new Float64Array(edge.length),
    mainOffM: new Float64Array(edge.length)
  };
}

/** Metres between two places as the crow flies. */
export function straightBetween({ lon, lat }: Points, a: number, b: number): number {
  return distanceM(lon[a], lat[a], lon[b], lat[b]);
}

interface Cuts {
  lon: number[];
  lat: number[];
  edge: number[];
  alongM: number[];
}

/** Nodes, and places along edges: at a vertex where one is near. */
function cutEdges(network: Network, spacingM: number): Cuts {
  const { firstArc, arcEdge, edgeFrom, edgeLengthM, edgeFirstPoint, pointAlongM } = network;
  const cuts: Cuts = { lon: [], lat: [], edge: [], alongM: [] };
  const put = (edge: number, alongM: number): void => {
    const [lon, lat] = positionAt(network, edge, alongM);
    cuts.lon.push(lon);
    cuts.lat.push(lat);
    cuts.edge.push(edge);
    cuts.alongM.push(alongM);
  };
  for (let node = 0; node + 1 < firstArc.length; node++) {
    if (firstArc[node] === firstArc[node + 1]) continue;
    const edge = arcEdge[firstArc[node]];
    put(edge, edgeFrom[edge] === node ? 0 : edgeLengthM[edge]);
  }
  for (let edge = 0; edge < edgeFrom.length; edge++) {
    const parts = Math.round(edgeLengthM[edge] / spacingM);
    let p = edgeFirstPoint[edge];
    const last = edgeFirstPoint[edge + 1] - 1;
    let before = 0;
    for (let k = 1; k < parts; k++) {
      const wanted = (edgeLengthM[edge] * k) / parts;
      while (p < last && Math.abs(pointAlongM[p + 1] - wanted) <= Math.abs(pointAlongM[p] - wanted)) p++;
      const isVertex = Math.abs(pointAlongM[p] - wanted) <= spacingM / 4;
      const alongM = isVertex ? pointAlongM[p] : Math.round(wanted * TICKS_PER_M) / TICKS_PER_M;
      if (alongM <= before || alongM >= edgeLengthM[edge]) continue;
      put(edge, alongM);
      before = alongM;
    }
  }
  return cuts;
}

function rankPlaces(
  { firstArc, edgeFrom, edgeTo, edgeLengthM }: Network,
  edge: readonly number[],
  alongM: readonly number[]
): Uint8Array {
  return Uint8Array.from(edge, (e, i) => {
    const node = alongM[i] === 0 ? edgeFrom[e] : alongM[i] === edgeLengthM[e] ? edgeTo[e] : -1;
    return node < 0 ? 2 : firstArc[node + 1] - firstArc[node] > 2 ? 0 : 1;
  });
}

/** Square cells: whatever lies within `withinM` metres of a place is in its cell or one of the eight around it. */
export interface PlaceCells {
  columns: number;
  rows: number;
  /** Column and row of each place. */
  column: Uint32Array;
  row: Uint32Array;
  /** As wide and as high as this, in degrees: places farther apart than that are farther than `withinM`. */
  wide: number;
  high: number;
}

const MOST_CELLS = 4_000_000;

/** Lays cells over the places; they are wider than asked where there would be over 4 million. */
export function layCells({ lon, lat }: Points, withinM: number): PlaceCells {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < lon.length; i++) {
    west = Math.min(west, lon[i]);
    east = Math.max(east, lon[i]);
    south = Math.min(south, lat[i]);
    north = Math.max(north, lat[i]);
  }
  if (lon.length === 0) [west, south, east, north] = [0, 0, 0, 0];
  // The shortest degrees there are, and a hair more, so that rounding leaves none out.
  const wide = (1.001 * withinM) / metresPerDegree(Math.max(Math.abs(south), Math.abs(north))).x;
  const high = (1.001 * withinM) / metresPerDegree(0).y;
  let times = Math.max(1, (east - west) / wide / MOST_CELLS, (north - south) / high / MOST_CELLS);
  times = Math.max(times, Math.sqrt((((east - west) / wide) * (north - south)) / high / MOST_CELLS));
  return {
    columns: Math.floor((east - west) / (times * wide)) + 1,
    rows: Math.floor((north - south) / (times * high)) + 1,
    column: Uint32Array.from(lon, (x) => (x - west) / (times * wide)),
    row: Uint32Array.from(lat, (y) => (y - south) / (times * high)),
    wide,
    high
  };
}
