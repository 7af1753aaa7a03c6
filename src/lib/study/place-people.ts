import type { Coverage } from '../coverage/coverage.ts';
import { facilitiesIn, type Distances } from '../coverage/distances.ts';
import type { Facilities } from '../coverage/facilities.ts';
import { countPlaces } from '../coverage/places.ts';
import { straightReachSets, type NearSets } from '../coverage/straight-reach.ts';
import type { Survey } from '../coverage/survey.ts';
import type { TransportSolver } from '../coverage/transport.ts';
import { collectWithin } from '../network/collect-within.ts';
import { pickJoins } from '../network/join.ts';
import type { Joins } from '../network/network.ts';
import { metresOf } from '../network/ticks.ts';
import type { JoinedDemand } from './study.ts';
import { networkFor, type Walking } from './walkers.ts';

/** What is needed of a session. */
type Placing = Walking & {
  solver?: TransportSolver | null;
  lately: { facilities: Facilities; joins: Joins | null };
};

interface Known {
  asked: string;
  solver: TransportSolver | null;
  coverage: Coverage;
}

const known = new WeakMap<Distances, Known[]>();

/**
 * The coverage of a measure that has a capacity with its people sent to places (`countPlaces`), worked out once for the distances
 * it rests on; the coverage itself of other measures. Without a solver in the session the nearest come first.
 */
export function placePeople(
  session: Placing,
  coverage: Coverage,
  joined: JoinedDemand,
  distances: Distances,
  survey: Survey
): Coverage {
  const { measure } = coverage;
  if (measure.capacity === undefined) return coverage;
  const solver = session.solver ?? null;
  const asked = JSON.stringify([measure.capacity, measure.limitM, measure.field]);
  const list = known.get(distances) ?? [];
  known.set(distances, list);
  const found = list.find((each) => each.asked === asked && each.solver === solver);
  if (found) return { ...found.coverage, measure };
  const { facilities } = session.lately;
  const chosen = facilitiesIn(facilities, measure.categories, measure.needs);
  const near = nearSets(session, coverage, joined, chosen);
  const placed = countPlaces(coverage, survey, facilities, chosen, near, solver);
  list.push({ asked, solver, coverage: placed });
  return placed;
}

/** Who is within the limit of each of the `chosen` facilities, by the walks that coverage counts. */
function nearSets(
  session: Placing,
  { measure }: Coverage,
  joined: JoinedDemand,
  chosen: Int32Array
): NearSets {
  const { facilities, joins } = session.lately;
  const network = networkFor(session, measure);
  if (network === null || joins === null || joined.joins === null) {
    const lon = Float64Array.from(chosen, (i) => facilities.lon[i]);
    const lat = Float64Array.from(chosen, (i) => facilities.lat[i]);
    return straightReachSets({ lon, lat }, joined.demand, measure.limitM);
  }
  const sets = collectWithin(network, pickJoins(joins, chosen), joined.joins, measure.limitM);
  return { first: sets.first, point: sets.point, metres: Float64Array.from(sets.ticks, metresOf) };
}
