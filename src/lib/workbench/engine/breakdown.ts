import type { DemandMethod } from '../../demand/demand.ts';
import { withParents } from '../../demand/levels.ts';
import { walkFrom } from '../../study/explain.ts';
import type { Session } from '../../study/session.ts';
import type { MeasureResult } from '../../study/study.ts';
import { sayWay } from '../../network/way-sentence.ts';
import { serviceDistances } from './views.ts';
import type { Walk } from './scene.ts';

/** What a share is made of: who serves whom, in one unit or in all communities. */
export interface Breakdown {
  /** Field of the people counted. */
  field: string;
  total: number;
  covered: number;
  /** Facilities by the people to whom they are the nearest, most first, and how many of those are within the limit. */
  served: { code: string; name: string; people: number; covered: number }[];
  /** People who walk to no facility. */
  unserved: number;
  /** Points with people of the field, and how those in the unit became points. */
  points: number;
  methods: DemandMethod[];
  /** People of this unit were given for a unit above it only (its index), and shared out: −1: no. */
  fromParent: number;
}

/** Whom a facility is nearest to. */
export interface Catchment {
  people: number;
  covered: number;
  points: number;
  /** Communities, most people first. */
  units: { unit: number; people: number; covered: number }[];
}

/** All that is known of one demand point. */
export interface PointFacts {
  point: number;
  lon: number;
  lat: number;
  /** Community it is counted to, −1: none. */
  unit: number;
  method: DemandMethod;
  /** People by field; a field that is unknown in its unit is NaN. */
  people: { field: string; people: number }[];
  connected: boolean;
  covered: boolean;
  /** Place in `CAUSES`. */
  cause: number;
  distanceM: number;
  straightM: number;
  /** The facility that its walk leads to; null: none. */
  facility: { code: string; name: string } | null;
  walk: Walk | null;
  /** Metres to each service of the score, in the order of `servicesOf`. */
  serviceM: Float64Array;
}

/** True for each point that lies in the unit or below it; −1: in any community. */
function isWithin(session: Session, unit: number): (own: number) => boolean {
  if (unit < 0) return (own) => own >= 0;
  const { units } = session.inputs;
  const within = Uint8Array.from(units.code, (_, own) => (withParents(units, own).includes(unit) ? 1 : 0));
  return (own) => own >= 0 && within[own] === 1;
}

/** Who serves whom in a unit, −1: in all communities. */
export function breakDown(session: Session, result: MeasureResult, unit: number): Breakdown {
  const { measure, coverage, joined } = result;
  const { demand } = joined;
  const { code, name } = session.lately.facilities;
  const people = demand.people[measure.field] ?? new Float64Array(demand.unit.length);
  const within = isWithin(session, unit);
  const near = new Map<number, { people: number; covered: number }>();
  let unserved = 0;
  let points = 0;
  let total = 0;
  let covered = 0;
  for (let i = 0; i < people.length; i++) {
    if (!(people[i] > 0) || !within(demand.unit[i])) continue;
    points++;
    total += people[i];
    const served = people[i] * (coverage.covered[i] ? (coverage.served?.[i] ?? 1) : 0);
    covered += served;
    const facility = coverage.nearest[i];
    if (facility < 0) {
      unserved += people[i];
      continue;
    }
    const entry = near.get(facility) ?? { people: 0, covered: 0 };
    entry.people += people[i];
    entry.covered += served;
    near.set(facility, entry);
  }
  const { rows } = coverage;
  const fallbacks = new Map(demand.fallbacks.map((each) => [each.unit, each.method]));
  const communities = [...session.inputs.units.code.keys()].filter(
    (own) => within(own) && session.inputs.units.level[own] === 'community'
  );
  const methods = new Set(communities.map((own) => fallbacks.get(own) ?? demand.method));
  const above = demand.fromParent.find(
    (each) => each.field === measure.field && each.communities.includes(unit)
  );
  return {
    field: measure.field,
    total: unit < 0 ? total : rows.total[unit],
    covered: unit < 0 ? covered : rows.covered[unit],
    served: [...near]
      .map(([facility, entry]) => ({ code: code[facility], name: name[facility], ...entry }))
      .sort((a, b) => b.people - a.people || (a.code < b.code ? -1 : 1)),
    ...{ unserved, points },
    methods: [...methods],
    fromParent: above?.unit ?? -1
  };
}

/** Whom a facility (by code) is nearest to; null where it is not there or does not count. */
export function catchmentOf(session: Session, result: MeasureResult, code: string): Catchment | null {
  const { measure, coverage, joined } = result;
  const facility = session.lately.facilities.code.indexOf(code);
  if (facility < 0) return null;
  const { demand } = joined;
  const people = demand.people[measure.field] ?? new Float64Array(demand.unit.length);
  const units = new Map<number, { people: number; covered: number }>();
  const all = { people: 0, covered: 0, points: 0 };
  for (let i = 0; i < people.length; i++) {
    if (coverage.nearest[i] !== facility || !(people[i] > 0)) continue;
    const served = people[i] * (coverage.covered[i] ? (coverage.served?.[i] ?? 1) : 0);
    all.people += people[i];
    all.covered += served;
    all.points++;
    const entry = units.get(demand.unit[i]) ?? { people: 0, covered: 0 };
    entry.people += people[i];
    entry.covered += served;
    units.set(demand.unit[i], entry);
  }
  return {
    ...all,
    units: [...units]
      .map(([unit, entry]) => ({ unit, ...entry }))
      .sort((a, b) => b.people - a.people || a.unit - b.unit)
  };
}

/** A walk as the page shows it. */
function walkFor(session: Session, result: MeasureResult, point: number): Walk | null {
  const walk = walkFrom(session, result, point);
  if (!walk) return null;
  const named = walk.ways.some(({ name }) => name !== '');
  return {
    lengthM: walk.lengthM,
    seconds: walk.distanceM / result.measure.speedMps,
    line: walk.path,
    facility: session.lately.facilities.name[walk.facility],
    ways: named ? walk.ways.map(sayWay) : []
  };
}

/** All that is known of a point; null where there is none of that number. */
export function pointFacts(session: Session, result: MeasureResult, point: number): PointFacts | null {
  const { measure, coverage, gaps, joined } = result;
  const { demand, connected } = joined;
  if (!(point >= 0 && point < demand.lon.length)) return null;
  const unit = demand.unit[point];
  const facility = coverage.nearest[point];
  const { code, name } = session.lately.facilities;
  const fallback = demand.fallbacks.find((each) => each.unit === unit);
  return {
    ...{ point, unit, lon: demand.lon[point], lat: demand.lat[point] },
    method: fallback?.method ?? demand.method,
    people: Object.entries(demand.people).map(([field, column]) => ({
      field,
      people: unit >= 0 && demand.missing?.[field]?.[unit] ? NaN : column[point]
    })),
    connected: connected[point] === 1,
    covered: coverage.covered[point] === 1,
    cause: gaps.cause[point],
    distanceM: coverage.distanceM[point],
    straightM: coverage.straightM[point],
    facility: facility >= 0 ? { code: code[facility], name: name[facility] } : null,
    walk: walkFor(session, result, point),
    serviceM: serviceDistances(session, measure, point)
  };
}
