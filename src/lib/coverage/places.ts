import { addUpwards } from '../demand/points-by-unit.ts';
import { roundPeople } from '../demand/share-out.ts';
import { assignPlaces } from './assign-places.ts';
import type { Coverage, Places } from './coverage.ts';
import type { Facilities } from './facilities.ts';
import { orderOf } from './order.ts';
import type { NearSets } from './straight-reach.ts';
import type { Survey } from './survey.ts';
import type { TransportProblem, TransportSolver } from './transport.ts';

/**
 * Coverage where facilities hold only so many (method §6): who has a place within the limit. As many people as there are places for
 * are served, with the least total walking (`assignPlaces`); `served` is the part of each point's people who have one, and the
 * rows count these. `chosen` are the facilities that qualify, ascending, `near` the points within the limit of each. Where there are
 * some and none says what it holds, the rows have no data (NaN). People outside every unit take places too. The answer does not rest
 * on the order of points or facilities, unless two stand in one place.
 */
export function countPlaces(
  coverage: Coverage,
  survey: Survey,
  facilities: Facilities,
  chosen: Int32Array,
  near: NearSets,
  solve: TransportSolver | null
): Coverage {
  const { measure, rows } = coverage;
  const { demand, points } = survey;
  const people = demand.people[measure.field] ?? new Float64Array(demand.unit.length);
  const room = roomOf(measure.capacity, facilities, chosen);
  const unknown = chosen.reduce((count, i) => count + (Number.isNaN(room[i]) ? 1 : 0), 0);
  const places: Places = {
    method: solve ? 'transport' : 'nearest',
    ...{ facilities: chosen.length, unknown, room },
    used: room.map((value) => value && 0),
    within: rows.covered,
    mayHave: rows.covered.map((value) => value && 0),
    unproven: 0
  };
  const nothing = () => new Float64Array(rows.total.length).fill(NaN);
  if (unknown === chosen.length && unknown > 0)
    return { ...coverage, places, rows: { ...rows, covered: nothing(), share: nothing() } };

  const { problem, point, facility } = pose(people, facilities, room, chosen, near, survey);
  const { served: inColumn, used, unproven } = assignPlaces(problem, solve);
  const served = new Float64Array(people.length);
  point.forEach((i, c) => (served[i] = inColumn[c] / people[i]));
  facility.forEach((i, j) => (places.used[i] = used[j]));
  places.unproven = solve ? unproven : 0;

  const left = new Float64Array(rows.total.length);
  const may = new Float64Array(rows.total.length);
  const beside = markBeside(chosen, near, room, people.length);
  for (let i = 0; i < people.length; i++) {
    if (demand.unit[i] < 0 || !coverage.covered[i] || !(people[i] > 0)) continue;
    const without = leftOf(people[i], served[i]);
    left[demand.unit[i]] -= without;
    if (beside[i]) may[demand.unit[i]] += without;
  }
  places.mayHave = addUpwards(points, may, places.mayHave);
  const covered = addUpwards(points, left, rows.covered.slice());
  const share = rows.total.map((total, unit) => (total > 0 ? covered[unit] / total : NaN));
  return { ...coverage, served, places, rows: { ...rows, covered, share } };
}

/** People of a point without a place, in steps of 2⁻²² so that sums are exact. */
export function leftOf(people: number, served: number): number {
  return people - roundPeople(people * served);
}

/** People whom each of the `chosen` facilities has places for; NaN for others, and where it does not say. */
function roomOf(
  capacity: Coverage['measure']['capacity'],
  facilities: Facilities,
  chosen: Int32Array
): Float64Array {
  const room = new Float64Array(facilities.code.length).fill(NaN);
  if (capacity === undefined) return room;
  for (const i of chosen) {
    const held = facilities[capacity.of][i];
    if (held >= 0) room[i] = (held * 1000) / capacity.per_1000;
  }
  return room;
}

/** 1 for each point within the limit of a facility that does not say what it holds. */
function markBeside(chosen: Int32Array, near: NearSets, room: Float64Array, points: number): Uint8Array {
  const beside = new Uint8Array(points);
  chosen.forEach((i, c) => {
    if (!Number.isNaN(room[i])) return;
    for (let k = near.first[c]; k < near.first[c + 1]; k++) beside[near.point[k]] = 1;
  });
  return beside;
}

/**
 * The transport problem: a column for each point with people that is near a facility which says what it holds. Columns and
 * facilities go by where they are, so that an answer among equals rests on places and not on rows.
 */
function pose(
  people: Float64Array,
  facilities: Facilities,
  room: Float64Array,
  chosen: Int32Array,
  near: NearSets,
  { demand }: Survey
): { problem: TransportProblem; point: Uint32Array; facility: Uint32Array } {
  const count = new Uint32Array(people.length);
  const visit = (see: (point: number, metres: number, c: number) => void, order: Iterable<number>) => {
    for (const c of order) {
      if (Number.isNaN(room[chosen[c]])) continue;
      for (let k = near.first[c]; k < near.first[c + 1]; k++)
        if (people[near.point[k]] > 0) see(near.point[k], near.metres[k], c);
    }
  };
  visit((i) => count[i]++, chosen.keys());
  const some = Uint32Array.from(people.keys()).filter((i) => count[i] > 0);
  const point = byPlace(demand.lon, demand.lat, people, some);
  const known = Uint32Array.from(chosen.keys()).filter((c) => !Number.isNaN(room[chosen[c]]));
  const order = byPlace(
    Float64Array.from(chosen, (i) => facilities.lon[i]),
    Float64Array.from(chosen, (i) => facilities.lat[i]),
    Float64Array.from(chosen, (i) => room[i] || 0),
    known
  );
  const first = new Uint32Array(point.length + 1);
  const next = new Uint32Array(people.length);
  point.forEach((i, column) => {
    next[i] = first[column];
    first[column + 1] = first[column] + count[i];
  });
  const facility = new Uint32Array(first[point.length]);
  const metres = new Float64Array(first[point.length]);
  const at = new Uint32Array(chosen.length);
  order.forEach((c, j) => (at[c] = j));
  visit((i, walkM, c) => {
    facility[next[i]] = at[c];
    metres[next[i]++] = walkM;
  }, order);
  return {
    problem: {
      people: Float64Array.from(point, (i) => people[i]),
      room: Float64Array.from(order, (c) => room[chosen[c]]),
      ...{ first, facility, metres }
    },
    point,
    facility: order.map((c) => chosen[c])
  };
}

/** The indexes from west to east, then from south to north, then by size. */
function byPlace(
  lon: Float64Array,
  lat: Float64Array,
  size: Float64Array,
  indexes: Uint32Array
): Uint32Array {
  const bySize = orderOf(size, indexes);
  // Orders of numbers from 0 up.
  const byLat = orderOf(
    lat.map((each) => each + 90),
    bySize
  );
  return orderOf(
    lon.map((each) => each + 180),
    byLat
  );
}
