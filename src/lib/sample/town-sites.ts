import type { Placed } from './facilities.ts';
import type { Parcel } from './parcel.ts';
import type { Places } from './places.ts';
import { distance, inRing, type Point, type Ring } from './plane.ts';

/** A facility belongs to the lot that is no farther than this. */
const BESIDE_M = 35;
/** A room under a centre's roof is entered no farther from the centre's door than this. */
const ROOF_M = 200;

/** What may stand under the roof of a community's centre; rooms whose area another ledger counts stay by themselves. */
const UNDER_ROOF = [
  'police_office',
  'volunteer_station',
  'culture_station',
  'gov_self_service',
  'conflict_mediation_station',
  'micro_fire_station'
];

/** For each community the place in the list of its centre: the comprehensive one, else that of the Party and masses; −1: none. */
export function findHosts(placed: Placed[], communities: number): number[] {
  return Array.from({ length: communities }, (_, community) => {
    const own = centreOf(placed, community, 'integrated_service_centre');
    return own >= 0 ? own : centreOf(placed, community, 'party_service_centre');
  });
}

const centreOf = (placed: Placed[], community: number, category: string): number =>
  placed.findIndex((one) => one.category === category && one.serves === community);

/** The place in `placed` of the centre under whose roof the facility is, −1: none. Police sit with the Party and masses (合署). */
export function roofOf(one: Placed, placed: Placed[], hosts: number[], places: Places): number {
  if (!UNDER_ROOF.includes(one.category)) return -1;
  const community = one.serves >= 0 ? one.serves : places.communityOf(one.at);
  const host =
    one.category === 'police_office'
      ? centreOf(placed, community, 'party_service_centre')
      : (hosts[community] ?? -1);
  return host >= 0 && distance(one.at, placed[host].at) <= ROOF_M ? host : -1;
}

/** The lot that the point is in or beside, −1: none near. */
export function parcelAt(at: Point, parcels: Parcel[]): number {
  let best = -1;
  let bestM = BESIDE_M;
  parcels.forEach(({ wall }, parcel) => {
    const offM = inRing(at, wall) ? 0 : ringDistance(at, wall);
    if (offM < bestM) [best, bestM] = [parcel, offM];
  });
  return best;
}

function ringDistance(from: Point, ring: Ring): number {
  let nearest = Infinity;
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length];
    const square = distance(a, b) ** 2;
    const along = ((from[0] - a[0]) * (b[0] - a[0]) + (from[1] - a[1]) * (b[1] - a[1])) / square;
    const t = square === 0 ? 0 : Math.min(1, Math.max(0, along));
    nearest = Math.min(nearest, distance(from, [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]));
  });
  return nearest;
}
