import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceM } from '../../src/lib/geometry/metric.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import { BESIDE_M, besideCategories } from '../../src/lib/siting/beside.ts';
import { buildGridTown, facilitiesAt, type Junction } from '../towns/grid-town.ts';

const town = buildGridTown({ columns: 9, rows: 8, stepM: 100 });
const junction: fc.Arbitrary<Junction> = fc.tuple(fc.nat(8), fc.nat(7));

const pointsAt = (junctions: Junction[]) => {
  const places = junctions.map(([column, row]) => town.at(column, row));
  return { lon: Float64Array.from(places, ([lon]) => lon), lat: Float64Array.from(places, ([, lat]) => lat) };
};

/** Health stations and others, at the same list of places. */
const mixed = (junctions: Junction[], others: boolean[]) => {
  const all = facilitiesAt(town, junctions, 'chs');
  return { ...all, category: junctions.map((_, i) => (others[i] ? 'library' : i % 2 ? 'chc' : 'chs')) };
};

describe('candidates beside facilities of a category', () => {
  const cases = [
    fc.array(junction, { maxLength: 10 }),
    fc.array(fc.tuple(junction, fc.boolean()), { maxLength: 8 }),
    fc.constantFrom(0, 50, 150, 250, 420, 930)
  ] as const;

  it('by a walk are those that every street corner tells', () => {
    fc.assert(
      fc.property(...cases, (some, others, withinM) => {
        const places = others.map(([place]) => place);
        const facilities = mixed(
          places,
          others.map(([, other]) => other)
        );
        const joins = joinPoints(town.network, facilities);
        const found = besideCategories(pointsAt(some), {
          ...{ facilities, categories: ['chs', 'chc'], withinM, network: town.network },
          joins: some.length % 2 ? joins : null
        });
        expect(found.estimated).toBe(false);
        some.forEach((place, c) => {
          const walks = places.map((other, i) =>
            others[i][1] ? Infinity : town.walkSteps(place, other) * 100
          );
          const least = Math.min(Infinity, ...walks);
          // A walk is 100 m to within rounding: no limit of the cases is a whole number of steps but 0.
          if (least > withinM)
            expect([found.facility[c], found.metres[c], found.name[c]]).toEqual([-1, NaN, '']);
          else {
            expect(found.metres[c]).toBeCloseTo(least, 0);
            expect(walks[found.facility[c]]).toBe(least);
            expect(found.name[c]).toBe(`设施${found.facility[c]}`);
          }
        });
      }),
      { numRuns: 200 }
    );
  });

  it('by straight lines, or without roads straight × 1.3, are those that trying all finds', () => {
    fc.assert(
      fc.property(...cases, fc.boolean(), (some, others, withinM, straight) => {
        const places = others.map(([place]) => place);
        const facilities = mixed(
          places,
          others.map(([, other]) => other)
        );
        const candidates = pointsAt(some);
        const network = straight ? town.network : null;
        const found = besideCategories(candidates, {
          ...{ facilities, categories: ['chs', 'chc'], withinM, network, straight }
        });
        expect(found.estimated).toBe(!straight);
        some.forEach((_, c) => {
          const away = places.map((_place, i) => {
            const metres = distanceM(
              candidates.lon[c],
              candidates.lat[c],
              facilities.lon[i],
              facilities.lat[i]
            );
            return others[i][1] ? Infinity : metres * (straight ? 1 : 1.3);
          });
          const least = Math.min(Infinity, ...away);
          const nearest = least <= withinM ? away.indexOf(least) : -1;
          expect(found.facility[c]).toBe(nearest);
          if (nearest >= 0) expect(found.metres[c]).toBeCloseTo(least, 6);
        });
      }),
      { numRuns: 200 }
    );
  });

  it('takes what may stand in for a category, and 200 m where nothing else is said', () => {
    const facilities = { ...facilitiesAt(town, [[0, 0]]), category: ['eldercare_centre'] };
    const asked = { facilities, categories: ['day_care'], network: town.network };
    expect(BESIDE_M).toBe(200);
    expect([
      ...besideCategories(
        pointsAt([
          [1, 0],
          [3, 0]
        ]),
        asked
      ).facility
    ]).toEqual([0, -1]);
    expect([...besideCategories(pointsAt([[1, 0]]), { ...asked, categories: ['chs'] }).facility]).toEqual([
      -1
    ]);
  });

  it('has a facility that grows beside what shares its premises, and never beside itself', () => {
    const three = facilitiesAt(
      town,
      [
        [0, 0],
        [8, 7],
        [8, 0]
      ],
      'chs'
    );
    const facilities = { ...three, texts: { host_id: ['', 'F0', ''], parcel_id: ['', '', ''] } };
    const candidates = {
      ...pointsAt([
        [0, 0],
        [8, 0]
      ]),
      facility: Int32Array.of(0, 2)
    };
    const asked = { facilities, categories: ['chs'], network: town.network };
    const found = besideCategories(candidates, asked);
    expect([[...found.facility], [...found.metres]]).toEqual([
      [1, -1],
      [0, NaN]
    ]);
    expect([...besideCategories(candidates, { ...asked, straight: true }).facility]).toEqual([-1, -1]);
  });

  it('refuses a distance that is none', () => {
    const asked = { facilities: facilitiesAt(town, []), categories: ['chs'], network: null };
    expect(() => besideCategories(pointsAt([]), { ...asked, withinM: -1 })).toThrow('got -1');
  });
});
