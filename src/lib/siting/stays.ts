import { distanceM } from '../geometry/metric.ts';
import type { Points } from '../geometry/shapes.ts';

/** A site this near another does as well in its stead. */
const NEAR_M = 100;

/** How often sites stay in the answer when what it rests on varies. Shares 0 to 1, as long as the sites. */
export interface Stays {
  runs: number;
  /** Share of the runs in which the very same is in the answer. */
  stays: Float64Array;
  /** Share of the runs in which it, or one within `NEAR_M` of it (straight), is; NaN where places are not known. */
  staysNear: Float64Array;
}

/** Asks `solve` for as many answers (numbers of what is open) as there are `runs`, and counts in how many each of the `sites` stays. */
export function countStays(
  sites: ArrayLike<number>,
  places: Points | null,
  runs: number,
  solve: () => ArrayLike<number>
): Stays {
  const stays = new Float64Array(sites.length);
  const staysNear = new Float64Array(sites.length).fill(places ? 0 : NaN);
  for (let run = 0; run < runs; run++) {
    const answer = Array.from(solve());
    const isOpen = new Set(answer);
    for (let k = 0; k < sites.length; k++) {
      const site = sites[k];
      if (isOpen.has(site)) stays[k]++;
      if (places && (isOpen.has(site) || answer.some((o) => isNear(places, site, o)))) staysNear[k]++;
    }
  }
  return {
    runs,
    stays: stays.map((count) => count / runs),
    staysNear: staysNear.map((count) => count / runs)
  };
}

function isNear({ lon, lat }: Points, a: number, b: number): boolean {
  return distanceM(lon[a], lat[a], lon[b], lat[b]) <= NEAR_M;
}
