import { openLiveCoverage, type LiveCoverage } from '../coverage/live-coverage.ts';
import { openLiveDistances, type DistanceChanges, type LiveDistances } from '../coverage/live-distances.ts';
import { openLiveWalks, type LiveWalks } from '../coverage/live-walks.ts';
import type { Measure } from '../coverage/measure.ts';
import { joinPoints } from '../network/join.ts';
import { askMeasure, distancesKey, type Session } from './session.ts';
import type { MeasureResult } from './study.ts';
import { networkFor } from './walkers.ts';

/** What an edit has changed of one measure. The columns of `result` are kept up in place. */
export interface Followed {
  result: MeasureResult;
  /** Points whose walk, straight line or cause has changed, ascending. */
  point: Uint32Array;
  /** Units that such a point lies in; the rows of all others are as they were, but for ranks. */
  unit: number[];
}

/** Measures of a session that follow its facilities. */
export interface Following {
  results: MeasureResult[];
  /**
   * Puts a facility to a place (degrees), from where it stood, or as a new one of a higher index than all others; gives the
   * changes of each measure that asks for its category.
   */
  place(facility: number, category: string, lon: number, lat: number): Followed[];
  remove(facility: number, category: string): Followed[];
}

interface Party {
  distances: LiveDistances;
  walks: Map<string, LiveWalks>;
  measures: { live: LiveCoverage; result: MeasureResult }[];
}

/**
 * Opens measures to be followed from the facilities that `facilitiesOf` gave last, by their indexes. After each edit the
 * results are those that `askMeasure` gives for the facilities then present, bit for bit, at the cost of what changes.
 * Measures of the same categories and walker share the distances, those of the same people also how far these walk. A capacity
 * is not followed, since one move may send everybody elsewhere: such a measure becomes one of who is near, without it.
 */
export function openFollowing(session: Session, given: Measure[]): Following {
  const measures = given.map((each) => (each.capacity ? { ...each, capacity: undefined } : each));
  const { network, lately, inputs } = session;
  const parties = new Map<string, Party>();
  const results = measures.map((measure) => {
    const full = askMeasure(session, measure);
    const { demand, joins, connected } = full.joined;
    const key = distancesKey(session, measure);
    let party = parties.get(key);
    if (!party) {
      const both = joins && lately.joins ? { points: joins, facilities: lately.joins } : null;
      const walked = networkFor(session, measure);
      const { categories, needs } = measure;
      const distances = openLiveDistances(walked, both, demand, lately.facilities, categories, needs);
      parties.set(key, (party = { distances, walks: new Map(), measures: [] }));
    }
    let walks = party.walks.get(measure.field);
    if (!walks) {
      const people = demand.people[measure.field] ?? new Float64Array(demand.lon.length);
      walks = openLiveWalks(
        inputs.units,
        demand,
        people,
        full.coverage.rows.total,
        party.distances.distanceM
      );
      party.walks.set(measure.field, walks);
    }
    const live = openLiveCoverage(full, party.distances, walks, inputs.units, demand, connected);
    const result = { ...full, coverage: live.coverage, gaps: live.gaps };
    party.measures.push({ live, result });
    return result;
  });

  function follow(
    facility: number,
    category: string,
    edit: (distances: LiveDistances) => DistanceChanges
  ): Followed[] {
    return [...parties.values()].flatMap((party) => {
      if (!party.distances.asksFor(facility, category)) return [];
      const changes = edit(party.distances);
      for (const walks of party.walks.values()) walks.follow(changes);
      const point = Uint32Array.from(changes.point).sort();
      return party.measures.map(({ live, result }) => ({ result, point, unit: live.follow(changes).unit }));
    });
  }

  return {
    results,
    place(facility, category, lon, lat) {
      const place = { lon: Float64Array.of(lon), lat: Float64Array.of(lat) };
      const joins = network && joinPoints(network, place);
      return follow(facility, category, (distances) => distances.place(facility, { lon, lat, joins, at: 0 }));
    },
    remove: (facility, category) => follow(facility, category, (distances) => distances.remove(facility))
  };
}
