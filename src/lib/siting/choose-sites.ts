import type { Measure } from '../coverage/measure.ts';
import type { Points } from '../geometry/shapes.ts';
import { checkProblem, type SitingNames } from './check-problem.ts';
import { preferenceOf } from './combine-candidates.ts';
import { finishSiting } from './finish-siting.ts';
import type { Phase } from './phases.ts';
import { poseProblem } from './pose-problem.ts';
import type { SitingAnswer, SitingProblem } from './problem.ts';
import { VARIATION } from './robustness.ts';
import type { Candidates, Siting } from './siting.ts';
import type { Service, SitingAsk, Standing } from './siting-ask.ts';

/** A siting question (method §8): what is to be served, where sites may be, what stands, and what binds the choice. */
export interface SitingQuestion {
  services: Service[];
  candidates: Candidates;
  standing: Standing;
  ask: SitingAsk;
  names: SitingNames;
  /** Phases to build in; empty: all at once. */
  phases: Phase[];
  /** Whether the curve by money is worked out, where prices are known. */
  byMoney: boolean;
  /** Of the robustness runs, and of searches that begin by chance. */
  seed: number;
}

/**
 * The best sites by the model that is asked for, with bound, reasons, curves and robustness, or the faults for which there is no answer.
 * Distances are those of coverage: on the network with both joins, or straight × 1.3 without one. Of equally good candidates the first is
 * taken (`inPlaceOrder`). Throws where the demand lacks a measure's field.
 */
export function chooseSites(
  question: SitingQuestion,
  solve: (problem: SitingProblem) => SitingAnswer
): Siting {
  const { services, candidates, standing, ask, names } = question;
  const posed = poseProblem(services, candidates, standing, ask);
  const isStanding = (o: number) => posed.candidate[o] < 0;
  const faults = checkProblem(posed.problem, { ...names, isStanding });
  return finishSiting({ ...question, posed, faults }, faults.length > 0 ? null : solve(posed.problem));
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
