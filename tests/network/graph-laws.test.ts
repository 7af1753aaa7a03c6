import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceM } from '../../src/lib/geometry/metric.ts';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import { meetNetwork, nearestWayM } from '../../src/lib/network/meet.ts';
import type { Joins, Network } from '../../src/lib/network/network.ts';
import { distancesToPoints, searchNearest } from '../../src/lib/network/search.ts';
import { FARTHEST, TICKS_PER_M } from '../../src/lib/network/ticks.ts';
import { randomLines, randomPlaces } from './random-town.ts';
import { gridOf, linesOf, pointsOf, type XY } from './towns.ts';

const POINT = { lon: 116.4, lat: 0 };

/** The same streets, every segment a line of its own. */
const cutUp = (paths: XY[][]): XY[][] =>
  paths.flatMap((path) => path.slice(1).map((place, k): XY[] => [path[k], place]));

/** Walks from the first place to all, in metres, islands tried as the method says. */
function walks(network: Network, from: XY, to: XY[]): number[] {
  const sources = joinPoints(network, pointsOf([from]));
  const targets = joinPoints(network, pointsOf(to));
  return [...distancesToPoints(network, searchNearest(network, sources), sources, targets).distanceM];
}

/** Joins at vertices of the network itself: where lines lie on each other, the nearest edge need not be that of the vertex. */
function joinsAt(network: Network, places: XY[]): Joins {
  const { edgeFirstPoint, pointLon, pointLat, pointAlongM } = network;
  const at = new Map<string, [edge: number, alongM: number]>();
  for (let e = 0; e < network.edgeFrom.length; e++)
    for (let p = edgeFirstPoint[e]; p < edgeFirstPoint[e + 1]; p++)
      at.set(`${pointLon[p]} ${pointLat[p]}`, [e, pointAlongM[p]]);
  const { lon, lat } = pointsOf(places);
  const found = Array.from(lon, (x, i) => at.get(`${x} ${lat[i]}`)!);
  const none = new Float64Array(places.length);
  return {
    edge: Int32Array.from(found, ([edge]) => edge),
    alongM: Float64Array.from(found, ([, alongM]) => alongM),
    offM: none,
    mainEdge: new Int32Array(places.length).fill(-1),
    mainAlongM: none,
    mainOffM: none
  };
}

/** Dijkstra over the vertices as they were given, unfolded, in whole ticks. */
function unfolded(paths: XY[][], from: XY): Map<string, number> {
  const around = new Map<string, Map<string, number>>();
  const lines = linesOf(paths);
  const flat = paths.flat();
  for (let i = 0; i + 1 < lines.first.length; i++)
    for (let k = lines.first[i]; k + 1 < lines.first[i + 1]; k++) {
      const [a, b] = [`${flat[k]}`, `${flat[k + 1]}`];
      if (a === b) continue;
      const m = distanceM(lines.lon[k], lines.lat[k], lines.lon[k + 1], lines.lat[k + 1]);
      const ticks = Math.round(m * TICKS_PER_M);
      for (const [x, y] of [
        [a, b],
        [b, a]
      ])
        around.set(x, (around.get(x) ?? new Map<string, number>()).set(y, ticks));
    }
  const found = new Map([[`${from}`, 0]]);
  const open = [...found.keys()];
  while (open.length > 0) {
    open.sort((a, b) => found.get(b)! - found.get(a)!);
    const at = open.pop()!;
    for (const [other, ticks] of around.get(at) ?? []) {
      const there = found.get(at)! + ticks;
      if (there >= (found.get(other) ?? Infinity)) continue;
      found.set(other, there);
      open.push(other);
    }
  }
  return found;
}

describe('a folded graph', () => {
  it('has at every vertex, inside chains too, the distance of its unfolded twin', () => {
    fc.assert(
      fc.property(randomLines, fc.nat(), (paths, pick) => {
        const network = buildNetwork(linesOf(paths), 0);
        fc.pre(network.edgeFrom.length > 0);
        const walked = paths.filter((path) => path.some((place) => `${place}` !== `${path[0]}`)).flat();
        const from = walked[pick % walked.length];
        const twin = unfolded(paths, from);
        const to = walked.filter((place) => twin.has(`${place}`));
        const [sources, targets] = [joinsAt(network, [from]), joinsAt(network, to)];
        const reached = distancesToPoints(network, searchNearest(network, sources), sources, targets);
        expect([...reached.distanceM]).toEqual(to.map((place) => twin.get(`${place}`)! / TICKS_PER_M));
      }),
      { numRuns: 300 }
    );
  });

  it('is the same to the bit, but for the lines it names, when lines are cut, turned, repeated and mixed', () => {
    fc.assert(
      fc.property(randomLines, fc.infiniteStream(fc.nat()), (paths, keys) => {
        const pieces = [...cutUp(paths), ...cutUp(paths).slice(0, 3)]
          .map((path) => ({
            path: keys.next().value % 2 ? [...path].reverse() : path,
            key: keys.next().value
          }))
          .sort((a, b) => a.key - b.key)
          .map(({ path }) => path);
        const { pointLine: _, ...plain } = buildNetwork(linesOf(paths), 0);
        const { pointLine: __, ...mixed } = buildNetwork(linesOf(pieces), 0);
        expect({ ...mixed, figures: { ...mixed.figures, segments: 0 } }).toEqual({
          ...plain,
          figures: { ...plain.figures, segments: 0 }
        });
      })
    );
  });

  it('walks parallel ways, a loop, a closed ring and two places inside one chain as they lie', () => {
    const ring: XY[] = [
      [0, 0],
      [100, 0],
      [100, 100],
      [0, 100],
      [0, 0]
    ];
    const [far] = walks(buildNetwork(linesOf([ring])), [10, 0], [[0, 10]]);
    expect(far).toBeCloseTo(20, 1);
    const [half] = walks(buildNetwork(linesOf([ring])), [50, 0], [[50, 100]]);
    expect(half).toBeCloseTo(200, 0);
    const loop: XY[] = [[-50, 0], ...ring];
    expect(walks(buildNetwork(linesOf([loop])), [-50, 0], [[0, 10]])[0]).toBeCloseTo(60, 0);
    const parallel: XY[][] = [
      [
        [0, 0],
        [200, 0]
      ],
      [
        [0, 0],
        [100, 80],
        [200, 0]
      ]
    ];
    const network = buildNetwork(linesOf(parallel));
    expect(network.figures).toMatchObject({ junctions: 1, edges: 1 });
    const ends: XY[][] = [
      ...parallel,
      [
        [0, 0],
        [-30, 0]
      ],
      [
        [200, 0],
        [230, 0]
      ]
    ];
    const joined = buildNetwork(linesOf(ends));
    expect(joined.figures).toMatchObject({ junctions: 4, edges: 4 });
    expect(walks(joined, [-30, 0], [[230, 0]])[0]).toBeCloseTo(260, 0);
  });
});

describe('malformed lines', () => {
  const figures = (paths: XY[][], weldM = 0) => buildNetwork(linesOf(paths), weldM).figures;

  it('of one vertex, of one place, or none at all leave no edge', () => {
    expect(
      figures([
        [],
        [[5, 5]],
        [
          [7, 7],
          [7, 7],
          [7, 7]
        ]
      ])
    ).toMatchObject({ segments: 0, edges: 0, junctions: 0 });
  });

  it('drawn twice, in part and backwards, count once', () => {
    const street: XY[] = [
      [0, 0],
      [50, 0],
      [90, 20]
    ];
    const once = figures([street]);
    expect({ ...figures([street, [...street].reverse(), street.slice(1)]), segments: 2 }).toEqual(once);
  });

  it('that cross without a vertex, as a bridge does, stay apart; with one they meet', () => {
    const under: XY[] = [
      [-50, 0],
      [50, 0]
    ];
    const over: XY[] = [
      [0, -50],
      [0, 50]
    ];
    expect(figures([under, over], 0.5)).toMatchObject({ components: 2, edges: 2 });
    expect(
      figures(
        [
          [under[0], [0, 0], under[1]],
          [over[0], [0, 0], over[1]]
        ],
        0.5
      )
    ).toMatchObject({
      components: 1,
      edges: 4
    });
  });

  it('500 km long are walked to the tick, and what is farther than any walk is not reached', () => {
    const at = (km: number): XY => [1000 * km, 0];
    const long = buildNetwork(
      linesOf([
        [at(0), at(500)],
        [at(500), at(1000)],
        [at(500), [500_000, 100]]
      ]),
      0
    );
    const straight = walks(long, at(0), [at(500), at(1000)]);
    expect(straight[0]).toBeCloseTo(500_000, -2);
    expect(straight[1]).toBeCloseTo(1_000_000, -2);
    const longer = buildNetwork(
      linesOf([
        [at(0), at(500)],
        [at(500), at(1000)],
        [at(1000), at(1100)],
        [at(500), [500_000, 100]],
        [at(1000), [1_000_000, 100]]
      ]),
      0
    );
    expect(1100 * 1000 * TICKS_PER_M).toBeGreaterThan(FARTHEST);
    expect(walks(longer, at(0), [at(1000), at(1100)])).toEqual([straight[1], Infinity]);
  });
});

describe('the nearest way', () => {
  /** Every segment looked at, as the index does. */
  const offs = (network: Network, lon: number, lat: number): number => {
    let least = Infinity;
    for (let e = 0; e < network.edgeFrom.length; e++) {
      const [from, to] = [network.edgeFirstPoint[e], network.edgeFirstPoint[e + 1]];
      const own: Network = {
        ...network,
        edgeFrom: network.edgeFrom.slice(e, e + 1),
        edgeTo: network.edgeTo.slice(e, e + 1),
        edgeLengthM: network.edgeLengthM.slice(e, e + 1),
        edgeFirstPoint: Uint32Array.of(0, to - from),
        pointLon: network.pointLon.slice(from, to),
        pointLat: network.pointLat.slice(from, to),
        pointAlongM: network.pointAlongM.slice(from, to)
      };
      least = Math.min(least, meetNetwork(own, lon, lat, Infinity, null).offM);
    }
    return least;
  };

  it('is found however far, with outliers that make the box of the network wide', () => {
    const outlier: XY[] = [
      [900_000, 400_000],
      [900_010, 400_000]
    ];
    fc.assert(
      fc.property(
        randomLines,
        randomPlaces(3),
        fc.constantFrom(1, 30, 3000),
        fc.boolean(),
        (paths, places, far, wide) => {
          const network = buildNetwork(linesOf(wide ? [...paths, outlier] : paths), 0);
          fc.pre(network.edgeFrom.length > 0);
          const points = pointsOf(places.map(([x, y]): XY => [far * x, far * y]));
          points.lon.forEach((lon, i) => {
            const least = offs(network, lon, points.lat[i]);
            expect(meetNetwork(network, lon, points.lat[i], Infinity, null).offM).toBe(least);
            const metres = nearestWayM(network, lon, points.lat[i]);
            if (least < 1000) expect(metres).toBe(least);
            else expect(Math.abs(metres / least - 1)).toBeLessThan(0.01);
          });
        }
      ),
      { numRuns: 150 }
    );
  });

  it('is Infinity away without a network, and for a position that is none', () => {
    expect(nearestWayM(buildNetwork(linesOf([])), POINT.lon, POINT.lat)).toBe(Infinity);
    const network = buildNetwork(linesOf(gridOf(1, 50)));
    for (const bad of [NaN, Infinity, 1e300]) {
      expect(nearestWayM(network, bad, 0)).toBe(Infinity);
      expect(nearestWayM(network, 116, bad)).toBe(Infinity);
    }
    expect(nearestWayM(network, POINT.lon, 1)).toBeCloseTo(110_574 - 50, -2);
  });
});
