import { area, booleanPointInPolygon } from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { positionAt } from '../../src/lib/network/along.ts';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import type { Joins, Network } from '../../src/lib/network/network.ts';
import { distancesToPoints, searchNearest } from '../../src/lib/network/search.ts';
import { planeOf, serviceAreas } from '../../src/lib/network/service-area.ts';
import { drawStretches, emptyDrawn } from '../../src/lib/network/stretch-segments.ts';
import { placesOnEdges, reachStretches } from '../../src/lib/network/stretches.ts';
import { randomLines, randomPlaces } from './random-town.ts';
import { gridOf, linesOf, pointsOf, type XY } from './towns.ts';

function reachedM(network: Network, sources: Joins, limitM: number): number {
  const { fromM, toM } = reachStretches(
    network,
    searchNearest(network, sources, limitM),
    placesOnEdges(sources),
    limitM
  );
  return fromM.reduce((sum, from, k) => sum + toM[k] - from, 0);
}

describe('reachStretches', () => {
  const network = buildNetwork(linesOf(gridOf(20, 100)), 0);

  it('reaches a diamond of streets from a crossing: 4 n² blocks for n of them', () => {
    const crossing = joinPoints(network, pointsOf([[1000, 1000]]));
    for (const n of [1, 2, 5, 9]) {
      expect(Math.abs(reachedM(network, crossing, 100 * n) - 400 * n * n)).toBeLessThan(1);
      // Half a block farther: half of each of the 8 n + 4 stretches that lead on.
      expect(
        Math.abs(reachedM(network, crossing, 100 * n + 50) - 400 * n * n - 50 * (8 * n + 4))
      ).toBeLessThan(1);
    }
  });

  it('counts the walk to the street, and both ways along it', () => {
    const door = joinPoints(network, pointsOf([[1050, 1020]]));
    expect(reachedM(network, door, 10)).toBe(0);
    expect(Math.abs(reachedM(network, door, 50) - 60)).toBeLessThan(0.1);
    // Both corners at 70 m; 30 m left for three streets at each.
    expect(Math.abs(reachedM(network, door, 100) - 100 - 6 * 30)).toBeLessThan(0.2);
  });

  it('agrees with the walk to each place of each edge', () => {
    fc.assert(
      fc.property(
        randomLines,
        randomPlaces(3),
        fc.integer({ min: 0, max: 300 }),
        (paths, sources, limitM) => {
          const town = buildNetwork(linesOf(paths));
          const from = joinPoints(town, pointsOf(sources));
          const search = searchNearest(town, from);
          const { edge, fromM, toM } = reachStretches(town, search, placesOnEdges(from), limitM);
          for (let e = 0; e < town.edgeFrom.length; e++) {
            for (let k = 0; k <= 8; k++) {
              const alongM = Math.round((town.edgeLengthM[e] * k * 1024) / 8) / 1024;
              const there: Joins = {
                edge: Int32Array.of(e),
                alongM: Float64Array.of(alongM),
                offM: Float64Array.of(0),
                mainEdge: Int32Array.of(-1),
                mainAlongM: Float64Array.of(0),
                mainOffM: Float64Array.of(0)
              };
              const walk = distancesToPoints(town, search, from, there).distanceM[0];
              const inside = edge.some((at, i) => at === e && alongM >= fromM[i] && alongM <= toM[i]);
              // Exactly at the limit an edge may begin with nothing left to walk on it.
              if (walk !== limitM) expect(inside).toBe(walk < limitM);
            }
          }
        }
      )
    );
  });

  it('is drawn as segments that have all of it, once', () => {
    fc.assert(
      fc.property(
        randomLines,
        randomPlaces(3),
        fc.integer({ min: 1, max: 300 }),
        (paths, sources, limitM) => {
          const town = buildNetwork(linesOf(paths));
          const from = joinPoints(town, pointsOf(sources));
          const stretches = reachStretches(town, searchNearest(town, from), placesOnEdges(from), limitM);
          const segments = emptyDrawn();
          drawStretches(segments, town, planeOf(town), stretches);
          let drawn = 0;
          for (let k = 0; k < segments.count; k++) {
            const { x, y } = segments;
            drawn += Math.hypot(x[2 * k + 1] - x[2 * k], y[2 * k + 1] - y[2 * k]);
          }
          const all = stretches.fromM.reduce((sum, m, k) => sum + stretches.toM[k] - m, 0);
          expect(Math.abs(drawn - all)).toBeLessThan(0.1);
        }
      )
    );
  });

  it('asks for a search that goes far enough', () => {
    const crossing = joinPoints(network, pointsOf([[1000, 1000]]));
    expect(() =>
      reachStretches(network, searchNearest(network, crossing, 100), placesOnEdges(crossing), 200)
    ).toThrow('expected');
  });
});

describe('serviceAreas', () => {
  it('has the area of theory along one street, and lies within the radius and the reach', () => {
    const street = buildNetwork(
      linesOf([
        [
          [0, 0],
          [2000, 0]
        ]
      ])
    );
    const at = joinPoints(street, pointsOf([[1000, 0]]));
    const [one, two] = serviceAreas(street, at, [300, 600]);
    const disc = Math.PI * 900;
    expect(Math.abs(one.areaM2 / (600 * 60 + disc) - 1)).toBeLessThan(0.01);
    expect(Math.abs(two.areaM2 / (1200 * 60 + disc) - 1)).toBeLessThan(0.01);
    expect(one.areaM2).toBe(area(one.geometry));
  });

  it('fills the blocks of a grid into one diamond', () => {
    const network = buildNetwork(linesOf(gridOf(20, 100)), 0);
    const [{ geometry, areaM2 }] = serviceAreas(
      network,
      joinPoints(network, pointsOf([[1000, 1000]])),
      [500]
    );
    expect(geometry.coordinates.map((rings) => rings.length)).toEqual([1]);
    // Between the diamond of 500 m and the one 30 m + a block's jag wider.
    expect(areaM2).toBeGreaterThan(2 * 500 ** 2);
    expect(areaM2).toBeLessThan(2 * 600 ** 2);
  });

  it('nests, in whatever order the limits are asked for', () => {
    fc.assert(
      fc.property(randomLines, randomPlaces(3), (paths, sources) => {
        const network = buildNetwork(linesOf(paths));
        const from = joinPoints(network, pointsOf(sources));
        const areas = serviceAreas(network, from, [150, 50, 100, 50]);
        expect(areas.map(({ limitM }) => limitM)).toEqual([150, 50, 100, 50]);
        expect(areas[3]).toEqual(areas[1]);
        const [large, small, middle] = areas;
        expect(small.areaM2).toBeLessThanOrEqual(middle.areaM2 * (1 + 1e-9));
        expect(middle.areaM2).toBeLessThanOrEqual(large.areaM2 * (1 + 1e-9));
        // What each limit reaches lies in its area and in the greater ones.
        const search = searchNearest(network, from);
        [small, middle, large].forEach(({ limitM }, i, all) => {
          const { edge, fromM, toM } = reachStretches(network, search, placesOnEdges(from), limitM);
          edge.forEach((e, k) => {
            for (const m of [fromM[k], (fromM[k] + toM[k]) / 2, toM[k]])
              for (const { geometry } of all.slice(i))
                expect(booleanPointInPolygon(positionAt(network, e, m), geometry)).toBe(true);
          });
        });
      }),
      { numRuns: 40 }
    );
  });

  it('gives nothing where nothing is reached, and once more for the same limit', () => {
    const network = buildNetwork(linesOf(gridOf(2, 100)));
    const none = joinPoints(network, pointsOf([[5000, 5000] as XY]));
    expect(serviceAreas(network, none, [300])).toEqual([
      { limitM: 300, geometry: { type: 'MultiPolygon', coordinates: [] }, areaM2: 0 }
    ]);
    expect(serviceAreas(network, none, [])).toEqual([]);
  });
});
