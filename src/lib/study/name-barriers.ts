import type { Facilities } from '../coverage/facilities.ts';
import { facilitiesIn } from '../coverage/distances.ts';
import {
  createBarrierFinder,
  findBarriers,
  type BarrierFinder,
  type Barriers
} from '../coverage/find-barriers.ts';
import type { Walls } from '../network/walls.ts';
import type { Session } from './session.ts';
import type { MeasureResult } from './study.ts';
import { surveyOf } from './survey-of.ts';

const finders = new WeakMap<Walls, BarrierFinder>();

/**
 * What stands in the way of the detours of a result, for the facilities that were asked for last, or those given; `before` as for
 * `findBarriers`. Null where the study knows no
 * outlines of estates, water or railways, or no roads (an estimate from straight lines has no detours).
 */
export function barriersOf(
  session: Session,
  { joined, coverage, gaps }: MeasureResult,
  facilities: Facilities = session.lately.facilities,
  before?: Parameters<typeof findBarriers>[6]
): Barriers | null {
  const { inputs } = session;
  const { walls = null, units } = inputs;
  if (walls === null || coverage.estimated) return null;
  const find = finders.get(walls) ?? createBarrierFinder(walls);
  finders.set(walls, find);
  const survey = surveyOf(units, joined.demand, coverage);
  const { categories, needs } = coverage.measure;
  const chosen = facilitiesIn(facilities, categories, needs);
  return findBarriers(coverage, gaps, survey, facilities, chosen, find, before);
}
