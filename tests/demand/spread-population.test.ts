import fc from 'fast-check';
import { cellArea, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { areaCentroid, innerPoint } from '../../src/lib/demand/inner-point.ts';
import { createUnitLocator } from '../../src/lib/demand/levels.ts';
import { shareOut } from '../../src/lib/demand/share-out.ts';
import { spreadPopulation } from '../../src/lib/demand/spread-population.ts';
import { distanceM } from '../../src/lib/geometry/metric.ts';
import { polygonsFromGeoJson } from '../../src/lib/geometry/shapes.ts';
import type { Network } from '../../src/lib/network/network.ts';
import { box, residentialOf, sumOf, unitsOf, type Ring } from './small-units.ts';

/** A network of straight edges, each given by its two ends; lengths in metres are given, not measured. */
function edges(
  list: { from: [number, number]; to: [number, number]; lengthM: number; line?: number }[]
): Network {
  const empty = new Uint32Array(0);
  return {
    nodeLon: new Float64Array(0),
    nodeLat: new Float64Array(0),
    firstArc: empty,
    arcs: new Int32Array(0),
    arcEdge: empty,
    edgeFrom: empty,
    edgeTo: empty,
    edgeLengthM: Float64Array.from(list, (edge) => edge.lengthM),
    edgeFirstPoint: Uint32Array.from({ length: list.length + 1 }, (_, i) => 2 * i),
    pointLon: Float64Array.from(list.flatMap((edge) => [edge.from[0], edge.to[0]])),
    pointLat: Float64Array.from(list.flatMap((edge) => [edge.from[1], edge.to[1]])),
    pointAlongM: Float64Array.from(list.flatMap((edge) => [0, edge.lengthM])),
    pointLine: Uint32Array.from(list.flatMap((edge, i) => [edge.line ?? i, edge.line ?? i])),
    nodePiece: empty,
    pieceNodes: empty,
    figures: {
      vertices: 0,
      segments: 0,
      junctions: 0,
      edges: list.length,
      lengthM: 0,
      components: 0,
      largestComponentShare: 0
    },
    costs: null
  };
}

const west = { code: 'W', rings: [box(116.4, 39.9, 116.41, 39.91)] };
const east = { code: 'E', rings: [box(116.41, 39.9, 116.42, 39.91)] };

describe('points as given', () => {
  const units = unitsOf([
    { ...west, totals: { pop_resident: 999, pop_60p: 30 } },
    { ...east, totals: { pop_resident: 50, pop_60p: 5 } }
  ]);
  const residential = residentialOf([
    { at: [116.402, 39.905], people: { pop_resident: 100 } },
    { at: [116.404, 39.905], people: { pop_resident: 50 } },
    { at: [116.406, 39.905], people: { pop_resident: NaN } },
    { at: [116.5, 39.905], people: { pop_resident: 7 } }
  ]);
  const demand = spreadPopulation(units, residential, null, 'auto');

  it('count as given, against the unit, and one on no unit is kept', () => {
    expect(demand.method).toBe('points');
    expect(sumOf(demand, 'pop_resident', 0)).toBe(150);
    expect(sumOf(demand, 'pop_resident', -1)).toBe(7);
  });
  it('without a value are counted as missing, not as a point of nobody', () => {
    expect(demand.unknown).toEqual({ pop_resident: 1 });
    expect(demand.unit.filter((unit) => unit === 0)).toHaveLength(2);
  });
  it('take a group that only the unit gives by their residents', () => {
    const first = demand.people.pop_60p[demand.people.pop_resident.indexOf(100)];
    expect(first).toBeCloseTo(20, 6);
    expect(sumOf(demand, 'pop_60p', 0)).toBe(30);
  });
  it('missing in a unit that has people leave it to the next method, and say so', () => {
    expect(demand.fallbacks).toEqual([{ unit: 1, method: 'hexagons' }]);
    expect(sumOf(demand, 'pop_resident', 1)).toBe(50);
  });
  it('keep a negative count out', () => {
    const odd = residentialOf([{ at: [116.402, 39.905], people: { pop_resident: -5, pop_60p: 2 } }]);
    const result = spreadPopulation(unitsOf([west]), odd, null, 'auto');
    expect(result.unknown.pop_resident).toBeUndefined();
    expect(result.people.pop_resident).toBeUndefined();
    expect(sumOf(result, 'pop_60p', 0)).toBe(2);
  });
});

describe('buildings', () => {
  const units = unitsOf([
    { ...west, totals: { pop_resident: 100, pop_60p: 10, households: 40 } },
    { ...east, totals: { pop_resident: 60 } }
  ]);
  const residential = residentialOf([
    { at: [116.402, 39.905], footprintM2: 100, storeys: 6 },
    { at: [116.404, 39.905], footprintM2: 200 },
    { at: [116.406, 39.905], storeys: 30 }
  ]);
  const demand = spreadPopulation(units, residential, null, 'auto');

  it('share a unit by footprint × storeys, one storey where not known', () => {
    expect(demand.method).toBe('buildings');
    expect([...demand.people.pop_resident.slice(0, 2)]).toEqual([
      expect.closeTo(75, 5),
      expect.closeTo(25, 5)
    ]);
    expect(sumOf(demand, 'pop_resident', 0)).toBe(100);
  });
  it('do not carry households as people', () =>
    expect(Object.keys(demand.people)).toEqual(['pop_resident', 'pop_60p']));
  it('say which unit does not give a group', () => {
    expect([...demand.missing!.pop_60p]).toEqual([0, 1]);
    expect(sumOf(demand, 'pop_60p', 1)).toBe(0);
  });
  it('where there are none, hand the unit on', () =>
    expect(demand.fallbacks).toEqual([{ unit: 1, method: 'hexagons' }]));
});

describe('along the network', () => {
  const units = unitsOf([
    { ...west, totals: { pop_resident: 120 } },
    { ...east, totals: { pop_resident: 30 } }
  ]);
  const across = { from: [116.405, 39.905] as [number, number], to: [116.415, 39.905] as [number, number] };

  it('puts a place on every 25 m and shares by the length inside', () => {
    const demand = spreadPopulation(units, null, edges([{ ...across, lengthM: 800 }]), 'auto');
    expect(demand.method).toBe('network');
    expect(demand.lon).toHaveLength(32);
    expect(demand.unit.filter((unit) => unit === 0)).toHaveLength(16);
    expect([...new Set(demand.people.pop_resident)].sort()).toEqual([1.875, 7.5]);
    expect(demand.lon[0]).toBeCloseTo(116.405 + 0.01 / 64, 9);
  });
  it('cuts an edge into equal stretches of at most 25 m', () =>
    expect(spreadPopulation(units, null, edges([{ ...across, lengthM: 801 }]), 'auto').lon).toHaveLength(33));
  it('leaves out motorways and trunk roads', () => {
    const network = edges([
      { ...across, lengthM: 800 },
      { from: [116.401, 39.901], to: [116.402, 39.901], lengthM: 90 }
    ]);
    const demand = spreadPopulation(units, null, network, 'network', ['motorway', 'residential']);
    expect(sumOf(demand, 'pop_resident', 0)).toBe(120);
    expect(demand.unit.filter((unit) => unit === 0)).toHaveLength(4);
    expect(demand.fallbacks).toEqual([{ unit: 1, method: 'hexagons' }]);
  });
  it('gives way where there is no network', () =>
    expect(spreadPopulation(units, null, null, 'network').method).toBe('hexagons'));
});

describe('hexagons', () => {
  it('are cells whose centre lies inside, all of one weight', () => {
    const units = unitsOf([{ ...west, totals: { pop_resident: 1000 } }]);
    const demand = spreadPopulation(units, null, null, 'auto');
    const cellM2 = cellArea(latLngToCell(39.905, 116.405, 10), 'm2');
    const unitM2 = distanceM(116.4, 39.905, 116.41, 39.905) * distanceM(116.4, 39.9, 116.4, 39.91);
    expect(Math.abs(demand.lon.length / (unitM2 / cellM2) - 1)).toBeLessThan(0.05);
    const locate = createUnitLocator(units, 'community');
    expect([...demand.lon].every((lon, i) => locate(lon, demand.lat[i]) === 0)).toBe(true);
    expect(Math.max(...demand.people.pop_resident) - Math.min(...demand.people.pop_resident)).toBeLessThan(
      1e-4
    );
    expect(sumOf(demand, 'pop_resident', 0)).toBe(1000);
  });
  it('give a unit smaller than a cell a point of its own', () => {
    const units = unitsOf([
      { code: 'S', rings: [box(116.4, 39.9, 116.4001, 39.9001)], totals: { pop_resident: 12 } }
    ]);
    const demand = spreadPopulation(units, null, null, 'hexagons');
    expect(demand.lon).toHaveLength(1);
    expect(demand.lon[0]).toBeCloseTo(116.40005, 9);
    expect(demand.people.pop_resident[0]).toBe(12);
  });
});

describe('centroid', () => {
  const horseshoe: Ring = [
    [0, 0],
    [3, 0],
    [3, 3],
    [2, 3],
    [2, 1],
    [1, 1],
    [1, 3],
    [0, 3],
    [0, 0]
  ];
  it('is by area, not by vertices', () => {
    const { shape } = unitsOf([
      {
        code: 'A',
        rings: [
          [
            [0, 0],
            [1, 0],
            [2, 0],
            [3, 0],
            [3, 2],
            [0, 2],
            [0, 0]
          ]
        ]
      }
    ]);
    expect(areaCentroid(shape, 0)).toEqual([expect.closeTo(1.5, 12), expect.closeTo(1, 12)]);
  });
  it('leaves holes out', () => {
    const { shape } = unitsOf([{ code: 'A', rings: [box(0, 0, 4, 4), box(2, 0, 4, 4).reverse()] }]);
    expect(areaCentroid(shape, 0)[0]).toBeCloseTo(1, 12);
  });
  it('moves inside where the shape bends around it', () => {
    const { shape } = unitsOf([{ code: 'U', rings: [horseshoe] }]);
    expect(areaCentroid(shape, 0)).toEqual([expect.closeTo(1.5, 12), expect.closeTo(19 / 14, 12)]);
    expect(innerPoint(shape, 0)).toEqual([0.5, expect.closeTo(19 / 14, 12)]);
  });
  it('carries all of the unit, and only where asked for', () => {
    const units = unitsOf([
      { ...west, totals: { pop_resident: 100 } },
      { ...east, totals: { pop_resident: 0 } }
    ]);
    const demand = spreadPopulation(units, null, null, 'centroid');
    expect([...demand.people.pop_resident]).toEqual([100]);
    expect(demand.lon[0]).toBeCloseTo(116.405, 9);
    expect(spreadPopulation(units, null, null, 'auto').method).toBe('hexagons');
  });
  it('takes what points give where the unit has no total', () => {
    const given = residentialOf([{ at: [116.402, 39.905], people: { pop_resident: 80 } }]);
    const demand = spreadPopulation(unitsOf([west]), given, null, 'centroid');
    expect([...demand.people.pop_resident]).toEqual([80]);
  });
});

describe('people that only a unit above gives', () => {
  const parent = (totals: Record<string, number>, rings = [box(116.4, 39.9, 116.42, 39.91)]) => ({
    ...{ code: 'S', level: 'subdistrict' as const, rings, totals }
  });
  const below = (totals: Record<string, number> = {}, others: Record<string, number> = {}) => [
    { ...west, parent: 2, totals },
    { ...east, parent: 2, totals: others }
  ];
  const houses = residentialOf([
    { at: [116.402, 39.905], footprintM2: 100, storeys: 6 },
    { at: [116.404, 39.905], footprintM2: 100 },
    { at: [116.415, 39.905], footprintM2: 300 }
  ]);

  it('go over the places of all its communities together, and the total is kept', () => {
    const units = unitsOf([...below(), parent({ pop_resident: 1000.1, pop_60p: 250 })]);
    const demand = spreadPopulation(units, houses, null, 'auto');
    expect(demand.method).toBe('buildings');
    for (const [field, total] of [['pop_resident', 1000.1] as const, ['pop_60p', 250] as const]) {
      expect([...demand.people[field]]).toEqual(
        [0.6, 0.1, 0.3].map((share) => expect.closeTo(share * total, 5))
      );
      const sum = demand.people[field].reduce((a, b) => a + b, 0);
      expect(Math.abs(sum - total)).toBeLessThanOrEqual(1e-6);
      expect([...demand.missing![field]]).toEqual([0, 0, 0]);
    }
    expect(demand.fromParent).toEqual([
      { unit: 2, field: 'pop_resident', communities: [0, 1] },
      { unit: 2, field: 'pop_60p', communities: [0, 1] }
    ]);
    expect(demand.unspread).toEqual([]);
  });
  it.each(['network', 'hexagons', 'centroid'] as const)('keep the total by %s, too', (method) => {
    const network = edges([
      { from: [116.401, 39.905], to: [116.405, 39.905], lengthM: 600 },
      { from: [116.412, 39.905], to: [116.414, 39.905], lengthM: 200 }
    ]);
    const demand = spreadPopulation(
      unitsOf([...below(), parent({ pop_resident: 800 })]),
      null,
      network,
      method
    );
    expect(demand.method).toBe(method);
    const [one, other] = [0, 1].map((unit) => sumOf(demand, 'pop_resident', unit));
    expect(one + other).toBe(800);
    // A centroid weighs nothing by itself: what the communities weigh is told by the network.
    if (method === 'hexagons') expect(one / other).toBeCloseTo(1, 0);
    else expect([one, other]).toEqual([600, 200]);
  });
  it('leave alone what communities give themselves: the rest is for the others', () => {
    const units = unitsOf([...below({ pop_resident: 900 }), parent({ pop_resident: 1000 })]);
    const demand = spreadPopulation(units, houses, null, 'auto');
    expect([0, 1].map((unit) => sumOf(demand, 'pop_resident', unit))).toEqual([900, 100]);
    expect(demand.fromParent).toEqual([{ unit: 2, field: 'pop_resident', communities: [1] }]);
    const both = unitsOf([
      ...below({ pop_resident: 900 }, { pop_resident: 5 }),
      parent({ pop_resident: 1000 })
    ]);
    expect(spreadPopulation(both, houses, null, 'auto')).toMatchObject({ fromParent: [], unspread: [] });
  });
  it('of a group go by the residents where the communities know these', () => {
    const units = unitsOf([
      ...below({ pop_resident: 100 }, { pop_resident: 300 }),
      parent({ pop_resident: 400, pop_60p: 80 })
    ]);
    const demand = spreadPopulation(units, houses, null, 'auto');
    expect([0, 1].map((unit) => sumOf(demand, 'pop_60p', unit))).toEqual([20, 60]);
    const points = residentialOf([
      { at: [116.402, 39.905], people: { pop_resident: 300 } },
      { at: [116.415, 39.905], people: { pop_resident: 100 } }
    ]);
    const given = spreadPopulation(unitsOf([...below(), parent({ pop_60p: 80 })]), points, null, 'auto');
    expect([...given.people.pop_60p]).toEqual([60, 20]);
    expect([...given.people.pop_resident]).toEqual([300, 100]);
  });
  it('of a district are for what its subdistricts leave', () => {
    const units = unitsOf([
      { ...west, parent: 1 },
      { ...parent({ pop_resident: 70 }), parent: 3 },
      { ...east, parent: 3 },
      { ...parent({ pop_resident: 100 }), code: 'D', level: 'district' }
    ]);
    const demand = spreadPopulation(units, null, null, 'auto');
    expect([0, 2].map((unit) => sumOf(demand, 'pop_resident', unit))).toEqual([70, 30]);
  });
  it('stay missing and are listed where they fit nowhere', () => {
    const listed = [{ unit: 2, field: 'pop_resident', communities: [] }];
    const contradicted = unitsOf([...below({ pop_resident: 900 }), parent({ pop_resident: 800 })]);
    const demand = spreadPopulation(contradicted, houses, null, 'auto');
    expect(demand.unspread).toEqual(listed);
    expect([...demand.missing!.pop_resident]).toEqual([0, 1, 0]);
    const shapeless = unitsOf([
      ...below().map((unit) => ({ ...unit, rings: null })),
      parent({ pop_resident: 800 })
    ]);
    expect(spreadPopulation(shapeless, null, null, 'auto')).toMatchObject({ unspread: listed, people: {} });
    const alone = unitsOf([west, east, parent({ pop_resident: 800 })]);
    expect(spreadPopulation(alone, houses, null, 'auto').unspread).toEqual(listed);
  });
});

describe('land on which nobody lives', () => {
  const units = unitsOf([
    { ...west, totals: { pop_resident: 120 } },
    { ...east, totals: { pop_resident: 30 } }
  ]);
  const across = edges([{ from: [116.405, 39.905], to: [116.415, 39.905], lengthM: 800 }]);
  const land = (...rings: Ring[]) =>
    polygonsFromGeoJson(rings.map((ring) => ({ type: 'Polygon', coordinates: [ring] })));
  /** From the west as far as 116.4075: half of what the street has in the first unit. */
  const park = land(box(116.4, 39.9, 116.4075, 39.91));

  it('takes nobody along the network', () => {
    const demand = spreadPopulation(units, null, across, 'network', [], park);
    expect(demand.unit.filter((unit) => unit === 0)).toHaveLength(8);
    expect(Math.min(...demand.lon)).toBeGreaterThan(116.4075);
    expect(sumOf(demand, 'pop_resident', 0)).toBe(120);
    expect(sumOf(demand, 'pop_resident', 1)).toBe(30);
    expect(demand.fallbacks).toEqual([]);
  });
  it('takes nobody in cells whose centre it holds', () => {
    const demand = spreadPopulation(units, null, null, 'hexagons', [], park);
    expect(Math.min(...demand.lon)).toBeGreaterThan(116.4075);
    expect(sumOf(demand, 'pop_resident', 0)).toBe(120);
    expect(demand.lon.length).toBeLessThan(spreadPopulation(units, null, null, 'hexagons').lon.length);
  });
  it.each(['network', 'hexagons'] as const)('that is all of a unit is not believed there: %s', (method) => {
    const all = land(box(116.4, 39.9, 116.41, 39.91));
    const demand = spreadPopulation(units, null, across, method, [], all);
    const plain = spreadPopulation(units, null, across, method);
    expect(demand.unit.filter((unit) => unit === 0)).toEqual(plain.unit.filter((unit) => unit === 0));
    expect(demand.fallbacks).toEqual([]);
  });
});

describe('what is not known', () => {
  it('is absent where nobody gives the group', () => {
    const units = unitsOf([{ ...west, totals: { pop_resident: 10, pop_60p: NaN } }]);
    expect(Object.keys(spreadPopulation(units, null, null, 'auto').people)).toEqual(['pop_resident']);
  });
  it('leaves subdistricts without people of their own', () => {
    const units = unitsOf([
      { ...west, level: 'subdistrict', totals: { pop_resident: 500 } },
      { ...west, parent: 0, totals: { pop_resident: 100 } }
    ]);
    const demand = spreadPopulation(units, null, null, 'auto');
    expect(new Set(demand.unit)).toEqual(new Set([1]));
    expect(sumOf(demand, 'pop_resident', 1)).toBe(100);
  });
  it('lists a community without a shape, whose people can be put nowhere', () => {
    const units = unitsOf([{ code: 'N', rings: null, totals: { pop_resident: 10 } }, west]);
    const demand = spreadPopulation(units, null, null, 'auto');
    expect(demand.unplaced).toEqual([0]);
    expect([...demand.missing!.pop_resident]).toEqual([1, 1]);
  });
  it('gives no demand without communities', () =>
    expect(spreadPopulation(unitsOf([]), null, null, 'auto').lon).toHaveLength(0));
});

describe('sharing out', () => {
  it('keeps any total of any weights to 1e-6 of itself, and never gives less than nobody', () => {
    const weights = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(weights, fc.double({ min: 1, max: 3e7, noNaN: true }), (list, total) => {
        const at = list.map((_, i) => i);
        const points = { lon: Float64Array.from(at), lat: new Float64Array(at.length) };
        const shares = shareOut(total, at, Float64Array.from(list), points);
        expect(Math.abs(shares.reduce((a, b) => a + b, 0) - total)).toBeLessThanOrEqual(1e-6 * total);
        expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
      })
    );
  });
  it('does not depend on the order of places, to the last digit', () => {
    const place = fc.record({
      weight: fc.double({ min: 0, max: 1e4, noNaN: true }),
      lon: fc.integer({ min: 0, max: 1e6 })
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(place, { selector: (p) => p.lon, minLength: 2, maxLength: 60 }),
        (places) => {
          const share = (list: typeof places) => {
            const points = { lon: Float64Array.from(list, (p) => p.lon), lat: new Float64Array(list.length) };
            const at = list.map((_, i) => i);
            const shares = shareOut(
              1234.5,
              at,
              Float64Array.from(list, (p) => p.weight),
              points
            );
            return new Map(list.map((p, i) => [p.lon, shares[i]]));
          };
          const forwards = share(places);
          for (const [lon, people] of share([...places].reverse())) expect(forwards.get(lon)).toBe(people);
        }
      )
    );
  });
});
