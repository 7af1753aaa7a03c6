import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distancesTo } from '../../src/lib/coverage/distances.ts';
import type { Facilities } from '../../src/lib/coverage/facilities.ts';
import { findGaps } from '../../src/lib/coverage/find-gaps.ts';
import { openLiveCoverage } from '../../src/lib/coverage/live-coverage.ts';
import { openLiveDistances } from '../../src/lib/coverage/live-distances.ts';
import { openLiveWalks } from '../../src/lib/coverage/live-walks.ts';
import { measureCoverage } from '../../src/lib/coverage/measure-coverage.ts';
import { roundPeople } from '../../src/lib/demand/share-out.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import { buildGridTown, facilitiesAt, type GridTown, type Junction } from '../towns/grid-town.ts';
import { ownMeasure } from './own-measure.ts';

const junction = fc.tuple(
  fc.double({ min: -4, max: 12, noNaN: true }),
  fc.double({ min: -1, max: 10, noNaN: true })
) as fc.Arbitrary<Junction>;
const edit = fc.record({ id: fc.integer({ min: 0, max: 7 }), at: junction, go: fc.boolean() });
const plan = fc.record({
  columns: fc.integer({ min: 2, max: 9 }),
  rows: fc.integer({ min: 2, max: 9 }),
  seed: fc.integer({ min: 1, max: 1000 }),
  lacking: fc.boolean(),
  roads: fc.boolean(),
  start: fc.array(junction, { maxLength: 6 }),
  limits: fc.tuple(fc.integer({ min: 30, max: 400 }), fc.integer({ min: 30, max: 1500 })),
  edits: fc.array(edit, { minLength: 1, maxLength: 8 })
});

/** Uneven people, some places without any; where `lacking`, one community does not give its older people. */
function townOf({
  columns,
  rows,
  seed,
  lacking
}: {
  columns: number;
  rows: number;
  seed: number;
  lacking: boolean;
}) {
  const people = (x: number, y: number) => Math.max(0, ((x * 7 + y * 13 + seed) % 11) - 1) / 3;
  const town = buildGridTown({
    ...{ columns, rows },
    residents: (x, y) => roundPeople(people(x, y)),
    older: (x, y) => roundPeople(people(x, y) / 7)
  });
  // One home lies in no unit.
  town.demand.unit[town.demand.unit.length - 1] = -1;
  if (lacking)
    town.demand.missing = { pop_60p: Uint8Array.from(town.units.code, (_, unit) => (unit === 1 ? 1 : 0)) };
  return town;
}

/** Facilities by index with gaps where some have gone: a full run has those that are there, in their order. */
function inFull(town: GridTown, roads: boolean, present: Map<number, Junction>) {
  const ids = [...present.keys()].sort((a, b) => a - b);
  const facilities = facilitiesAt(
    town,
    ids.map((id) => present.get(id)!)
  );
  const joins = roads ? { points: town.joins, facilities: joinPoints(town.network, facilities) } : null;
  const found = distancesTo(roads ? town.network : null, joins, town.demand, facilities, ['eldercare_site']);
  return { ...found, nearest: found.nearest.map((k) => (k < 0 ? -1 : ids[k])) };
}

const measuresOf = ([short, long]: [number, number]) => [
  ownMeasure({ limit_m: short }),
  ownMeasure({ limit_m: long }),
  ownMeasure({ limit_m: long, group: 'older_adult' })
];

describe('openLiveCoverage', () => {
  it('equals coverage and gaps of a full run after every edit, bit for bit', () => {
    fc.assert(
      fc.property(plan, ({ roads, start, limits, edits, ...about }) => {
        const town = townOf(about);
        const { units, demand, network } = town;
        const connected = roads ? town.connected : new Uint8Array(demand.lon.length).fill(1);
        const present = new Map(start.map((at, id) => [id, at]));
        const full = () => {
          const distances = inFull(town, roads, present);
          return measuresOf(limits).map((measure) => {
            const coverage = measureCoverage(measure, units, demand, distances);
            return { coverage, gaps: findGaps(coverage, units, demand, connected) };
          });
        };
        const facilities: Facilities = facilitiesAt(town, start);
        const joins = roads ? { points: town.joins, facilities: joinPoints(network, facilities) } : null;
        const distances = openLiveDistances(roads ? network : null, joins, demand, facilities, [
          'eldercare_site'
        ]);
        const walks = new Map<string, ReturnType<typeof openLiveWalks>>();
        const live = full().map((result) => {
          const { measure, rows } = result.coverage;
          const people = demand.people[measure.field];
          const own =
            walks.get(measure.field) ?? openLiveWalks(units, demand, people, rows.total, distances.distanceM);
          walks.set(measure.field, own);
          return openLiveCoverage(result, distances, own, units, demand, connected);
        });
        for (const { id, at, go } of edits) {
          const [lon, lat] = town.at(...at);
          const place = { lon: Float64Array.of(lon), lat: Float64Array.of(lat) };
          const standing = { lon, lat, joins: roads ? joinPoints(network, place) : null, at: 0 };
          const before = live.map(({ gaps }) => gaps.cause.slice());
          const changes = go ? distances.remove(id) : distances.place(id, standing);
          if (go) present.delete(id);
          else present.set(id, at);
          for (const each of walks.values()) each.follow(changes);
          const told = live.map((each) => each.follow(changes));
          full().forEach((result, k) => {
            expect({ coverage: live[k].coverage, gaps: live[k].gaps }).toEqual({
              coverage: result.coverage,
              gaps: result.gaps
            });
            const recoloured = Array.from(result.gaps.cause.keys()).filter(
              (i) => before[k][i] !== result.gaps.cause[i]
            );
            expect(told[k].point.toSorted((a, b) => a - b)).toEqual(recoloured);
          });
        }
      }),
      { numRuns: 150 }
    );
  });

  it('finds medians of units with thousands of homes by steps of distance', () => {
    const town = townOf({ columns: 70, rows: 60, seed: 5, lacking: false });
    const { units, demand, network, connected } = town;
    const starts: Junction[] = Array.from({ length: 20 }, (_, i) => [(i * 17) % 70, (i * 23) % 60]);
    const facilities = facilitiesAt(town, starts);
    const joins = { points: town.joins, facilities: joinPoints(network, facilities) };
    const distances = openLiveDistances(network, joins, demand, facilities, ['eldercare_site']);
    const present = new Map(starts.map((at, id) => [id, at]));
    const full = () => {
      const coverage = measureCoverage(
        ownMeasure({ limit_m: 500 }),
        units,
        demand,
        inFull(town, true, present)
      );
      return { coverage, gaps: findGaps(coverage, units, demand, connected) };
    };
    const first = full();
    const { rows } = first.coverage;
    const walks = openLiveWalks(units, demand, demand.people.pop_resident, rows.total, distances.distanceM);
    const live = openLiveCoverage(first, distances, walks, units, demand, connected);
    for (let step = 0; step < 40; step++) {
      const id = (step * 7) % 20;
      const at: Junction = [(step * 31) % 70, (step * 11) % 60];
      const [lon, lat] = town.at(...at);
      const standing = {
        lon,
        lat,
        joins: joinPoints(network, { lon: Float64Array.of(lon), lat: Float64Array.of(lat) }),
        at: 0
      };
      const changes = step % 5 === 4 ? distances.remove(id) : distances.place(id, standing);
      if (step % 5 === 4) present.delete(id);
      else present.set(id, at);
      walks.follow(changes);
      live.follow(changes);
      expect(live.gaps).toEqual(full().gaps);
    }
  });
});
