import { facilitiesIn } from '../coverage/distances.ts';
import type { Facilities } from '../coverage/facilities.ts';
import type { Measure } from '../coverage/measure.ts';
import { straightReachSets } from '../coverage/straight-reach.ts';
import { pickJoins } from '../network/join.ts';
import { reachSets } from '../siting/reach-sets.ts';
import type { Candidates } from '../siting/siting.ts';
import { askCoverage, type Session } from './session.ts';
import { networkFor } from './walkers.ts';

/**
 * Facilities of the scenario asked last that could grow: those of the measures' categories, ascending, under their own codes.
 * `capacity` is how many beds or places people within the limit lack (rounded up, over all measures that have a capacity): 0
 * where nobody lacks one, or where it counts in full already; NaN where it does not count for want of room or hours today, so
 * that all who are near would be won. `cost` is `priceEach` yuan for each bed or place, NaN where either is not known.
 */
export function growingFacilities(
  session: Session,
  measures: readonly Measure[],
  priceEach: number | null = null
): Candidates {
  const { facilities } = session.lately;
  const categories = [...new Set(measures.flatMap((measure) => measure.categories))];
  const chosen = facilitiesIn(facilities, categories);
  const short = placesShort(session, measures, facilities);
  const take = (values: Float64Array) => Float64Array.from(chosen, (i) => values[i]);
  const texts = (name: string) => Array.from(chosen, (i) => facilities.texts?.[name]?.[i] ?? '');
  const capacity = take(short);
  return {
    lon: take(facilities.lon),
    lat: take(facilities.lat),
    code: Array.from(chosen, (i) => facilities.code[i]),
    name: Array.from(chosen, (i) => facilities.name[i]),
    cost: capacity.map((places) => (priceEach === null ? NaN : places * priceEach)),
    floorAreaM2: take(facilities.floorAreaM2),
    kind: Array.from(chosen, () => 'facility' as const),
    floorLevel: texts('floor_level'),
    barrierFree: Float64Array.from(chosen, (i) => facilities.numbers?.barrier_free?.[i] ?? NaN),
    capacity,
    facility: chosen
  };
}

/** Beds or places that people near each facility lack, by facility; as `growingFacilities` says. */
function placesShort(session: Session, measures: readonly Measure[], facilities: Facilities): Float64Array {
  const sum = new Float64Array(facilities.code.length);
  const without = new Uint8Array(facilities.code.length);
  for (const measure of measures) {
    const counting = facilitiesIn(facilities, measure.categories, measure.needs);
    const counts = new Set(counting);
    for (const i of facilitiesIn(facilities, measure.categories)) if (!counts.has(i)) without[i] = 1;
    const { capacity } = measure;
    if (capacity === undefined) continue;
    const lacking = peopleLacking(session, measure, counting);
    counting.forEach((i, k) => (sum[i] += (lacking[k] * capacity.per_1000) / 1000));
  }
  return sum.map((places, i) => (places > 0 ? Math.ceil(places - 1e-6) : without[i] ? NaN : 0));
}

/** People within the limit of each of the `chosen` facilities who have no place. */
function peopleLacking(session: Session, measure: Measure, chosen: Int32Array): Float64Array {
  const { joined, coverage } = askCoverage(session, measure);
  const { facilities, joins } = session.lately;
  const network = networkFor(session, measure);
  const sets =
    network && joins && joined.joins
      ? reachSets(network, pickJoins(joins, chosen), joined.joins, measure.limitM)
      : straightReachSets(placesOf(facilities, chosen), joined.demand, measure.limitM);
  const people = joined.demand.people[measure.field];
  return Float64Array.from(chosen, (_, k) => {
    let lacking = 0;
    for (let at = sets.first[k]; people && at < sets.first[k + 1]; at++) {
      const i = sets.point[at];
      // Where no facility says what it holds, nobody is known to have a place.
      if (people[i] > 0) lacking += people[i] * (1 - (coverage.served?.[i] ?? 0));
    }
    return lacking;
  });
}

function placesOf({ lon, lat }: Facilities, chosen: Int32Array) {
  return {
    lon: Float64Array.from(chosen, (i) => lon[i]),
    lat: Float64Array.from(chosen, (i) => lat[i])
  };
}
