import type { Points } from '../geometry/shapes.ts';
import type { Joins, MoreJoins, Network } from './network.ts';
import { meetNetwork, type Meeting } from './meet.ts';

/** Pieces with less than this share of the nodes are islands (method §3); the largest piece never is. */
export const ISLAND_SHARE = 0.01;

/**
 * Joins points to the nearest edge within `snapLimitM` metres, at the projected point (`Joins` says what the columns
 * mean; −1 is unconnected, also for a position that is no number). Metres are rounded to 1/1024, so that walks can be
 * summed without error; of edges equally near the lowest is taken.
 */
export function joinPoints(network: Network, points: Points, snapLimitM = 300): Joins {
  const count = points.lon.length;
  const joins: Joins = {
    edge: new Int32Array(count).fill(-1),
    alongM: new Float64Array(count),
    offM: new Float64Array(count),
    mainEdge: new Int32Array(count).fill(-1),
    mainAlongM: new Float64Array(count),
    mainOffM: new Float64Array(count)
  };
  const { nodePiece, edgeFrom, pieceNodes } = network;
  const islands = pieceNodes.map((nodes, piece) =>
    piece > 0 && nodes < ISLAND_SHARE * nodePiece.length ? 1 : 0
  );
  const onMain = (edge: number): boolean => islands[nodePiece[edgeFrom[edge]]] === 0;
  for (const i of orderByTile(network, points)) {
    const lon = points.lon[i];
    const lat = points.lat[i];
    const near: Meeting = meetNetwork(network, lon, lat, snapLimitM, null);
    if (near.edge < 0) continue;
    joins.edge[i] = near.edge;
    joins.alongM[i] = near.alongM;
    joins.offM[i] = near.offM;
    if (onMain(near.edge)) continue;
    const main = meetNetwork(network, lon, lat, snapLimitM, onMain);
    if (main.edge < 0) continue;
    joins.mainEdge[i] = main.edge;
    joins.mainAlongM[i] = main.alongM;
    joins.mainOffM[i] = main.offM;
  }
  return joins;
}

/** The joins of the points `indexes`, in this order. */
export function pickJoins(joins: Joins, indexes: ArrayLike<number>): Joins {
  return {
    edge: Int32Array.from(indexes, (i) => joins.edge[i]),
    alongM: Float64Array.from(indexes, (i) => joins.alongM[i]),
    offM: Float64Array.from(indexes, (i) => joins.offM[i]),
    mainEdge: Int32Array.from(indexes, (i) => joins.mainEdge[i]),
    mainAlongM: Float64Array.from(indexes, (i) => joins.mainAlongM[i]),
    mainOffM: Float64Array.from(indexes, (i) => joins.mainOffM[i]),
    ...(joins.more ? { more: pickMore(joins.more, indexes) } : {})
  };
}

function pickMore(more: MoreJoins, indexes: ArrayLike<number>): MoreJoins {
  const first = new Uint32Array(indexes.length + 1);
  const at: number[] = [];
  for (let k = 0; k < indexes.length; k++) {
    for (let m = more.first[indexes[k]]; m < more.first[indexes[k] + 1]; m++) at.push(m);
    first[k + 1] = at.length;
  }
  return {
    first,
    edge: Int32Array.from(at, (m) => more.edge[m]),
    alongM: Float64Array.from(at, (m) => more.alongM[m]),
    offM: Float64Array.from(at, (m) => more.offM[m])
  };
}

/** Tiles a side of the network's box, each a few hundred metres wide in a city. */
const TILES = 128;

/**
 * The points one tile of the network's box after the other, so that neighbours, which meet the same segments, are joined
 * together: in the order of the rows they took half as long again.
 */
function orderByTile({ nodeLon, nodeLat }: Network, { lon, lat }: Points): Uint32Array {
  const order = new Uint32Array(lon.length);
  if (lon.length < 1024) return order.map((_, i) => i);
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let n = 0; n < nodeLon.length; n++) {
    west = Math.min(west, nodeLon[n]);
    east = Math.max(east, nodeLon[n]);
    south = Math.min(south, nodeLat[n]);
    north = Math.max(north, nodeLat[n]);
  }
  const perLon = TILES / (east - west || 1);
  const perLat = TILES / (north - south || 1);
  const tile = new Uint16Array(lon.length);
  const next = new Uint32Array(TILES * TILES + 1);
  for (let i = 0; i < tile.length; i++) {
    const column = Math.max(0, Math.min(TILES - 1, Math.floor((lon[i] - west) * perLon))) || 0;
    const row = Math.max(0, Math.min(TILES - 1, Math.floor((lat[i] - south) * perLat))) || 0;
    tile[i] = row * TILES + column;
    next[tile[i] + 1]++;
  }
  for (let t = 0; t < TILES * TILES; t++) next[t + 1] += next[t];
  for (let i = 0; i < tile.length; i++) order[next[tile[i]]++] = i;
  return order;
}
