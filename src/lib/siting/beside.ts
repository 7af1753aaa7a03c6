import { DETOUR_FACTOR, facilitiesIn } from '../coverage/distances.ts';
import type { Facilities } from '../coverage/facilities.ts';
import { groupByKey, roofsOf } from '../coverage/same-roof.ts';
import { straightReachSets } from '../coverage/straight-reach.ts';
import { distanceM } from '../geometry/metric.ts';
import type { Points } from '../geometry/shapes.ts';
import { collectWithin } from '../network/collect-within.ts';
import { joinPoints, pickJoins } from '../network/join.ts';
import type { Joins, Network } from '../network/network.ts';
import { metresOf } from '../network/ticks.ts';
import { qualifying } from '../standards/taxonomy.ts';
import type { Candidates } from './siting.ts';

/** Metres of walking within which two count as beside each other (毗邻), where the user says no other. */
export const BESIDE_M = 200;

/** What `besideCategories` is asked. */
export interface BesideQuestion {
  facilities: Facilities;
  /** Categories of which one has to be near; what may stand in for them counts too. */
  categories: readonly string[];
  withinM?: number;
  /** Null: no roads were given. */
  network: Network | null;
  /** Joins of all facilities; null: they are worked out for those that count. */
  joins?: Joins | null;
  /** Straight lines on the ground, whether there is a network or not ("within 50 m", as the crow flies). */
  straight?: boolean;
}

/** The nearest facility of each candidate, as columns. */
export interface Beside {
  /** Index of the facility, −1: none is within the distance; of equally near ones the first. */
  facility: Int32Array;
  /** Metres to it, 0 in the same premises or on the same parcel, NaN: none. */
  metres: Float64Array;
  /** Its name, '' where it has none, or there is none. */
  name: string[];
  /** True where the metres are straight × 1.3 for want of roads. */
  estimated: boolean;
}

/**
 * Which candidates lie beside a facility of given categories, as adjacency is judged: in the same premises or on the same parcel (of a
 * facility that would grow), else within a walk of `withinM` from where both meet the network; without roads straight × 1.3.
 * `straight` measures straight lines instead. Nothing is beside itself.
 */
export function besideCategories(
  candidates: Points & Pick<Candidates, 'facility'>,
  question: BesideQuestion
): Beside {
  const { facilities, network, straight = false } = question;
  const withinM = question.withinM ?? BESIDE_M;
  if (!(withinM >= 0)) throw new Error(`expected a distance of 0 m or more, got ${withinM}`);
  const count = candidates.lon.length;
  const beside = facilitiesIn(facilities, qualifying([...question.categories]));
  const nearest = new Int32Array(count).fill(-1);
  const metres = new Float64Array(count).fill(NaN);
  const estimated = !straight && network === null;
  const sets =
    network && !straight
      ? walkSets(network, candidates, beside, question, withinM)
      : lineSets(candidates, beside, facilities, withinM, straight);
  for (let c = 0; c < count; c++) {
    const own = candidates.facility?.[c] ?? -1;
    for (let at = sets.first[c]; at < sets.first[c + 1]; at++) {
      const facility = beside[sets.point[at]];
      const away = sets.metres[at];
      if (facility === own || away > withinM || away >= metres[c]) continue;
      nearest[c] = facility;
      metres[c] = away;
    }
  }
  if (!straight) takeRoofs(candidates, facilities, beside, nearest, metres);
  const name = Array.from(nearest, (facility) => (facility < 0 ? '' : facilities.name[facility]));
  return { facility: nearest, metres, name, estimated };
}

interface Sets {
  first: Uint32Array;
  point: Uint32Array;
  metres: Float64Array;
}

function walkSets(
  network: Network,
  candidates: Points,
  beside: Int32Array,
  { facilities, joins }: BesideQuestion,
  withinM: number
): Sets {
  const all = joins ?? joinPoints(network, facilities);
  const found = collectWithin(network, joinPoints(network, candidates), pickJoins(all, beside), withinM);
  return { ...found, metres: Float64Array.from(found.ticks, metresOf) };
}

/** Straight lines, of which those for want of roads count 1.3 times. */
function lineSets(
  candidates: Points,
  beside: Int32Array,
  { lon, lat }: Facilities,
  withinM: number,
  straight: boolean
): Sets {
  const places = {
    lon: Float64Array.from(beside, (facility) => lon[facility]),
    lat: Float64Array.from(beside, (facility) => lat[facility])
  };
  if (!straight) return straightReachSets(candidates, places, withinM);
  // A little wider, and measured again: what lies at just so many metres is within them.
  const { first, point } = straightReachSets(candidates, places, withinM * DETOUR_FACTOR * 1.001);
  const metres = new Float64Array(point.length);
  for (let c = 0; c + 1 < first.length; c++)
    for (let at = first[c]; at < first[c + 1]; at++)
      metres[at] = distanceM(
        candidates.lon[c],
        candidates.lat[c],
        places.lon[point[at]],
        places.lat[point[at]]
      );
  return { first, point, metres };
}

/** A facility that grows is beside whatever shares its premises, else its parcel, however far the doors. */
function takeRoofs(
  candidates: Pick<Candidates, 'facility'>,
  facilities: Facilities,
  beside: Int32Array,
  nearest: Int32Array,
  metres: Float64Array
): void {
  if (!candidates.facility?.some((facility) => facility >= 0)) return;
  const { host, parcel } = roofsOf(facilities);
  const keys = [
    { key: host, groups: groupByKey(beside, host) },
    { key: parcel, groups: groupByKey(beside, parcel) }
  ];
  candidates.facility.forEach((own, c) => {
    if (own < 0) return;
    for (const { key, groups } of keys) {
      const neighbour = groups.get(key[own])?.find((each) => each !== own);
      if (neighbour === undefined) continue;
      nearest[c] = neighbour;
      metres[c] = 0;
      return;
    }
  });
}
