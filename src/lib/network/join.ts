import type { Points } from '../geometry/shapes.ts';
import type { Joins, Network } from './network.ts';
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
  for (let i = 0; i < count; i++) {
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
    mainOffM: Float64Array.from(indexes, (i) => joins.mainOffM[i])
  };
}
