import { bufferLines } from '../geometry/union.ts';
import { DETOUR_FACTOR, facilitiesIn } from '../coverage/distances.ts';
import type { Measure } from '../coverage/measure.ts';
import { describeRoute, type WayOfRoute } from '../network/describe-route.ts';
import { pickJoins } from '../network/join.ts';
import { findRoute, type Stretch } from '../network/route.ts';
import { serviceAreas, type ServiceArea } from '../network/service-area.ts';
import { area } from '@turf/turf';
import type { Session } from './session.ts';
import { networkFor } from './walkers.ts';
import type { JoinedDemand, MeasureResult } from './study.ts';

/** A walk from a home to the facility that serves it. */
export interface Walk {
  /** Demand point it starts from. */
  point: number;
  facility: number;
  /** Both joins counted, as coverage counts it: metres of level walking at the walker's pace. */
  distanceM: number;
  /** Both joins counted, on the ground. */
  lengthM: number;
  /** Gate of the estate (index in `Inputs.gates`) that it leads out by, −1: none. */
  gate: number;
  path: [number, number][];
  /** The ways it follows, in order; their lengths leave the joins out. */
  ways: WayOfRoute[];
}

/** One of the nested areas of a measure; `minutes` is null where its limit is a length. */
export interface AreaTier {
  minutes: number | null;
  limitM: number;
}

/** The areas to draw of a measure, ascending: those of 5, 10 and 15 minutes within its limit, and that of its limit. */
export function areaTiers({ limitM, limitS, speedMps }: Measure): AreaTier[] {
  if (Number.isNaN(limitS)) return [{ minutes: null, limitM }];
  const inner = [5, 10, 15].filter((minutes) => minutes * 60 < limitS);
  return [
    ...inner.map((minutes) => ({ minutes, limitM: minutes * 60 * speedMps })),
    { minutes: limitS / 60, limitM }
  ];
}

/**
 * What a measure's facilities reach within its limit, and within the smaller limits given, ascending. Without roads:
 * circles of the limit over 1.3, an estimate as the distances are.
 */
export function areasOf(session: Session, measure: Measure, limitsM: number[]): ServiceArea[] {
  const { facilities, joins } = session.lately;
  const chosen = facilitiesIn(facilities, measure.categories, measure.needs);
  const network = networkFor(session, measure);
  if (network && joins) return serviceAreas(network, pickJoins(joins, chosen), limitsM);
  const places = Array.from(chosen, (i) => [[facilities.lon[i], facilities.lat[i]]]);
  return limitsM.map((limitM) => {
    const geometry = bufferLines(places, limitM / DETOUR_FACTOR);
    return { limitM, geometry, areaM2: area(geometry) };
  });
}

/**
 * The walk from the unit's worst-off home that reaches a facility at all; of homes equally far the first. Null where
 * none does, or there are no roads.
 */
export function farthestWalk(session: Session, result: MeasureResult, unit: number): Walk | null {
  const { coverage, joined } = result;
  const people = joined.demand.people[result.measure.field];
  const { parent } = session.inputs.units;
  const within = (of: number): boolean => {
    for (let at = of; at >= 0; at = parent[at]) if (at === unit) return true;
    return false;
  };
  let point = -1;
  coverage.distanceM.forEach((metres, i) => {
    if (!Number.isFinite(metres) || (people && !(people[i] > 0)) || !within(joined.demand.unit[i])) return;
    if (point < 0 || metres > coverage.distanceM[point]) point = i;
  });
  return point < 0 ? null : walkFrom(session, result, point);
}

/** The walk from a point to the facility that it leads to; null where it reaches none, or there are no roads. */
export function walkFrom(
  session: Session,
  { measure, coverage, joined }: MeasureResult,
  point: number
): Walk | null {
  const { joins: facilityJoins, facilities } = session.lately;
  const network = networkFor(session, measure);
  const facility = coverage.nearest[point];
  if (!network || !joined.joins || !facilityJoins || !(facility >= 0)) return null;
  // Costs are those of searches out from facilities, over arcs turned round: so goes the route, and is told from the home.
  const turned = network.costs !== null;
  const route = turned
    ? findRoute(network, facilityJoins, joined.joins, facility, point)
    : findRoute(network, joined.joins, facilityJoins, point, facility);
  if (!route) return null;
  const stretches = turned ? turnRound(route.stretches) : route.stretches;
  const gate = gateOf(joined, point, turned ? route.joinTo : route.joinFrom);
  const gates = session.inputs.gates;
  const { name: names = [], highway: kinds = [] } = session.inputs.roads ?? {};
  return {
    point,
    facility,
    distanceM: coverage.distanceM[point],
    lengthM: route.joinFromM + route.distanceM + route.joinToM,
    gate,
    path: [
      [joined.demand.lon[point], joined.demand.lat[point]],
      ...(gate >= 0 && gates ? [[gates.lon[gate], gates.lat[gate]] as [number, number]] : []),
      ...(turned ? [...route.path].reverse() : route.path).map(([lon, lat]): [number, number] => [lon, lat]),
      [facilities.lon[facility], facilities.lat[facility]]
    ],
    ways: describeRoute(network, { ...route, stretches }, { names, kinds })
  };
}

/** Gate of a point's join, −1: it walks out by none. */
function gateOf({ walkOut }: JoinedDemand, point: number, join: number): number {
  if (!walkOut || walkOut.first[point] === walkOut.first[point + 1]) return -1;
  return walkOut.gate[walkOut.first[point] + join];
}

/** Stretches of a walk the other way round. */
export function turnRound(stretches: Stretch[]): Stretch[] {
  return stretches.toReversed().map(({ edge, fromM, toM }) => ({ edge, fromM: toM, toM: fromM }));
}
