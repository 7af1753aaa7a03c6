import { facilitiesIn } from '../../coverage/distances.ts';
import type { Facilities } from '../../coverage/facilities.ts';
import type { Barriers } from '../../coverage/find-barriers.ts';
import type { Measure } from '../../coverage/measure.ts';
import { openFollowing, type Followed, type Following } from '../../study/follow.ts';
import { barriersOf } from '../../study/name-barriers.ts';
import type { Edit, Scenario } from '../../study/scenario.ts';
import { askMeasure, facilitiesOf, type Session } from '../../study/session.ts';
import type { MeasureResult } from '../../study/study.ts';
import { sumPeople, unitRow } from './make-outcome.ts';
import type { OutcomeChange } from './outcome-change.ts';

export type Move = Omit<Extract<Edit, { do: 'move' }>, 'layer'>;

interface Held {
  session: Session;
  /** As JSON: the measure, and the edits that are kept. */
  measure: string;
  edits: string;
  following: Following;
  /** Index of each facility by code, its category, and where it stands by the edits. */
  indexes: Map<string, number>;
  category: string[];
  facilities: Facilities;
  lon: Float64Array;
  lat: Float64Array;
  /** Where each stands now, a drag and all; and what stands in the way of detours then. */
  now: { lon: Float64Array; lat: Float64Array };
  barriers: Barriers | null;
  /** The facility that a drag has taken from where it stands, −1: none. */
  strayed: number;
}

/**
 * Follows a facility that is being dragged: keeps the searches and the figures of one measure from step to step, and tells of
 * each step what it changes. They are kept from one drag to the next, as long as what is edited in between are moves.
 */
export class Follower {
  private held: Held | null = null;

  /**
   * What becomes of the outcome of `measure` for `scenario` when `move` is done too. With `fresh` the page shows the outcome for
   * `scenario`, else the one after the step before. Throws for a facility that is not there.
   */
  follow(session: Session, measure: Measure, scenario: Scenario, move: Move, fresh: boolean): OutcomeChange {
    if (measure.capacity) return askAnew(session, measure, scenario, move);
    const held = this.hold(session, measure, scenario, fresh);
    const { following, indexes } = held;
    const facility = indexes.get(move.code);
    if (facility === undefined) throw new Error(`expected the code of a facility, got ${move.code}`);
    held.strayed = facility;
    // None where the measure does not ask for its category: then only the facility itself goes elsewhere.
    const [followed] = place(held, facility, move.lon, move.lat);
    const [result] = following.results;
    const point = followed?.point ?? new Uint32Array(0);
    const units = (followed?.unit ?? []).map((unit) => unitRow(session, result, unit, held.barriers));
    const moved = sceneFacility(held.facilities, facility, scenario, move, followed !== undefined);
    return { facility: moved, ...pick(session, result, point), units };
  }

  /** What is held, brought to where the page is. */
  private hold(session: Session, measure: Measure, scenario: Scenario, fresh: boolean): Held {
    const about = { measure: JSON.stringify(measure), edits: JSON.stringify(scenario.edits) };
    const { held } = this;
    if (held && held.session === session && held.measure === about.measure) {
      if (!fresh && held.edits === about.edits) return held;
      const last = scenario.edits.at(-1);
      const isNext =
        last?.do === 'move' && !last.layer && held.edits === JSON.stringify(scenario.edits.slice(0, -1))
          ? last
          : null;
      if (fresh && (isNext || held.edits === about.edits)) {
        this.settle(held, isNext);
        held.edits = about.edits;
        return held;
      }
    }
    if (!fresh) throw new Error('expected a drag under way, got none');
    const facilities = facilitiesOf(session, scenario);
    const { code, category, lon, lat } = facilities;
    const following = openFollowing(session, [measure]);
    const indexes = new Map(code.map((each, i) => [each, i]));
    const places = { lon: lon.slice(), lat: lat.slice() };
    const barriers = barriersOf(session, following.results[0]);
    const now = { lon: lon.slice(), lat: lat.slice() };
    this.held = {
      ...{ session, ...about, following, indexes, category, facilities, ...places, now, barriers },
      strayed: -1
    };
    return this.held;
  }

  /** Puts back what a drag took away, or to where it was dropped; `next` is the edit that was kept since. */
  private settle(held: Held, next: Move | null): void {
    const { lon, lat, indexes, strayed } = held;
    const moved = next ? indexes.get(next.code)! : -1;
    if (next) {
      lon[moved] = next.lon;
      lat[moved] = next.lat;
    }
    for (const facility of new Set([strayed, moved]))
      if (facility >= 0) place(held, facility, lon[facility], lat[facility]);
    held.strayed = -1;
  }
}

/** Puts a facility to a place, and judges again what stands in the way of the points that this changes. */
function place(held: Held, facility: number, lon: number, lat: number): Followed[] {
  const { session, following, category, facilities, now, barriers } = held;
  const followed = following.place(facility, category[facility], lon, lat);
  now.lon[facility] = lon;
  now.lat[facility] = lat;
  if (barriers && followed.length > 0) {
    const before = { barriers, changed: followed[0].point };
    held.barriers = barriersOf(session, following.results[0], { ...facilities, ...now }, before);
  }
  return followed;
}

/**
 * The change of a measure that has a capacity: one move may send everybody elsewhere, so that all is worked out again and told,
 * at the cost of a full answer.
 */
function askAnew(session: Session, measure: Measure, scenario: Scenario, move: Move): OutcomeChange {
  const facilities = facilitiesOf(session, { ...scenario, edits: [...scenario.edits, move] });
  const facility = facilities.code.indexOf(move.code);
  if (facility < 0) throw new Error(`expected the code of a facility, got ${move.code}`);
  const result = askMeasure(session, measure);
  const barriers = barriersOf(session, result);
  const point = Uint32Array.from(result.coverage.covered.keys());
  const units = Array.from(result.coverage.rows.unit, (unit) => unitRow(session, result, unit, barriers));
  const qualifies = facilitiesIn(facilities, measure.categories, measure.needs).includes(facility);
  const moved = sceneFacility(facilities, facility, scenario, move, qualifies);
  return { facility: moved, ...pick(session, result, point), units };
}

/** What of a result the page draws, for some of its points. */
function pick(
  session: Session,
  result: MeasureResult,
  point: Uint32Array
): Omit<OutcomeChange, 'facility' | 'units'> {
  const { coverage, gaps } = result;
  const { coveredPeople, straightPeople } = sumPeople(session, result);
  return {
    point,
    covered: Uint8Array.from(point, (i) => coverage.covered[i]),
    cause: Uint8Array.from(point, (i) => gaps.cause[i]),
    distanceM: Float64Array.from(point, (i) => coverage.distanceM[i]),
    rank: gaps.rank.slice(),
    ...{ coveredPeople, straightPeople }
  };
}

function sceneFacility(
  { code, name, category, floorAreaM2 }: Facilities,
  facility: number,
  scenario: Scenario,
  move: Move,
  qualifies: boolean
): OutcomeChange['facility'] {
  const isAdded = scenario.edits.some((edit) => edit.do === 'add' && edit.code === move.code);
  return {
    ...{ code: code[facility], name: name[facility], category: category[facility] },
    ...{ lon: move.lon, lat: move.lat, floorAreaM2: floorAreaM2[facility] },
    state: isAdded ? 'added' : 'moved',
    qualifies
  };
}
