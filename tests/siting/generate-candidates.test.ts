import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPlane, distanceM } from '../../src/lib/geometry/metric.ts';
import type { Lines } from '../../src/lib/geometry/shapes.ts';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { candidatesOnNetwork } from '../../src/lib/siting/generate-candidates.ts';

const plane = createPlane(117.2, 39.1);

/** Lines from corners in metres around 117.2° E, 39.1° N. */
function linesOf(corners: [number, number][][]): Lines {
  const first = new Uint32Array(corners.length + 1);
  corners.forEach((line, i) => (first[i + 1] = first[i] + line.length));
  const all = corners.flat();
  return {
    first,
    lon: Float64Array.from(all, ([x]) => plane.lon(x)),
    lat: Float64Array.from(all, ([, y]) => plane.lat(y))
  };
}

/** A street grid of 5 × 5 crossings, `blockM` apart. */
function grid(blockM: number): [number, number][][] {
  const steps = [0, 1, 2, 3, 4].map((k) => k * blockM);
  return [
    ...steps.map((y) => steps.map((x): [number, number] => [x, y])),
    ...steps.map((x) => steps.map((y): [number, number] => [x, y]))
  ];
}

const everywhere = () => 0;

describe('candidatesOnNetwork', () => {
  it('takes the crossings of a grid and cuts each of its 40 edges of 200 m into four', () => {
    const found = candidatesOnNetwork(buildNetwork(linesOf(grid(200))), everywhere, 49.9);
    expect(found.code).toHaveLength(25 + 40 * 3);
    expect(found.code[0]).toBe('N0001');
    expect(found.code.at(-1)).toBe('N0145');
    expect([...found.cost, ...found.floorAreaM2].every(Number.isNaN)).toBe(true);
  });

  it('keeps no two nearer than the spacing, crossings first', () => {
    // 40 m blocks: of the crossings only some can stay.
    const found = candidatesOnNetwork(buildNetwork(linesOf(grid(40))), everywhere, 50);
    expect(found.code.length).toBeGreaterThan(4);
    for (let a = 0; a < found.code.length; a++)
      for (let b = 0; b < a; b++)
        expect(distanceM(found.lon[a], found.lat[a], found.lon[b], found.lat[b])).toBeGreaterThan(49.9);
  });

  it('takes the name that a place is given in its unit, and the code where it has none', () => {
    const network = buildNetwork(linesOf(grid(200)));
    const east = (lon: number) => (lon > plane.lon(399) ? 7 : 3);
    const name = (lon: number, lat: number, unit: number) =>
      unit === 7 ? `${unit}: ${Math.round(plane.x(lon))}, ${Math.round(plane.y(lat))}` : '';
    const found = candidatesOnNetwork(network, east, 50, name);
    const named = found.name.filter((each) => each.startsWith('7: '));
    expect(named.length).toBeGreaterThan(20);
    for (let i = 0; i < found.code.length; i++) {
      const place = `7: ${Math.round(plane.x(found.lon[i]))}, ${Math.round(plane.y(found.lat[i]))}`;
      expect(found.name[i]).toBe(east(found.lon[i]) === 7 ? place : found.code[i]);
    }
    expect(candidatesOnNetwork(network, everywhere).name).toEqual(
      candidatesOnNetwork(network, everywhere).code
    );
  });

  it('leaves out islands and what lies outside every unit', () => {
    // A long ladder of 121 rungs, and beside it a piece of two nodes: under 1 % of the nodes.
    const rungs = Array.from({ length: 121 }, (_, k): [number, number][] => [
      [k * 60, 0],
      [k * 60, 60]
    ]);
    const sides = [0, 60].map((y) => rungs.map(([[x]]): [number, number] => [x, y]));
    const island: [number, number][] = [
      [0, 300],
      [200, 300]
    ];
    const network = buildNetwork(linesOf([...rungs, ...sides, island]));
    expect(network.figures.components).toBe(2);
    const west = (lon: number) => (lon < plane.lon(3000) ? 0 : -1);
    const found = candidatesOnNetwork(network, west, 50);
    expect(found.code.length).toBeGreaterThan(50);
    for (let i = 0; i < found.code.length; i++) {
      expect(plane.y(found.lat[i])).toBeLessThan(100);
      expect(plane.x(found.lon[i])).toBeLessThan(3000);
    }
  });

  it('does not depend on the order or the direction of lines', () => {
    const town: [number, number][][] = [
      ...grid(130),
      [
        [20, 30],
        [95, 100],
        [333, 250]
      ]
    ];
    const expected = candidatesOnNetwork(buildNetwork(linesOf(town)), everywhere);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(town, { minLength: town.length }),
        fc.infiniteStream(fc.boolean()),
        (lines, turns) => {
          const turned = lines.map((line) => (turns.next().value ? line.toReversed() : line));
          const found = candidatesOnNetwork(buildNetwork(linesOf(turned)), everywhere);
          expect([...found.lon]).toEqual([...expected.lon]);
          expect([...found.lat]).toEqual([...expected.lat]);
        }
      ),
      { numRuns: 20 }
    );
  });

  it('gives none for an empty network and refuses a spacing of nothing', () => {
    expect(candidatesOnNetwork(buildNetwork(linesOf([])), everywhere).code).toEqual([]);
    expect(() => candidatesOnNetwork(buildNetwork(linesOf([])), everywhere, 0)).toThrow('above 0 m');
  });
});
