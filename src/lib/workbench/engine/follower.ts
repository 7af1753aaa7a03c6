import type { Facilities } from '../../coverage/facilities.ts';
import type { Measure } from '../../coverage/measure.ts';
import { openFollowing, type Following } from '../../study/follow.ts';
import type { Edit, Scenario } from '../../study/scenario.ts';
import { facilitiesOf, type Session } from '../../study/session.ts';
import { sumPeople, unitRow } from './make-outcome.ts';
import type { OutcomeChange } from './outcome-change.ts';

export type Move = Extract<Edit, { do: 'move' }>;

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
    const held = this.hold(session, measure, scenario, fresh);
    const { following, indexes, category } = held;
    const facility = indexes.get(move.code);
    if (facility === undefined) throw new Error(`expected the code of a facility, got ${move.code}`);
    held.strayed = facility;
    // None where the measure does not ask for its category: then only the facility itself goes elsewhere.
    const [followed] = following.place(facility, category[facility], move.lon, move.lat);
    const [result] = following.results;
    const { coverage, gaps } = result;
    const { coveredPeople, straightPeople } = sumPeople(session, result);
    const point = followed?.point ?? new Uint32Array(0);
    const { code, name, floorAreaM2 } = held.facilities;
    const isAdded = scenario.edits.some((edit) => edit.do === 'add' && edit.code === move.code);
    return {
      facility: {
        ...{ code: code[facility], name: name[facility], category: category[facility] },
        ...{ lon: move.lon, lat: move.lat, floorAreaM2: floorAreaM2[facility] },
        state: isAdded ? 'added' : 'moved',
        qualifies: followed !== undefined
      },
      point,
      covered: Uint8Array.from(point, (i) => coverage.covered[i]),
      cause: Uint8Array.from(point, (i) => gaps.cause[i]),
      distanceM: Float64Array.from(point, (i) => coverage.distanceM[i]),
      units: (followed?.unit ?? []).map((unit) => unitRow(session, result, unit)),
      rank: gaps.rank.slice(),
      ...{ coveredPeople, straightPeople }
    };
  }

  /** What is held, brought to where the page is. */
  private hold(session: Session, measure: Measure, scenario: Scenario, fresh: boolean): Held {
    const about = { measure: JSON.stringify(measure), edits: JSON.stringify(scenario.edits) };
    const { held } = this;
    if (held && held.session === session && held.measure === about.measure) {
      if (!fresh && held.edits === about.edits) return held;
      const last = scenario.edits.at(-1);
      const isNext =
        last?.do === 'move' && held.edits === JSON.stringify(scenario.edits.slice(0, -1)) ? last : null;
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
    this.held = { session, ...about, following, indexes, category, facilities, ...places, strayed: -1 };
    return this.held;
  }

  /** Puts back what a drag took away, or to where it was dropped; `next` is the edit that was kept since. */
  private settle(held: Held, next: Move | null): void {
    const { lon, lat, indexes, strayed, category, following } = held;
    const moved = next ? indexes.get(next.code)! : -1;
    if (next) {
      lon[moved] = next.lon;
      lat[moved] = next.lat;
    }
    for (const facility of new Set([strayed, moved]))
      if (facility >= 0) following.place(facility, category[facility], lon[facility], lat[facility]);
    held.strayed = -1;
  }
}
