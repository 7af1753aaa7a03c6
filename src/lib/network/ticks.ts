import type { Network } from './network.ts';

/** Ticks in a metre (decision 0001). */
export const TICKS_PER_M = 1024;

/** The longest walk there is, 1,048 km: a sum of two such numbers still fits an Int32. */
export const FARTHEST = 0x3fffffff;

/** Weight of what cannot be walked: more than the longest walk. */
export const BARRED = 0x40000000;

/** Distance of what no search has reached. */
export const UNREACHED = 0x7fffffff;

/** Whole ticks of a limit in metres; what lies within the one lies within the other. */
export function limitTicks(limitM: number): number {
  return limitM >= FARTHEST / TICKS_PER_M ? FARTHEST : Math.floor(limitM * TICKS_PER_M);
}

/** Metres of ticks; Infinity for what is not reached. */
export function metresOf(ticks: number): number {
  return ticks > FARTHEST ? Infinity : ticks / TICKS_PER_M;
}

/** Ticks of metres that are a multiple of 1/1024, or `BARRED` for a walk longer than any. */
export function ticksOf(metres: number): number {
  const ticks = metres * TICKS_PER_M;
  return ticks > FARTHEST ? BARRED : ticks;
}

/** Ticks from a place on an edge to the edge's start, as a search leaves a source; at least `BARRED`: no way. */
export function ticksToStart(network: Network, edge: number, alongM: number): number {
  const { costs } = network;
  if (costs === null) return ticksOf(alongM);
  return remaining(costs.backward[edge], ticksAlong(network, costs.pointBackward, edge, alongM));
}

/** Ticks from a place on an edge to the edge's end; at least `BARRED`: no way. */
export function ticksToEnd(network: Network, edge: number, alongM: number): number {
  const { costs, edgeLengthM } = network;
  if (costs === null) return ticksOf(edgeLengthM[edge] - alongM);
  return remaining(costs.forward[edge], ticksAlong(network, costs.pointForward, edge, alongM));
}

/** Ticks from the start of an edge to a place on it, as a search comes to a target; at least `BARRED`: no way. */
export function ticksFromStart(network: Network, edge: number, alongM: number): number {
  const { costs } = network;
  if (costs === null) return ticksOf(alongM);
  return opensAhead(network, edge) ? ticksAlong(network, costs.pointForward, edge, alongM) : BARRED;
}

/** Ticks from the end of an edge to a place on it; at least `BARRED`: no way. */
export function ticksFromEnd(network: Network, edge: number, alongM: number): number {
  const { costs, edgeLengthM } = network;
  if (costs === null) return ticksOf(edgeLengthM[edge] - alongM);
  return opensBack(network, edge) ? ticksAlong(network, costs.pointBackward, edge, alongM) : BARRED;
}

/** Ticks straight along an edge from one place on it to another; at least `BARRED`: no way. */
export function ticksBetween(network: Network, edge: number, fromM: number, toM: number): number {
  const { costs } = network;
  if (costs === null) return ticksOf(Math.abs(fromM - toM));
  if (fromM === toM) return 0;
  if (!(fromM < toM ? opensAhead(network, edge) : opensBack(network, edge))) return BARRED;
  const points = fromM < toM ? costs.pointForward : costs.pointBackward;
  return Math.max(0, ticksAlong(network, points, edge, toM) - ticksAlong(network, points, edge, fromM));
}

/** Whether one may walk into an edge from its start, if perhaps not on through its end. */
export function opensAhead({ costs, edgeTo, edgeFirstPoint }: Network, edge: number): boolean {
  if (costs === null || costs.forward[edge] < BARRED) return true;
  return costs.shut?.[edgeTo[edge]] === 1 && costs.pointForward[edgeFirstPoint[edge]] < BARRED;
}

/** Whether one may walk into an edge from its end, if perhaps not on through its start. */
export function opensBack({ costs, edgeFrom, edgeFirstPoint }: Network, edge: number): boolean {
  if (costs === null || costs.backward[edge] < BARRED) return true;
  return costs.shut?.[edgeFrom[edge]] === 1 && costs.pointBackward[edgeFirstPoint[edge]] < BARRED;
}

const remaining = (whole: number, done: number): number =>
  whole >= BARRED ? BARRED : Math.max(0, whole - done);

/** Between the points of an edge in proportion to length. */
function ticksAlong(network: Network, points: Int32Array, edge: number, alongM: number): number {
  const { pointAlongM, edgeFirstPoint } = network;
  let low = edgeFirstPoint[edge];
  let high = edgeFirstPoint[edge + 1] - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (pointAlongM[middle] <= alongM) low = middle;
    else high = middle;
  }
  const length = pointAlongM[high] - pointAlongM[low];
  const t = length > 0 ? Math.min(1, Math.max(0, (alongM - pointAlongM[low]) / length)) : 0;
  return Math.round(points[low] + t * (points[high] - points[low]));
}
