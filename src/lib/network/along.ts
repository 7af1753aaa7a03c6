import type { Network } from './network.ts';

export type LonLat = [number, number];

/** Position (degrees) `alongM` metres from the start of an edge, held to the edge's ends. */
export function positionAt(network: Network, edge: number, alongM: number): LonLat {
  const { pointLon, pointLat, pointAlongM, edgeFirstPoint } = network;
  let low = edgeFirstPoint[edge];
  let high = edgeFirstPoint[edge + 1] - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (pointAlongM[middle] <= alongM) low = middle;
    else high = middle;
  }
  const length = pointAlongM[high] - pointAlongM[low];
  const t = length > 0 ? Math.min(1, Math.max(0, (alongM - pointAlongM[low]) / length)) : 0;
  if (t === 0) return [pointLon[low], pointLat[low]];
  if (t === 1) return [pointLon[high], pointLat[high]];
  return [
    pointLon[low] + t * (pointLon[high] - pointLon[low]),
    pointLat[low] + t * (pointLat[high] - pointLat[low])
  ];
}

/** Positions from `fromM` to `toM` along an edge, the ends included; against its direction where `fromM > toM`. */
export function sliceEdge(network: Network, edge: number, fromM: number, toM: number): LonLat[] {
  const { pointLon, pointLat, pointAlongM, edgeFirstPoint } = network;
  const [low, high] = fromM <= toM ? [fromM, toM] : [toM, fromM];
  const out = [positionAt(network, edge, low)];
  for (let p = edgeFirstPoint[edge]; p < edgeFirstPoint[edge + 1]; p++)
    if (pointAlongM[p] > low && pointAlongM[p] < high) out.push([pointLon[p], pointLat[p]]);
  if (high > low) out.push(positionAt(network, edge, high));
  return fromM <= toM ? out : out.reverse();
}
