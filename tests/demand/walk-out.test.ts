import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distancesTo } from '../../src/lib/coverage/distances.ts';
import { openLiveDistances } from '../../src/lib/coverage/live-distances.ts';
import { walkOutByGates } from '../../src/lib/demand/walk-out.ts';
import type { Gates } from '../../src/lib/demand/gates.ts';
import { createLocator } from '../../src/lib/geometry/locate.ts';
import { distanceM } from '../../src/lib/geometry/metric.ts';
import { polygonsFromGeoJson, type Polygons } from '../../src/lib/geometry/shapes.ts';
import { joinPoints, pickJoins } from '../../src/lib/network/join.ts';
import { findNearest } from '../../src/lib/network/k-nearest.ts';
import { distancesToPoints, searchNearest } from '../../src/lib/network/search.ts';
import { reachSets } from '../../src/lib/siting/reach-sets.ts';
import { runToEnd } from '../../src/lib/study/analyse.ts';
import { farthestWalk } from '../../src/lib/study/explain.ts';
import { openFollowing } from '../../src/lib/study/follow.ts';
import { askMeasure, facilitiesOf, openSession, studyMeasures } from '../../src/lib/study/session.ts';
import { gridChoices, gridInputs } from '../study/grid-inputs.ts';
import { buildGridTown, facilitiesAt, type GridTown, type Junction } from '../towns/grid-town.ts';

const place = fc.tuple(
  fc.double({ min: -1, max: 8, noNaN: true }),
  fc.double({ min: -1, max: 8, noNaN: true })
) as fc.Arbitrary<Junction>;

const plan = fc.record({
  size: fc.integer({ min: 2, max: 7 }),
  // Two estates side by side; the second may have no outline.
  outlined: fc.boolean(),
  // Some gates are too far from any way, some of no known estate.
  gates: fc.array(fc.tuple(place, fc.integer({ min: -1, max: 1 }), fc.boolean()), {
    minLength: 1,
    maxLength: 7
  }),
  facilities: fc.array(place, { minLength: 1, maxLength: 5 }),
  edits: fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), place, fc.boolean()), { maxLength: 6 })
});

function estatesOf(town: GridTown, outlined: boolean): Polygons {
  const box = (west: number, south: number, east: number, north: number) => ({
    type: 'Polygon' as const,
    coordinates: [
      [
        town.at(west, south),
        town.at(east, south),
        town.at(east, north),
        town.at(west, north),
        town.at(west, south)
      ]
    ]
  });
  return polygonsFromGeoJson([box(-0.2, -0.2, 1.3, 3.2), outlined ? box(1.4, 0.7, 4.2, 2.4) : null]);
}

function gatesOf(town: GridTown, rows: [Junction, number, boolean][]): Gates {
  const places = rows.map(([[x, y], , far]) => town.at(far ? x + 30 : x, y));
  return {
    lon: Float64Array.from(places, ([lon]) => lon),
    lat: Float64Array.from(places, ([, lat]) => lat),
    estate: Int32Array.from(rows, ([, estate]) => estate)
  };
}

/** Of each point the least walk by any gate of its estate that meets the network, each gate searched as a point of its own. */
function byEachGate(
  town: GridTown,
  gates: Gates,
  estates: Polygons,
  facilities: ReturnType<typeof facilitiesAt>
) {
  const { network, demand, joins } = town;
  const sources = joinPoints(network, facilities);
  const search = searchNearest(network, sources);
  const own = distancesToPoints(network, search, sources, joins).distanceM;
  const gateJoins = joinPoints(network, gates);
  const atGate = distancesToPoints(network, search, sources, gateJoins).distanceM;
  const outlines = [0, 1].map((estate) =>
    createLocator({ ...estates, shapeFirst: estates.shapeFirst.slice(estate, estate + 2) })
  );
  return own.map((metres, i) => {
    const [lon, lat] = [demand.lon[i], demand.lat[i]];
    const inside = outlines.findIndex((locate) => locate(lon, lat) >= 0);
    const ways = [...gates.estate.keys()].filter((g) => gates.estate[g] === inside && gateJoins.edge[g] >= 0);
    if (inside < 0 || ways.length === 0) return metres;
    return Math.min(
      ...ways.map(
        (g) => Math.round(distanceM(lon, lat, gates.lon[g], gates.lat[g]) * 1024) / 1024 + atGate[g]
      )
    );
  });
}

describe('walkOutByGates', () => {
  it('gives every search the least walk by any gate, exactly', () => {
    let walkedOut = 0;
    fc.assert(
      fc.property(plan, ({ size, outlined, gates: rows, facilities: at, edits }) => {
        const town = buildGridTown({ columns: size, rows: size });
        const { network, demand } = town;
        const estates = estatesOf(town, outlined);
        const gates = gatesOf(town, rows);
        const out = walkOutByGates(network, demand, town.joins, gates, estates);
        const points = out?.joins ?? town.joins;
        walkedOut += out?.points ?? 0;
        const facilities = facilitiesAt(town, at);
        const expected = byEachGate(town, gates, estates, facilities);
        const joins = { points, facilities: joinPoints(network, facilities) };
        const found = distancesTo(network, joins, demand, facilities, ['eldercare_site']);
        expect(found.distanceM).toEqual(expected);
        expect(findNearest(network, joins.facilities, points, 1).distanceM).toEqual(expected);
        const picked = [...expected.keys()].reverse();
        expect(
          distancesToPoints(
            network,
            searchNearest(network, joins.facilities),
            joins.facilities,
            pickJoins(points, picked)
          ).distanceM
        ).toEqual(Float64Array.from(picked, (i) => expected[i]));
        // Both ways: whom a facility reaches, and what a home reaches.
        const reached = reachSets(network, joins.facilities, points, 1e5);
        const least = new Float64Array(expected.length).fill(Infinity);
        reached.point.forEach((i, k) => (least[i] = Math.min(least[i], reached.metres[k])));
        expect(least).toEqual(expected);
        const back = reachSets(network, points, joins.facilities, 1e5);
        const home = expected.map((_, i) =>
          Math.min(Infinity, ...back.metres.subarray(back.first[i], back.first[i + 1]))
        );
        expect(home).toEqual(expected);
        // Facilities that come, go and move.
        const live = openLiveDistances(network, joins, demand, facilities, ['eldercare_site']);
        const present = new Map(at.map((where, id) => [id, where]));
        for (const [id, where, go] of edits) {
          if (go) live.remove(id);
          else {
            const [lon, lat] = town.at(...where);
            const one = { lon: Float64Array.of(lon), lat: Float64Array.of(lat) };
            live.place(id, { lon, lat, joins: joinPoints(network, one), at: 0 });
          }
          if (go) present.delete(id);
          else present.set(id, where);
          const ids = [...present.keys()].sort((a, b) => a - b);
          const now = facilitiesAt(
            town,
            ids.map((each) => present.get(each)!)
          );
          const nowJoins = { points, facilities: joinPoints(network, now) };
          const full = distancesTo(network, nowJoins, demand, now, ['eldercare_site']);
          expect(live.distanceM).toEqual(full.distanceM);
          expect(live.straightM).toEqual(full.straightM);
          expect([...live.nearest]).toEqual([...full.nearest].map((k) => (k < 0 ? -1 : ids[k])));
        }
      }),
      { numRuns: 150 }
    );
    expect(walkedOut).toBeGreaterThan(500);
  });

  it('does not depend on the order of the gates', () => {
    fc.assert(
      fc.property(plan, ({ size, gates: rows }) => {
        const town = buildGridTown({ columns: size, rows: size });
        const estates = estatesOf(town, true);
        const joinsOf = (of: typeof rows) =>
          walkOutByGates(town.network, town.demand, town.joins, gatesOf(town, of), estates)?.joins;
        expect(joinsOf(rows.toReversed())).toEqual(joinsOf(rows));
      })
    );
  });
});

// A 4 × 4 lattice of 100 m; an estate over the south-west corner with one gate in the north-east of it.
describe('a study with gates', () => {
  const town = buildGridTown({ columns: 4, rows: 4 });
  const facilities = facilitiesAt(town, [[0, 3]]);
  const box = [
    town.at(-0.2, -0.2),
    town.at(1.2, -0.2),
    town.at(1.2, 1.2),
    town.at(-0.2, 1.2),
    town.at(-0.2, -0.2)
  ];
  const estateShapes = polygonsFromGeoJson([{ type: 'Polygon', coordinates: [box] }]);
  const [lon, lat] = town.at(1, 1);
  const gates = { lon: Float64Array.of(lon), lat: Float64Array.of(lat), estate: Int32Array.of(0) };
  const open = (more: object) => {
    const session = runToEnd(
      openSession({ ...gridInputs(town, facilities), ...more }, gridChoices()),
      () => {}
    );
    facilitiesOf(session, { name: '现状', edits: [] });
    return session;
  };
  const own = (session: ReturnType<typeof open>) => studyMeasures(session).find(({ id }) => id === 'eld300')!;

  it('walks to the gate first, says by which, and follows edits bit for bit', () => {
    const session = open({ gates, estateShapes });
    const result = askMeasure(session, own(session));
    expect(result.joined.walkOut?.points).toBe(4);
    // From the corner √2 × 100 m to the gate, then one block west and two north.
    expect(result.coverage.distanceM[0]).toBeCloseTo(Math.SQRT2 * 100 + 300, 0);
    const walk = farthestWalk(session, result, 0)!;
    expect(walk.gate).toBe(0);
    expect(walk.point).toBe(0);
    expect(walk.distanceM).toBe(result.coverage.distanceM[0]);
    expect(walk.lengthM).toBe(walk.distanceM);
    expect(walk.path[1]).toEqual([lon, lat]);
    const following = openFollowing(session, [own(session)]);
    const at = town.at(3, 0);
    following.place(0, 'eldercare_site', ...at);
    const moved = runToEnd(
      openSession({ ...gridInputs(town, facilitiesAt(town, [[3, 0]])), gates, estateShapes }, gridChoices()),
      () => {}
    );
    const full = askMeasure(moved, own(moved));
    expect(following.results[0].coverage).toEqual(full.coverage);
    expect(following.results[0].gaps).toEqual(full.gaps);
  });

  it('is bit for bit as it was where no gates or no outlines are known', () => {
    const plain = askMeasure(open({}), own(open({})));
    for (const more of [
      { gates, estateShapes: null },
      { gates: null, estateShapes }
    ]) {
      const session = open(more);
      const { coverage, gaps, joined } = askMeasure(session, own(session));
      expect({ coverage, gaps, joins: joined.joins }).toEqual({
        coverage: plain.coverage,
        gaps: plain.gaps,
        joins: plain.joined.joins
      });
    }
  });
});
