import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceM } from '../../src/lib/geometry/metric.ts';
import type { Points } from '../../src/lib/geometry/shapes.ts';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { groupByEdge } from '../../src/lib/network/by-edge.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import { findNearest } from '../../src/lib/network/k-nearest.ts';
import type { Joins } from '../../src/lib/network/network.ts';
import { findRoute } from '../../src/lib/network/route.ts';
import { distancesToPoints, searchNearest } from '../../src/lib/network/search.ts';
import { createReach } from '../../src/lib/network/within.ts';
import { randomLines, randomPlaces } from './random-town.ts';
import { bruteForce, gridOf, linesOf, pointsOf, type XY } from './towns.ts';

const town = fc.tuple(randomLines, randomPlaces(5), randomPlaces(8));

/** Whether point i met the network at a vertex of just its own coordinates. */
function onVertex(network: ReturnType<typeof buildNetwork>, joins: Joins, i: number, at: Points): boolean {
  const edge = joins.edge[i];
  if (edge < 0) return false;
  for (let p = network.edgeFirstPoint[edge]; p < network.edgeFirstPoint[edge + 1]; p++)
    if (
      network.pointAlongM[p] === joins.alongM[i] &&
      network.pointLon[p] === at.lon[i] &&
      network.pointLat[p] === at.lat[i]
    )
      return joins.mainEdge[i] < 0;
  return false;
}

/** The nearest, of equally near ones the first. */
function least(row: number[]): [number, number] {
  const best = Math.min(...row);
  return best === Infinity ? [Infinity, -1] : [best, row.indexOf(best)];
}

function column(matrix: number[][], j: number): number[] {
  return matrix.map((row) => row[j]);
}

function nearest(network: ReturnType<typeof buildNetwork>, from: Joins, to: Joins, limitM = Infinity) {
  return distancesToPoints(network, searchNearest(network, from, limitM), from, to);
}

describe('on a perfect grid', () => {
  const network = buildNetwork(linesOf(gridOf(10, 100)), 0);

  it('a walk is the sum of the blocks, both ways to the street counted', () => {
    fc.assert(
      fc.property(randomWalk(), ([a, b]) => {
        const from = joinPoints(network, pointsOf([a.door]));
        const to = joinPoints(network, pointsOf([b.door]));
        expect(from.offM[0]).toBeCloseTo(a.offM, 2);
        const expected = a.offM + manhattan(a.street, b.street) + b.offM;
        expect(nearest(network, from, to).distanceM[0]).toBeCloseTo(expected, 1);
        expect(nearest(network, to, from).distanceM[0]).toBe(nearest(network, from, to).distanceM[0]);
        const route = findRoute(network, from, to)!;
        expect(route.joinFromM + route.distanceM + route.joinToM).toBe(
          nearest(network, from, to).distanceM[0]
        );
      }),
      { numRuns: 150 }
    );
  });

  /** A door up to 40 m off a street, and the point of the street before it. */
  function randomDoor() {
    return fc
      .record({
        street: fc.integer({ min: 0, max: 10 }),
        along: fc.integer({ min: 45, max: 955 }).filter((m) => m % 100 >= 45 && m % 100 <= 55),
        offM: fc.integer({ min: -40, max: 40 }),
        upright: fc.boolean()
      })
      .map(({ street, along, offM, upright }) => {
        const on = (x: number, y: number): XY => (upright ? [x, y] : [y, x]);
        return {
          street: on(street * 100, along),
          door: on(street * 100 + offM, along),
          offM: Math.abs(offM),
          upright
        };
      });
  }

  function randomWalk() {
    return fc.tuple(randomDoor(), randomDoor());
  }

  /** Along the streets: by blocks, but between two points in like streets by way of a corner. */
  function manhattan([ax, ay]: XY, [bx, by]: XY): number {
    const sameWay = (p: number, q: number, s: number, t: number): number =>
      // p and q on different streets of one direction, s and t along them: round the nearer corner of the block.
      p !== q && Math.floor(s / 100) === Math.floor(t / 100)
        ? Math.abs(p - q) + Math.min((s % 100) + (t % 100), 200 - (s % 100) - (t % 100))
        : Math.abs(p - q) + Math.abs(s - t);
    const aUpright = ax % 100 === 0;
    const bUpright = bx % 100 === 0;
    if (aUpright && bUpright) return sameWay(ax, bx, ay, by);
    if (!aUpright && !bUpright) return sameWay(ay, by, ax, bx);
    return Math.abs(ax - bx) + Math.abs(ay - by);
  }
});

describe('searchNearest and distancesToPoints', () => {
  it('equal all-pairs walks, and ties go to the first', () => {
    fc.assert(
      fc.property(town, ([paths, sources, places]) => {
        const network = buildNetwork(linesOf(paths));
        const from = joinPoints(network, pointsOf(sources), 60);
        const to = joinPoints(network, pointsOf(places), 60);
        const found = nearest(network, from, to);
        const all = bruteForce(network, from, to);
        places.forEach((_, j) =>
          expect([found.distanceM[j], found.source[j]]).toEqual(least(column(all, j)))
        );
      }),
      { numRuns: 150 }
    );
  });

  it('equal walks over the lines as they were given, vertex by vertex', () => {
    fc.assert(
      fc.property(randomLines, (paths) => {
        const names = [...new Set(paths.flat().map(String))];
        const places = names.map((name) => name.split(',').map(Number) as XY);
        const at = pointsOf(places);
        const d = names.map((_, a) => names.map((_, b) => (a === b ? 0 : Infinity)));
        for (const path of paths)
          for (let k = 1; k < path.length; k++) {
            const [a, b] = [names.indexOf(`${path[k - 1]}`), names.indexOf(`${path[k]}`)];
            const metres = distanceM(at.lon[a], at.lat[a], at.lon[b], at.lat[b]);
            d[a][b] = d[b][a] = Math.min(d[a][b], Math.round(metres * 1024) / 1024);
          }
        for (let k = 0; k < names.length; k++)
          for (let a = 0; a < names.length; a++)
            for (let b = 0; b < names.length; b++) d[a][b] = Math.min(d[a][b], d[a][k] + d[k][b]);
        const network = buildNetwork(linesOf(paths), 0);
        const joins = joinPoints(network, at);
        const found = findNearest(network, joins, joins, names.length);
        names.forEach((_, a) => {
          // Where lines cross without a vertex, a point of the one may lie on the other: then nothing is claimed.
          if (!onVertex(network, joins, a, at)) return;
          names.forEach((_, b) => {
            if (!onVertex(network, joins, b, at)) return;
            const row = found.source.subarray(a * names.length, (a + 1) * names.length);
            const rank = row.indexOf(b);
            expect(rank < 0 ? Infinity : found.distanceM[a * names.length + rank]).toBe(d[a][b]);
          });
        });
      })
    );
  });

  it('stop at a limit, and lose nothing within it', () => {
    fc.assert(
      fc.property(town, fc.integer({ min: 0, max: 400 }), ([paths, sources, places], limitM) => {
        const network = buildNetwork(linesOf(paths));
        const from = joinPoints(network, pointsOf(sources));
        const to = joinPoints(network, pointsOf(places));
        const full = nearest(network, from, to);
        const cut = nearest(network, from, to, limitM);
        places.forEach((_, j) => {
          const within = full.distanceM[j] <= limitM;
          expect(cut.distanceM[j]).toBe(within ? full.distanceM[j] : Infinity);
          expect(cut.source[j]).toBe(within ? full.source[j] : -1);
        });
      })
    );
  });

  it('never grow by one more source, and come back when it goes', () => {
    fc.assert(
      fc.property(town, ([paths, sources, places]) => {
        const network = buildNetwork(linesOf(paths));
        const to = joinPoints(network, pointsOf(places));
        const fewer = nearest(network, joinPoints(network, pointsOf(sources.slice(1))), to);
        const more = nearest(network, joinPoints(network, pointsOf([...sources.slice(1), sources[0]])), to);
        places.forEach((_, j) => expect(more.distanceM[j]).toBeLessThanOrEqual(fewer.distanceM[j]));
        expect(nearest(network, joinPoints(network, pointsOf(sources.slice(1))), to)).toEqual(fewer);
      })
    );
  });

  it('do not depend on the order of lines', () => {
    fc.assert(
      fc.property(town, ([paths, sources, places]) => {
        const there = buildNetwork(linesOf(paths));
        const back = buildNetwork(linesOf([...paths].reverse().map((path) => [...path].reverse())));
        const walk = (network: typeof there) =>
          nearest(network, joinPoints(network, pointsOf(sources)), joinPoints(network, pointsOf(places)));
        expect(walk(back)).toEqual(walk(there));
      })
    );
  });

  it('obey the triangle inequality, and are no shorter than the straight line', () => {
    fc.assert(
      fc.property(town, ([paths, sources, places]) => {
        const network = buildNetwork(linesOf(paths));
        const all = pointsOf([...sources, ...places]);
        const joins = joinPoints(network, all);
        const one = (i: number): Joins =>
          joinPoints(network, { lon: all.lon.subarray(i, i + 1), lat: all.lat.subarray(i, i + 1) });
        const d = Array.from(all.lon, (_, i) => nearest(network, one(i), joins).distanceM);
        d.forEach((row, a) =>
          row.forEach((ab, b) => {
            expect(d[b][a]).toBe(ab);
            const straight = distanceM(all.lon[a], all.lat[a], all.lon[b], all.lat[b]);
            // Each of at most 40 lengths was rounded by half of 1/1024 m.
            if (joins.edge[a] >= 0 && a !== b)
              expect(ab).toBeGreaterThanOrEqual(straight - 40 / 2048 - 1e-6 * straight);
            // The middle point is walked to and from: its own way to the street is no part of the whole.
            row.forEach((_, c) => expect(d[a][c]).toBeLessThanOrEqual(ab + d[b][c]));
          })
        );
      })
    );
  });

  it('walk straight along an edge that both points share, or round it where that is shorter', () => {
    const ring: XY[] = [
      [0, 0],
      [300, 0],
      [300, 300],
      [0, 300],
      [0, 0]
    ];
    const network = buildNetwork(linesOf([ring]));
    expect(network.figures.edges).toBe(1);
    const walk = (a: XY, b: XY): number =>
      nearest(network, joinPoints(network, pointsOf([a])), joinPoints(network, pointsOf([b]))).distanceM[0];
    expect(walk([100, 10], [250, -20])).toBeCloseTo(10 + 150 + 20, 1);
    expect(walk([10, 0], [0, 290])).toBeCloseTo(10 + 290, 1);
    expect(walk([290, 300], [0, 280])).toBeCloseTo(310, 1);
    expect(walk([100, 0], [0, 100])).toBeCloseTo(200, 1);
  });
});

describe('islands and limits of joining', () => {
  const streets = [
    ...gridOf(20, 100),
    [
      [40, 31],
      [60, 31]
    ] as XY[]
  ];
  const network = buildNetwork(linesOf(streets));

  it('offer the main piece beside an island', () => {
    expect(network.figures.components).toBe(2);
    const joins = joinPoints(
      network,
      pointsOf([
        [50, 35],
        [50, 10]
      ])
    );
    expect(network.nodePiece[network.edgeFrom[joins.edge[0]]]).toBe(1);
    expect(network.nodePiece[network.edgeFrom[joins.mainEdge[0]]]).toBe(0);
    expect([joins.offM[0], joins.mainOffM[0]].map(Math.round)).toEqual([4, 35]);
    expect(joins.mainEdge[1]).toBe(-1);
    const school = joinPoints(network, pointsOf([[250, -10]]));
    expect(nearest(network, school, joins).distanceM[0]).toBeCloseTo(10 + 200 + 35, 1);
    expect(nearest(network, joins, school).source[0]).toBe(1);
    // A neighbour on the island is reached over the island.
    const neighbour = joinPoints(network, pointsOf([[58, 33]]));
    expect(nearest(network, neighbour, joins).distanceM[0]).toBeCloseTo(2 + 8 + 4, 1);
  });

  it('leave unconnected what is too far off, or nowhere', () => {
    const joins = joinPoints(
      network,
      pointsOf([
        [-299, 0],
        [-301, 0],
        [NaN, 0]
      ])
    );
    expect([...joins.edge].map((edge) => edge >= 0)).toEqual([true, false, false]);
    expect(joins.offM[0]).toBeCloseTo(299, 1);
    expect(joinPoints(network, pointsOf([[-301, 0]]), 302).edge[0]).toBeGreaterThanOrEqual(0);
    const found = nearest(network, joins, joins);
    expect([...found.source]).toEqual([0, -1, -1]);
    expect(found.distanceM[1]).toBe(Infinity);
    expect(joinPoints(buildNetwork(linesOf([])), pointsOf([[0, 0]])).edge[0]).toBe(-1);
  });

  it('join to the nearest of all segments', () => {
    fc.assert(
      fc.property(randomLines, randomPlaces(10), (paths, places) => {
        const net = buildNetwork(linesOf(paths));
        const joins = joinPoints(net, pointsOf(places));
        const stretches = paths.flatMap((path) => path.slice(1).map((b, k): [XY, XY] => [path[k], b]));
        places.forEach(([x, y], i) => {
          const off = stretches.reduce((least, [[ax, ay], [bx, by]]) => {
            const length2 = (bx - ax) ** 2 + (by - ay) ** 2;
            if (length2 === 0) return least;
            const t = Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length2));
            return Math.min(least, Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)));
          }, Infinity);
          if (joins.edge[i] < 0) expect(off).toBeGreaterThan(299.9);
          else expect(Math.abs(joins.offM[i] - off)).toBeLessThan(0.002);
        });
      })
    );
  });
});

describe('createReach', () => {
  it('reaches what a search from that point alone reaches, call after call', () => {
    fc.assert(
      fc.property(town, fc.integer({ min: 0, max: 500 }), ([paths, sources, places], limitM) => {
        const network = buildNetwork(linesOf(paths));
        const from = joinPoints(network, pointsOf(sources), 60);
        const to = joinPoints(network, pointsOf(places), 60);
        const targets = groupByEdge(network, to);
        const reach = createReach(network);
        const all = bruteForce(network, from, to);
        sources.forEach((_, i) => {
          const { point, distanceM } = reach(from, i, limitM, targets);
          const expected = all[i].map((d, j) => [j, d]).filter(([, d]) => d <= limitM);
          expect([...point].map((p, k) => [p, distanceM[k]])).toEqual(expected);
        });
      })
    );
  });
});

describe('findNearest', () => {
  it('ranks as all-pairs walks do', () => {
    fc.assert(
      fc.property(town, fc.integer({ min: 1, max: 4 }), ([paths, sources, places], k) => {
        const network = buildNetwork(linesOf(paths));
        const from = joinPoints(network, pointsOf(sources), 60);
        const to = joinPoints(network, pointsOf(places), 60);
        const found = findNearest(network, from, to, k);
        const all = bruteForce(network, from, to);
        places.forEach((_, j) => {
          const ranked = column(all, j)
            .map((d, s) => [d, s])
            .filter(([d]) => d < Infinity)
            .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
          for (let r = 0; r < k; r++)
            expect([found.distanceM[j * k + r], found.source[j * k + r]]).toEqual(
              ranked[r] ?? [Infinity, -1]
            );
        });
      }),
      { numRuns: 80 }
    );
    expect(() => findNearest(buildNetwork(linesOf([])), ...twoNone(), 0)).toThrow('expected k');
  });

  function twoNone(): [Joins, Joins] {
    const none = joinPoints(buildNetwork(linesOf([])), pointsOf([]));
    return [none, none];
  }
});

describe('findRoute', () => {
  it('is as long as the shortest walk, and its line is as long as it says', () => {
    fc.assert(
      fc.property(town, ([paths, sources, places]) => {
        const network = buildNetwork(linesOf(paths));
        const from = joinPoints(network, pointsOf(sources), 60);
        const to = joinPoints(network, pointsOf(places), 60);
        const all = bruteForce(network, from, to);
        sources.forEach((_, i) =>
          places.forEach((_, j) => {
            const route = findRoute(network, from, to, i, j);
            if (route === null) return expect(all[i][j]).toBe(Infinity);
            expect(route.joinFromM + route.distanceM + route.joinToM).toBe(all[i][j]);
            let drawn = 0;
            route.path.forEach(
              ([x, y], k, path) => (drawn += k ? distanceM(path[k - 1][0], path[k - 1][1], x, y) : 0)
            );
            expect(Math.abs(drawn - route.distanceM)).toBeLessThan(0.05);
            expect([from.edge[i], from.mainEdge[i]]).toContain(route.edges[0]);
            expect([to.edge[j], to.mainEdge[j]]).toContain(route.edges[route.edges.length - 1]);
          })
        );
      }),
      { numRuns: 80 }
    );
  });
});
