import Flatbush from 'flatbush';
import { createPlane } from '../geometry/metric.ts';
import { ISLAND_SHARE } from '../network/join.ts';
import type { Network } from '../network/network.ts';
import type { Candidates } from './siting.ts';

/**
 * Places along the walking network where a facility could be: the junctions inside the area and points on its edges,
 * about every `spacingM` metres, and no two nearer to each other than that. Islands are left out. `locate` gives the
 * unit of a position, negative where it is in none. Sorted by longitude, then latitude, with the codes N0001, N0002, …
 * in that order; neither depends on the order in which the lines were read. `describe` gives a name for a position in
 * its unit; where it gives '' the code is the name. Cost and floor area are not known (NaN).
 */
export function candidatesOnNetwork(
  network: Network,
  locate: (lon: number, lat: number) => number,
  spacingM = 50,
  describe: (lon: number, lat: number, unit: number) => string = () => ''
): Candidates {
  if (!(spacingM > 0)) throw new Error(`expected a spacing above 0 m, got ${spacingM}`);
  const junctions = listJunctions(network).filter(([lon, lat]) => locate(lon, lat) >= 0);
  const between = listEdgePoints(network, spacingM).filter(([lon, lat]) => locate(lon, lat) >= 0);
  // Junctions come first: a site at a crossing reaches more ways than one beside it.
  const kept = thin([...junctions.sort(byPlace), ...between.sort(byPlace)], spacingM).sort(byPlace);
  const digits = Math.max(4, String(kept.length).length);
  const code = kept.map((_, i) => `N${String(i + 1).padStart(digits, '0')}`);
  return {
    code,
    name: kept.map(([lon, lat], i) => describe(lon, lat, locate(lon, lat)) || code[i]),
    lon: Float64Array.from(kept, ([lon]) => lon),
    lat: Float64Array.from(kept, ([, lat]) => lat),
    cost: new Float64Array(kept.length).fill(NaN),
    floorAreaM2: new Float64Array(kept.length).fill(NaN)
  };
}

type Position = [number, number];

function byPlace(a: Position, b: Position): number {
  return a[0] - b[0] || a[1] - b[1];
}

function isOnIsland(network: Network, node: number): boolean {
  const piece = network.nodePiece[node];
  return piece > 0 && network.pieceNodes[piece] < ISLAND_SHARE * network.nodeLon.length;
}

function listJunctions(network: Network): Position[] {
  const found: Position[] = [];
  for (let node = 0; node < network.nodeLon.length; node++) {
    if (!isOnIsland(network, node)) found.push([network.nodeLon[node], network.nodeLat[node]]);
  }
  return found;
}

/** Points that cut each edge into equal parts of at least `spacingM`. */
function listEdgePoints(network: Network, spacingM: number): Position[] {
  const { edgeFrom, edgeLengthM, edgeFirstPoint, pointLon, pointLat, pointAlongM } = network;
  const found: Position[] = [];
  for (let edge = 0; edge < edgeFrom.length; edge++) {
    if (isOnIsland(network, edgeFrom[edge])) continue;
    const parts = Math.floor(edgeLengthM[edge] / spacingM);
    let p = edgeFirstPoint[edge];
    for (let k = 1; k < parts; k++) {
      const along = (edgeLengthM[edge] * k) / parts;
      while (pointAlongM[p + 1] < along) p++;
      const share = (along - pointAlongM[p]) / (pointAlongM[p + 1] - pointAlongM[p]);
      // Nine digits (0.1 mm): the same point, whichever end of the edge it was measured from.
      found.push([
        round9(pointLon[p] + share * (pointLon[p + 1] - pointLon[p])),
        round9(pointLat[p] + share * (pointLat[p + 1] - pointLat[p]))
      ]);
    }
  }
  return found;
}

function round9(degrees: number): number {
  return Math.round(degrees * 1e9) / 1e9;
}

/** Those positions that are no nearer than `spacingM` to one kept before them. */
function thin(positions: Position[], spacingM: number): Position[] {
  if (positions.length === 0) return [];
  const plane = createPlane(positions[0][0], positions[0][1]);
  const x = positions.map(([lon]) => plane.x(lon));
  const y = positions.map(([, lat]) => plane.y(lat));
  const index = new Flatbush(positions.length);
  for (let i = 0; i < positions.length; i++) index.add(x[i], y[i]);
  index.finish();
  const dropped = new Uint8Array(positions.length);
  return positions.filter((_, i) => {
    if (dropped[i]) return false;
    for (const k of index.search(x[i] - spacingM, y[i] - spacingM, x[i] + spacingM, y[i] + spacingM)) {
      if (k > i && Math.hypot(x[k] - x[i], y[k] - y[i]) < spacingM) dropped[k] = 1;
    }
    return true;
  });
}
