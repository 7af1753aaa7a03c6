import { addUpwards } from '../demand/points-by-unit.ts';
import { createWallFinder, type WallKind, type Walls } from '../network/walls.ts';
import type { LonLat } from '../network/along.ts';
import { CAUSES, type Coverage, type Gaps } from './coverage.ts';
import type { Facilities } from './facilities.ts';
import { straightDistances } from './straight-distance.ts';
import type { Survey } from './survey.ts';

/** What may stand in the way; of several across one line the first: a railway is harder to open than water, water than a fence. */
export const BARRIERS = ['rail', 'water', 'estate'] as const satisfies readonly WallKind[];

/** What keeps people of the cause `detour` from the facility that is nearest to them in a straight line. */
export interface Barriers {
  /** Of each demand point: 0 none that is known (or another cause), else 1 + the index in `BARRIERS`. */
  kind: Uint8Array;
  /** People of each unit whose detour is behind each of `BARRIERS`; the rest of the cause has none known. NaN as in `Gaps`. */
  people: Float64Array[];
}

/** What stands in the way of a straight line, 0: nothing known. */
export type BarrierFinder = (from: LonLat, to: LonLat) => number;

/** A function that says which of `BARRIERS` a line runs across, as a number of `Barriers.kind`. */
export function createBarrierFinder(walls: Walls): BarrierFinder {
  const finders = BARRIERS.map((kind) => createWallFinder(pickKind(walls, kind)));
  return (from, to) => finders.findIndex((find) => find(from, to) !== null) + 1;
}

/**
 * The barriers of a measure's detours. `chosen` are the facilities that qualify, ascending. A line is judged as the crow flies: a
 * bridge over the railway right there is not seen, but who has one hardly has a detour. `before`: what was found before the points
 * `changed` changed, so that only these are judged again; its columns are not touched.
 */
export function findBarriers(
  coverage: Coverage,
  gaps: Gaps,
  { demand, points }: Survey,
  facilities: Facilities,
  chosen: Int32Array,
  find: BarrierFinder,
  before?: { barriers: Barriers; changed: Iterable<number> }
): Barriers {
  const kind = before ? before.barriers.kind.slice() : new Uint8Array(gaps.cause.length);
  const people = demand.people[coverage.measure.field] ?? new Float64Array(kind.length);
  const own = BARRIERS.map(() => new Float64Array(gaps.unit.length));
  const judged = Uint32Array.from(before?.changed ?? gaps.cause.keys());
  for (const i of judged) kind[i] = 0;
  const detours = judged.filter((i) => gaps.cause[i] === DETOUR && people[i] > 0);
  const { nearest } = straightDistances(
    {
      lon: Float64Array.from(detours, (i) => demand.lon[i]),
      lat: Float64Array.from(detours, (i) => demand.lat[i])
    },
    {
      lon: Float64Array.from(chosen, (i) => facilities.lon[i]),
      lat: Float64Array.from(chosen, (i) => facilities.lat[i])
    }
  );
  detours.forEach((i, k) => {
    const to = chosen[nearest[k]];
    kind[i] = find([demand.lon[i], demand.lat[i]], [facilities.lon[to], facilities.lat[to]]);
  });
  for (let i = 0; i < kind.length; i++)
    if (kind[i] > 0 && demand.unit[i] >= 0) own[kind[i] - 1][demand.unit[i]] += people[i];
  const none = gaps.byCause[DETOUR - 1].map((value) => value && 0);
  return { kind, people: own.map((each) => addUpwards(points, each, none.slice())) };
}

const DETOUR = CAUSES.indexOf('detour');

/** The walls of one kind. */
function pickKind({ lon, lat, first, kind }: Walls, wanted: WallKind): Walls {
  const lines = kind.flatMap((each, i) => (each === wanted ? [i] : []));
  const ends = [0];
  for (const i of lines) ends.push(ends[ends.length - 1] + first[i + 1] - first[i]);
  const pick = (from: Float64Array): Float64Array => {
    const into = new Float64Array(ends[ends.length - 1]);
    lines.forEach((i, at) => into.set(from.subarray(first[i], first[i + 1]), ends[at]));
    return into;
  };
  return { lon: pick(lon), lat: pick(lat), first: Uint32Array.from(ends), kind: lines.map(() => wanted) };
}
