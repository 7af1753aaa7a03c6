import type { Network } from '../network/network.ts';
import { createNodeReach } from '../network/node-reach.ts';
import { BARRED, ticksBetween, ticksFromEnd, ticksFromStart, UNREACHED } from '../network/ticks.ts';
import type { LinkPlaces } from './link-places.ts';

/** Walks from one place at a time to many. */
export interface LinkWalks {
  /** Walks from a place so many metres far. */
  from(place: number, mostM: number): void;
  /** Ticks from there to another; `UNREACHED` where the walk is longer than that, but for some that are not much longer. */
  to(place: number): number;
}

/** Walks between places: one bounded walk tells the way to all places around. */
export function createLinkWalks(network: Network, { joins }: LinkPlaces): LinkWalks {
  const { edgeFrom, edgeTo } = network;
  const { edge, alongM } = joins;
  const reach = createNodeReach(network);
  let ticks: Int32Array = new Int32Array(0);
  let here = -1;
  return {
    from(place, mostM) {
      ({ ticks } = reach(joins, place, mostM));
      here = place;
    },
    to(place) {
      const e = edge[place];
      const along = alongM[place];
      let least = e === edge[here] ? ticksBetween(network, e, alongM[here], along) : UNREACHED;
      const toStart = ticks[edgeFrom[e]];
      const toEnd = ticks[edgeTo[e]];
      if (toStart !== UNREACHED) least = Math.min(least, toStart + ticksFromStart(network, e, along));
      if (toEnd !== UNREACHED) least = Math.min(least, toEnd + ticksFromEnd(network, e, along));
      return least < BARRED ? least : UNREACHED;
    }
  };
}
