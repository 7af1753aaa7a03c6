import { eachJoin } from './by-edge.ts';
import type { Joins, Network } from './network.ts';
import { BARRED, ticksFromEnd, ticksFromStart, ticksOf, ticksToEnd, ticksToStart } from './ticks.ts';

/**
 * Joined points as kernels take them, an entry a join in the order of points (none for an unconnected point, two with an
 * island, more with gates): the ticks between the point and either end of its edge, the way to the network counted. At least `BARRED`: no way.
 */
export interface Ends {
  point: Uint32Array;
  edge: Uint32Array;
  startTicks: Int32Array;
  endTicks: Int32Array;
}

/** From sources to the ends of their edges. */
export function leavingEnds(network: Network, joins: Joins): Ends {
  return gatherEnds(network, joins, ticksToStart, ticksToEnd);
}

/** From the ends of their edges to targets. */
export function arrivingEnds(network: Network, joins: Joins): Ends {
  return gatherEnds(network, joins, ticksFromStart, ticksFromEnd);
}

type Ticks = (network: Network, edge: number, alongM: number) => number;

function gatherEnds(network: Network, joins: Joins, atStart: Ticks, atEnd: Ticks): Ends {
  let count = joins.more?.edge.length ?? 0;
  for (let i = 0; i < joins.edge.length; i++)
    count += (joins.edge[i] >= 0 ? 1 : 0) + (joins.mainEdge[i] >= 0 ? 1 : 0);
  const ends: Ends = {
    point: new Uint32Array(count),
    edge: new Uint32Array(count),
    startTicks: new Int32Array(count),
    endTicks: new Int32Array(count)
  };
  let k = 0;
  for (let i = 0; i < joins.edge.length; i++)
    eachJoin(joins, i, (edge, alongM, offM) => {
      const off = ticksOf(offM);
      ends.point[k] = i;
      ends.edge[k] = edge;
      ends.startTicks[k] = Math.min(BARRED, off + atStart(network, edge, alongM));
      ends.endTicks[k++] = Math.min(BARRED, off + atEnd(network, edge, alongM));
    });
  return ends;
}
