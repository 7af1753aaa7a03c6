import { area, difference, featureCollection, multiPolygon } from '@turf/turf';
import fc from 'fast-check';
import type { MultiPolygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { DemandMethod } from '../../src/lib/demand/demand.ts';
import { spreadFloorSpace } from '../../src/lib/demand/floor-space.ts';
import { spreadLand } from '../../src/lib/demand/land.ts';
import { spreadPopulation } from '../../src/lib/demand/spread-population.ts';
import { createLocator } from '../../src/lib/geometry/locate.ts';
import { polygonsFromGeoJson, shapeAreaM2 } from '../../src/lib/geometry/shapes.ts';
import { unionPolygons } from '../../src/lib/geometry/union.ts';
import { runToEnd } from '../../src/lib/study/analyse.ts';
import { demandOf, openSession } from '../../src/lib/study/session.ts';
import { buildGridTown, facilitiesAt } from '../towns/grid-town.ts';
import { gridChoices, gridInputs } from '../study/grid-inputs.ts';
import { box, residentialOf, sumOf, unitsOf, type Ring } from './small-units.ts';

const METHODS: DemandMethod[] = ['points', 'buildings', 'network', 'hexagons'];
const GROUPS = ['pop_resident', 'pop_60p', 'pop_3_5', 'pop_disabled'];

const count = fc.option(fc.double({ min: 0, max: 1e5, noNaN: true }), { nil: NaN, freq: 4 });
const groups = fc.record(Object.fromEntries(GROUPS.map((field) => [field, count])));

/** Communities in a row, 0.004° to 0.02° wide, with a notch at the top or none. */
const unit = fc.record({
  width: fc.double({ min: 0.004, max: 0.02, noNaN: true }),
  notch: fc.boolean(),
  totals: groups
});
const home = fc.record({
  at: fc.tuple(
    fc.double({ min: 0, max: 0.05, noNaN: true }),
    fc.double({ min: -0.002, max: 0.012, noNaN: true })
  ),
  people: groups,
  footprintM2: fc.option(fc.double({ min: 0, max: 5000, noNaN: true }), { nil: NaN, freq: 3 }),
  storeys: fc.option(fc.integer({ min: 1, max: 33 }), { nil: NaN, freq: 3 })
});
const town = fc.record({
  units: fc.array(unit, { minLength: 1, maxLength: 4 }),
  homes: fc.array(home, { maxLength: 12 }),
  green: fc.array(
    fc.tuple(
      fc.double({ min: -0.002, max: 0.05, noNaN: true }),
      fc.double({ min: -0.002, max: 0.01, noNaN: true }),
      fc.double({ min: 0.0005, max: 0.01, noNaN: true })
    ),
    { maxLength: 4 }
  )
});

type Plan = typeof town extends fc.Arbitrary<infer T> ? T : never;

const [WEST, SOUTH, HEIGHT] = [116.4, 39.9, 0.011];

function layOut({ units, homes, green }: Plan) {
  let west = WEST;
  const rows = units.map(({ width, notch, totals }, i) => {
    const [from, to] = [west, west + width];
    west = to;
    const top = SOUTH + HEIGHT;
    const outline: Ring = notch
      ? [
          [from, SOUTH],
          [to, SOUTH],
          [to, top],
          [(from + to) / 2, SOUTH + HEIGHT / 3],
          [from, top],
          [from, SOUTH]
        ]
      : box(from, SOUTH, to, top);
    return { code: `C${i}`, rings: [outline], totals };
  });
  return {
    units: unitsOf(rows),
    residential: residentialOf(
      homes.map(({ at, ...rest }) => ({ at: [WEST + at[0], SOUTH + at[1]] as [number, number], ...rest }))
    ),
    nonResidential: polygonsFromGeoJson(
      green.map(([x, y, side]) => ({
        type: 'Polygon',
        coordinates: [box(WEST + x, SOUTH + y, WEST + x + side, SOUTH + y + side / 2)]
      }))
    )
  };
}

const roads = buildGridTown({ columns: 8, rows: 8, stepM: 200 }).network;

describe('every way of turning people into points', () => {
  it.each(METHODS)('%s keeps the total of every group in every unit to 1e-6', (method) => {
    fc.assert(
      fc.property(town, fc.boolean(), (plan, withRoads) => {
        const { units, residential, nonResidential } = layOut(plan);
        const network = withRoads ? roads : null;
        const demand = spreadPopulation(units, residential, network, method, [], nonResidential);
        const locate = createLocator(units.shape);
        const used = demand.method;
        for (const field of GROUPS) {
          const atPoints = units.code.map((_, u) => {
            const values = plan.homes.flatMap(({ people }, i) =>
              locate(residential.lon[i], residential.lat[i]) === u && people[field] >= 0
                ? [people[field]]
                : []
            );
            return values.length === 0 ? NaN : values.reduce((a, b) => a + b, 0);
          });
          units.code.forEach((_, u) => {
            const stated = units.totals[field]?.[u] ?? NaN;
            const wanted =
              used === 'points'
                ? Number.isNaN(atPoints[u])
                  ? stated
                  : atPoints[u]
                : Number.isNaN(stated)
                  ? atPoints[u]
                  : stated;
            if (Number.isNaN(wanted)) {
              // Missing, not zero: the field is absent, or the unit is marked.
              expect(demand.people[field] === undefined || demand.missing?.[field][u] === 1).toBe(true);
              return;
            }
            expect(demand.missing?.[field][u]).toBe(0);
            expect(Math.abs(sumOf(demand, field, u) - wanted)).toBeLessThanOrEqual(
              1e-6 * Math.max(1, wanted)
            );
          });
        }
      })
    );
  });

  it('never spreads totals of units that are no group of residents', () => {
    const units = unitsOf([
      {
        code: 'A',
        rings: [box(116.4, 39.9, 116.41, 39.91)],
        totals: { pop_resident: 9, pop_actual: 12, pop_urban_resident: 8, households: 4 }
      }
    ]);
    expect(Object.keys(spreadPopulation(units, null, null, 'auto').people)).toEqual(['pop_resident']);
  });

  it('leaves people where they live when these walk out by gates', () => {
    const grid = buildGridTown({ columns: 4, rows: 4 });
    const inputs = gridInputs(grid, facilitiesAt(grid, [[0, 0]]));
    const [lon, lat] = grid.at(2, 2);
    const gates = { lon: Float64Array.of(lon), lat: Float64Array.of(lat), estate: Int32Array.of(0) };
    const estateShapes = polygonsFromGeoJson([
      {
        type: 'Polygon',
        coordinates: [
          [
            grid.at(-0.3, -0.3),
            grid.at(2.2, -0.3),
            grid.at(2.2, 2.2),
            grid.at(-0.3, 2.2),
            grid.at(-0.3, -0.3)
          ]
        ]
      }
    ]);
    const open = (more: object) =>
      demandOf(
        runToEnd(openSession({ ...inputs, ...more }, gridChoices()), () => {}),
        'auto'
      );
    const walked = open({ gates, estateShapes });
    expect(walked.walkOut?.points).toBe(9);
    expect(walked.demand).toEqual(open({}).demand);
  });
});

describe('floor space', () => {
  it('sums to footprint × storeys of each unit, one storey where none is known, and says so', () => {
    fc.assert(
      fc.property(town, (plan) => {
        const { units, residential } = layOut(plan);
        const demand = spreadFloorSpace(units, residential);
        const known = plan.homes.filter(({ footprintM2 }) => footprintM2 > 0);
        if (known.length === 0) {
          expect(demand.people).toEqual({});
          return;
        }
        expect(demand.withoutStoreys).toBe(known.filter(({ storeys }) => Number.isNaN(storeys)).length);
        const locate = createLocator(units.shape);
        for (let u = -1; u < units.code.length; u++) {
          const own = plan.homes.filter((_, i) => locate(residential.lon[i], residential.lat[i]) === u);
          const wanted = own.reduce(
            (sum, { footprintM2, storeys }) =>
              sum + (footprintM2 || 0) * (Number.isNaN(storeys) ? 1 : storeys),
            0
          );
          expect(Math.abs(sumOf(demand, 'building', u) - wanted)).toBeLessThanOrEqual(1e-6 * wanted + 0.01);
          const unknown = own.length > 0 && own.every(({ footprintM2 }) => Number.isNaN(footprintM2));
          if (u >= 0) expect(demand.missing!.building[u]).toBe(unknown ? 1 : 0);
        }
      })
    );
  });

  it('is missing, not nothing, where no building is known', () => {
    const units = unitsOf([{ code: 'A', rings: [box(116.4, 39.9, 116.41, 39.91)] }]);
    expect(spreadFloorSpace(units, null).people).toEqual({});
    expect(spreadFloorSpace(units, residentialOf([{ at: [116.405, 39.905] }])).people).toEqual({});
  });
});

describe('land', () => {
  it('sums to the area of each unit, less the land on which nobody lives', () => {
    fc.assert(
      fc.property(town, (plan) => {
        const { units, nonResidential } = layOut(plan);
        const whole = spreadLand(units, null);
        const left = spreadLand(units, nonResidential);
        const inside = createLocator(units.shape);
        const locateGreen = createLocator(nonResidential);
        const off = plan.green.length === 0 ? null : unionOf(plan);
        units.code.forEach((_, u) => {
          const areaM2 = shapeAreaM2(units.shape, u);
          expect(Math.abs(sumOf(whole, 'land', u) / areaM2 - 1)).toBeLessThan(1e-6);
          if (off === null) return;
          const rest = difference(
            featureCollection([multiPolygon(polygonOf(units, u)), multiPolygon(off.coordinates)])
          );
          const wanted = rest ? area(rest) : 0;
          // Both cut in steps of centimetres, five of them for the union.
          expect(Math.abs(sumOf(left, 'land', u) - wanted)).toBeLessThan(1e-4 * areaM2);
        });
        // Each place is where its land is.
        left.lon.forEach((lon, i) => {
          if (left.people.land[i] <= 20) return;
          // A strip a hand wide along a border has its place on it, give or take 10 cm.
          const near = [-1, 0, 1].flatMap((dx) =>
            [-1, 0, 1].map((dy) => [lon + 1e-6 * dx, left.lat[i] + 1e-6 * dy])
          );
          expect(near.map(([x, y]) => inside(x, y))).toContain(left.unit[i]);
          expect(near.map(([x, y]) => locateGreen(x, y))).toContain(-1);
        });
      }),
      { numRuns: 60 }
    );
  });

  it('has no more in a cell than a cell holds, and is missing in a unit without an outline', () => {
    const units = unitsOf([
      { code: 'A', rings: [box(116.4, 39.9, 116.42, 39.92)] },
      { code: 'B', rings: null }
    ]);
    const land = spreadLand(units, null);
    // At this place a cell of resolution 10 has 0.0128 km².
    expect(land.people.land.every((areaM2) => areaM2 > 0 && areaM2 < 16_000)).toBe(true);
    expect([...land.missing!.land]).toEqual([0, 1]);
    expect(spreadLand(unitsOf([{ code: 'B', rings: null }]), null).people).toEqual({});
  });
});

function polygonOf(units: ReturnType<typeof unitsOf>, u: number) {
  const { shape } = units;
  const ring = [...shape.lon.keys()]
    .slice(shape.ringFirst[u], shape.ringFirst[u + 1])
    .map((k) => [shape.lon[k], shape.lat[k]]);
  return [[ring]];
}

function unionOf({ green }: Plan): MultiPolygon {
  return unionPolygons(
    green.map(([x, y, side]) => ({
      type: 'Polygon',
      coordinates: [box(WEST + x, SOUTH + y, WEST + x + side, SOUTH + y + side / 2)]
    }))
  );
}
