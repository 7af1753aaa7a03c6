import { distanceM } from '../geometry/metric.ts';
import type { Network } from '../network/network.ts';
import { TICKS_PER_M } from '../network/ticks.ts';
import { LEAST_LINK_M, type FarPairs } from './link-near.ts';
import { LINK_PAIRS, type LinkPairChoice } from './link-pair-choice.ts';
import { layPairs, type LinkPairs } from './link-pairs.ts';
import { listPlaces, straightBetween } from './link-places.ts';
import { createLinkWalks } from './link-walks.ts';
import { createWayFinder, TOO_MANY_WAYS } from './link-ways.ts';

/**
 * All pairs that may be linked (`findLinkPairs`) within `thinM` of both ends of one of the pairs `chosen`: those that were dropped for
 * another beside them, and that other. Each once; of what was drawn for `chosen` the choice must be the same.
 */
export function findPairsBeside(
  network: Network,
  choice: Partial<LinkPairChoice>,
  { fromAt, toAt }: LinkPairs,
  chosen: readonly number[]
): LinkPairs {
  const { straightM, timesAround, spacingM, thinM, mostWays } = { ...LINK_PAIRS, ...choice };
  const ends = chosen.flatMap((k) => [
    [fromAt.lon[k], fromAt.lat[k]],
    [toAt.lon[k], toAt.lat[k]]
  ]);
  const places = listPlaces(network, spacingM, ({ lon, lat }) =>
    Uint8Array.from(lon, (x, i) => +ends.some(([ex, ey]) => distanceM(x, lat[i], ex, ey) <= thinM))
  );
  const { lon, lat } = places.at;
  const all = Array.from(lon.keys());
  const near = ends.map(([ex, ey]) => all.filter((i) => distanceM(lon[i], lat[i], ex, ey) <= thinM));
  const walks = createLinkWalks(network, places);
  const wayOver = createWayFinder(network, places.at, mostWays);
  const found: FarPairs = { from: [], to: [], lengthM: [], overLine: [], near: 0, far: 0 };
  const partners = new Map<number, Set<number>>();
  for (let k = 0; k < ends.length; k += 2)
    for (const a of near[k])
      for (const b of near[k + 1]) {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        if (!partners.has(from)) partners.set(from, new Set());
        partners.get(from)!.add(to);
      }
  for (const [from, others] of partners) {
    walks.from(from, timesAround * straightM);
    for (const to of others) {
      const metres = straightBetween(places.at, from, to);
      if (metres > straightM || metres < LEAST_LINK_M) continue;
      found.near++;
      if (walks.to(to) < timesAround * metres * TICKS_PER_M) continue;
      found.far++;
      const overLine = wayOver(from, to);
      if (overLine === TOO_MANY_WAYS) continue;
      found.from.push(from);
      found.to.push(to);
      found.lengthM.push(Math.round(metres * TICKS_PER_M) / TICKS_PER_M);
      found.overLine.push(overLine);
    }
  }
  return layPairs(network, places, found);
}
