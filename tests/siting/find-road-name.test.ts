import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPlane } from '../../src/lib/geometry/metric.ts';
import type { Lines } from '../../src/lib/geometry/shapes.ts';
import { createRoadNameFinder } from '../../src/lib/siting/find-road-name.ts';

const plane = createPlane(117.2, 39.1);

/** A road: its name and its corners in metres around 117.2° E, 39.1° N. */
type Road = [name: string, ...corners: [number, number][]];

function finderOf(roads: Road[]): (x: number, y: number) => string {
  const corners = roads.map(([, ...line]) => line as [number, number][]);
  const first = new Uint32Array(roads.length + 1);
  corners.forEach((line, i) => (first[i + 1] = first[i] + line.length));
  const lines: Lines = {
    first,
    lon: Float64Array.from(corners.flat(), ([x]) => plane.lon(x)),
    lat: Float64Array.from(corners.flat(), ([, y]) => plane.lat(y))
  };
  const find = createRoadNameFinder(
    lines,
    roads.map(([name]) => name)
  );
  return (x, y) => find(plane.lon(x), plane.lat(y));
}

const TOWN: Road[] = [
  ['东直门北小街', [0, 0], [0, 500]],
  ['安定门东滨河路', [0, 500], [300, 510], [600, 500]],
  ['', [0, 250], [200, 250]],
  ['  ', [200, 250], [200, 500]],
  // Two names for one stretch, as where two sources overlap.
  ['二环路', [0, 500], [300, 510]]
];

describe('createRoadNameFinder', () => {
  it('gives the nearest road that has a name, beside its middle as well as its corners', () => {
    const find = finderOf(TOWN);
    expect(find(20, 240)).toBe('东直门北小街');
    expect(find(180, 251)).toBe('东直门北小街');
    expect(find(195, 480)).toBe('二环路');
    expect(find(450, 505)).toBe('安定门东滨河路');
    expect(find(620, 500)).toBe('安定门东滨河路');
  });

  it('gives none beyond 300 m, and none where no road has a name', () => {
    const find = finderOf(TOWN);
    expect(find(-299, 100)).toBe('东直门北小街');
    expect(find(-302, 100)).toBe('');
    expect(finderOf(TOWN.slice(2, 4))(100, 250)).toBe('');
    expect(finderOf([])(0, 0)).toBe('');
  });

  it('is the least of all distances, by trying every segment', () => {
    const spot = fc.tuple(fc.integer({ min: -400, max: 400 }), fc.integer({ min: -400, max: 400 }));
    const road = fc.array(spot, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(road, { minLength: 1, maxLength: 6 }), spot, (corners, [x, y]) => {
        const roads = corners.map((line, i): Road => [`路${i}`, ...line]);
        const offs = corners.map((line) =>
          // Along each segment in steps of a thousandth: at most 1.2 m from one to the next.
          Math.min(
            ...line.slice(1).flatMap(([bx, by], k) =>
              Array.from({ length: 1001 }, (_, s) => {
                const [ax, ay] = line[k];
                return Math.hypot(ax + ((bx - ax) * s) / 1000 - x, ay + ((by - ay) * s) / 1000 - y);
              })
            )
          )
        );
        const found = finderOf(roads)(x, y);
        if (found === '') expect(Math.min(...offs)).toBeGreaterThan(298);
        else expect(offs[Number(found.slice(1))]).toBeLessThan(Math.min(...offs) + 2);
      }),
      { numRuns: 200 }
    );
  });

  it('does not depend on the order or the direction of roads', () => {
    const spots = Array.from({ length: 400 }, (_, i) => [(i % 20) * 33 - 20, Math.floor(i / 20) * 28 - 10]);
    const answers = (roads: Road[]) => {
      const find = finderOf(roads);
      return spots.map(([x, y]) => find(x, y));
    };
    const expected = answers(TOWN);
    expect(new Set(expected).size).toBeGreaterThan(3);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(TOWN, { minLength: TOWN.length }),
        fc.infiniteStream(fc.boolean()),
        (roads, turns) => {
          const turned = roads.map(([name, ...line]): Road => [
            name,
            ...(turns.next().value ? line.toReversed() : line)
          ]);
          expect(answers(turned)).toEqual(expected);
        }
      ),
      { numRuns: 30 }
    );
  });
});
