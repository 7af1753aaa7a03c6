import type { Coverage } from '../coverage/coverage.ts';
import type { Measure } from '../coverage/measure.ts';
import { straightReachSets } from '../coverage/straight-reach.ts';
import type { Demand } from '../demand/demand.ts';
import { roundPeople } from '../demand/share-out.ts';
import type { Points } from '../geometry/shapes.ts';
import { joinPoints } from '../network/join.ts';
import type { Joins, Network } from '../network/network.ts';
import type { ReachSets } from './cover-problem.ts';
import { preferenceOf } from './combine-candidates.ts';
import { maximiseCoverage } from './max-cover.ts';
import { reachSets } from './reach-sets.ts';
import { measureRobustness, VARIATION } from './robustness.ts';
import type { Candidates, Siting } from './siting.ts';

/** A siting question. `network` and `demandJoins` are null where there are no roads. */
export interface SitingQuestion {
  measure: Measure;
  demand: Demand;
  /** Coverage of `measure` by the facilities that are there, on the same demand. */
  coverage: Coverage;
  network: Network | null;
  demandJoins: Joins | null;
  candidates: Candidates;
  /** Whom each candidate reaches within `widestReachM`, rows as `inPlaceOrder` has them; null or none: it is worked out. */
  reach?: ReachSets | null;
  sites: number;
  /** Of the robustness runs only; the answer itself knows no chance. */
  seed: number;
}

/** The curve goes at least this far, so that the next few sites can be seen as well. */
const CURVE = 10;

/**
 * The candidates that newly bring the most people of the measure within its limit (method §8), with bound, curve and
 * robustness. Distances are those of `coverage`: on the network with both joins, or straight × 1.3 without one.
 * Neither the order of the candidates nor of the points matters: among equal candidates one that stands goes before what is to
 * be built, then the westernmost, then the southernmost is taken. Throws where the demand lacks the measure's field.
 */
export function chooseSites(question: SitingQuestion): Siting {
  const { measure, demand, coverage, network, demandJoins, sites, seed } = question;
  const people = demand.people[measure.field];
  if (people === undefined) throw new Error(`expected demand with the field ${measure.field}, got none`);
  const { order, places } = inPlaceOrder(question.candidates);
  const joins = network && joinPoints(network, places);
  const widestM = widestReachM(measure);
  const wide =
    question.reach ??
    (network && joins && demandJoins
      ? reachSets(network, joins, demandJoins, widestM)
      : straightReachSets(places, demand, widestM));
  const answer = maximiseCoverage(
    { sets: within(wide, measure.limitM), people, alreadyCovered: coverage.covered, sites },
    Math.max(CURVE, sites)
  );
  const robustness = measureRobustness(
    {
      sets: wide,
      limitM: measure.limitM,
      isTimed: !Number.isNaN(measure.limitS),
      people,
      presentM: coverage.distanceM,
      pointOffM: demandJoins?.offM ?? new Float64Array(people.length),
      candidateOffM: joins?.offM ?? new Float64Array(order.length),
      pointOrder: orderByPlace(demand),
      sites,
      seed
    },
    answer.sites
  );
  let covered = 0;
  people.forEach((value, i) => (covered += coverage.covered[i] && value > 0 ? roundPeople(value) : 0));
  return {
    standard: measure.id,
    model: 'mclp',
    candidates: question.candidates,
    sites: answer.sites.map((c) => order[c]),
    gain: answer.gain,
    coveredAfter: answer.gain.map((gain) => (covered += gain)),
    robustness,
    objective: answer.objective,
    bound: answer.bound,
    gap: answer.gap,
    proven: answer.proven,
    curve: answer.curve
  };
}

/** How far candidates are followed, so that no run of the robustness lacks a pair. */
export function widestReachM({ limitM }: Measure): number {
  return (limitM * (1 + VARIATION)) / (1 - VARIATION);
}

/**
 * Candidates as they are searched from, and their places so: their indexes by what is preferred among equals (`preferenceOf`), from
 * west to east, then from south to north.
 */
export function inPlaceOrder(candidates: Candidates): { order: Uint32Array; places: Points } {
  const order = orderByPlace(candidates);
  // What stands goes before what is to be built, where both win as many.
  const preference = candidates.kind && preferenceOf(candidates);
  if (preference) order.sort((a, b) => preference[a] - preference[b]);
  return { order, places: takePlaces(candidates, order) };
}

/** Indexes from west to east, then from south to north. */
function orderByPlace(points: Points): Uint32Array {
  return Uint32Array.from(points.lon, (_, i) => i).sort(
    (a, b) => points.lon[a] - points.lon[b] || points.lat[a] - points.lat[b]
  );
}

function takePlaces(points: Points, order: Uint32Array): Points {
  return {
    lon: Float64Array.from(order, (i) => points.lon[i]),
    lat: Float64Array.from(order, (i) => points.lat[i])
  };
}

/** The pairs of `sets` within `limitM`. */
function within(sets: ReachSets, limitM: number): ReachSets {
  const first = new Uint32Array(sets.first.length);
  const point = new Uint32Array(sets.point.length);
  const metres = new Float64Array(sets.point.length);
  let end = 0;
  for (let c = 0; c + 1 < first.length; c++) {
    for (let k = sets.first[c]; k < sets.first[c + 1]; k++) {
      if (!(sets.metres[k] <= limitM)) continue;
      point[end] = sets.point[k];
      metres[end++] = sets.metres[k];
    }
    first[c + 1] = end;
  }
  return { first, point: point.subarray(0, end), metres: metres.subarray(0, end) };
}
