import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceM } from '../../src/lib/geometry/metric.ts';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { findBreaks, NEAR_MISS_M } from '../../src/lib/network/find-breaks.ts';
import { mendLines } from '../../src/lib/network/mend-lines.ts';
import type { Network } from '../../src/lib/network/network.ts';
import { createWallFinder } from '../../src/lib/network/walls.ts';
import { linesOf, pointsOf, type XY } from './towns.ts';
import { bruteForce } from './towns.ts';
import { joinPoints } from '../../src/lib/network/join.ts';

const build = (paths: XY[][]): Network => buildNetwork(linesOf(paths));
const at = (x: number, y: number): [number, number] => {
  const { lon, lat } = pointsOf([[x, y]]);
  return [lon[0], lat[0]];
};

describe('dead ends before a way', () => {
  test('two streets with a gap of 6 m: one break, both sides on different pieces', () => {
    const network = build([
      [
        [0, 0],
        [100, 0]
      ],
      [
        [106, 0],
        [200, 0]
      ]
    ]);
    const { breaks, deadEnds, crossings } = findBreaks(network, null);
    expect(deadEnds).toBe(4);
    expect(crossings).toBe(0);
    expect(breaks).toHaveLength(1);
    const [only] = breaks;
    expect(only.kind).toBe('dead_end');
    expect(only.gapM).toBeCloseTo(6, 2);
    expect(only.walkM).toBe(Infinity);
    expect(only.pieceM).toBeCloseTo(94, 1);
    expect([only.from, only.to].sort()).toEqual([at(100, 0), at(106, 0)].sort());
  });

  test('a gap of 10 m or more is a gap', () => {
    const gap = (metres: number): number =>
      findBreaks(
        build([
          [
            [0, 0],
            [100, 0]
          ],
          [
            [100 + metres, -50],
            [100 + metres, 50]
          ]
        ]),
        null
      ).breaks.length;
    expect(gap(9.9)).toBe(1);
    expect(gap(10.1)).toBe(0);
  });

  test('a comb: teeth that end 4 m before the street opposite save the walk round', () => {
    const teeth = [50, 100, 150, 200].map((x): XY[] => [
      [x, 0],
      [x, 96]
    ]);
    const network = build([
      [
        [0, 0],
        [50, 0],
        [100, 0],
        [150, 0],
        [200, 0]
      ],
      [
        [0, 0],
        [0, 100],
        [250, 100]
      ],
      ...teeth
    ]);
    const { breaks } = findBreaks(network, null);
    expect(breaks.map(({ kind }) => kind)).toEqual(Array(4).fill('dead_end'));
    expect(breaks.map(({ gapM }) => Math.round(gapM))).toEqual([4, 4, 4, 4]);
    // From the end of the tooth at x down to the street, west to 0, up and east again: 96 + x + 100 + x.
    expect(breaks.map(({ walkM }) => Math.round(walkM))).toEqual([596, 496, 396, 296]);
  });

  test('a stub that ends beside its own street is no break', () => {
    const { breaks, deadEnds } = findBreaks(
      build([
        [
          [0, 0],
          [100, 0],
          [200, 0]
        ],
        [
          [100, 0],
          [105, 5]
        ]
      ]),
      null
    );
    expect(deadEnds).toBe(3);
    expect(breaks).toEqual([]);
  });
});

describe('ways that cross', () => {
  const cross: XY[][] = [
    [
      [-80, 0],
      [80, 0]
    ],
    [
      [0, -80],
      [0, 80]
    ]
  ];

  test('without a common vertex they are a break; on a bridge, or with a vertex, they are none', () => {
    const { breaks, crossings } = findBreaks(build(cross), null);
    expect(crossings).toBe(1);
    expect(breaks.map(({ kind, gapM, walkM }) => [kind, gapM, walkM])).toEqual([['crossing', 0, Infinity]]);
    expect(findBreaks(build(cross), Int8Array.of(0, 1)).crossings).toBe(0);
    expect(findBreaks(build(cross), null, false).breaks).toEqual([]);
    const joined: XY[][] = [
      [
        [-80, 0],
        [0, 0],
        [80, 0]
      ],
      [
        [0, -80],
        [0, 0],
        [0, 80]
      ]
    ];
    expect(findBreaks(build(joined), null)).toMatchObject({ breaks: [], crossings: 0 });
  });

  test('a dead end below a bridge is not before it', () => {
    const paths: XY[][] = [
      [
        [0, 0],
        [0, 95]
      ],
      [
        [-80, 100],
        [80, 100]
      ]
    ];
    expect(findBreaks(build(paths), Int8Array.of(0, 0)).breaks).toHaveLength(1);
    expect(findBreaks(build(paths), Int8Array.of(0, 1)).breaks).toEqual([]);
  });
});

test('pieces that pass each other within 10 m, with no dead end there', () => {
  const ring = (x: number): XY[] => [
    [x, 0],
    [x + 100, 0],
    [x + 100, 100],
    [x, 100],
    [x, 0]
  ];
  const { breaks, deadEnds } = findBreaks(build([ring(0), ring(107)]), null);
  expect(deadEnds).toBe(0);
  expect(breaks.map(({ kind, walkM, gapM }) => [kind, walkM, Math.round(gapM)])).toEqual([
    ['piece', Infinity, 7]
  ]);
});

test('what is behind a wall comes last and says so; a way that ends at a gate is not behind it', () => {
  const street: XY[] = [
    [-300, 0],
    [300, 0]
  ];
  const lane = (x: number, y: number): XY[] => [
    [x, y],
    [x, y + 80]
  ];
  const network = build([street, lane(-100, 8), lane(0, 3), lane(100, 6)]);
  const wall = (y: number, from: number, to: number): XY[] => [
    [from, y],
    [to, y],
    [to, y + 100],
    [from, y + 100],
    [from, y]
  ];
  const outlines = linesOf([wall(6, 50, 150), wall(1, -50, 50)]);
  const { breaks } = findBreaks(network, null, true, { ...outlines, kind: ['rail', 'estate'] });
  expect(breaks.map(({ gapM, behind }) => [Math.round(gapM), behind])).toEqual([
    [6, null],
    [8, null],
    [3, 'estate']
  ]);
  expect(findBreaks(network, null).breaks.map(({ gapM }) => Math.round(gapM))).toEqual([3, 6, 8]);
});

test('a line runs across a wall where both change sides, by trying every segment', () => {
  const whole = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }));
  const sideOf = (a: XY, b: XY, c: XY): number =>
    Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  fc.assert(
    fc.property(
      fc.array(fc.array(whole, { minLength: 2, maxLength: 5 }), { maxLength: 6 }),
      whole,
      whole,
      (paths, from, to) => {
        const first = Uint32Array.from([0, ...paths.map((_, i) => paths.slice(0, i + 1).flat().length)]);
        const kinds = ['estate', 'water', 'rail'] as const;
        const found = createWallFinder({
          lon: Float64Array.from(paths.flat(), ([x]) => x),
          lat: Float64Array.from(paths.flat(), ([, y]) => y),
          ...{ first, kind: paths.map((_, i) => kinds[i % 3]) }
        })(from, to);
        const expected = paths.findIndex((path) =>
          path.some(
            (a, k) =>
              k + 1 < path.length &&
              sideOf(from, to, a) * sideOf(from, to, path[k + 1]) < 0 &&
              sideOf(a, path[k + 1], from) * sideOf(a, path[k + 1], to) < 0
          )
        );
        expect(found).toBe(expected < 0 ? null : kinds[expected % 3]);
      }
    )
  );
});

const place = fc.tuple(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 120 }));
const randomPaths = fc.array(fc.array(place, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 7 });

/** Metres between a position and a segment, by trying 4,001 places along it. */
function plainGap(lon: number, lat: number, a: [number, number], b: [number, number]): number {
  let least = Infinity;
  for (let k = 0; k <= 4000; k++) {
    const t = k / 4000;
    least = Math.min(least, distanceM(lon, lat, a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])));
  }
  return least;
}

test('near misses of dead ends are those that trying every segment finds', () => {
  fc.assert(
    fc.property(randomPaths, (paths) => {
      const network = build(paths);
      const { breaks } = findBreaks(network, null);
      const listed = breaks.filter(({ kind }) => kind === 'dead_end');
      const { firstArc, arcEdge, nodeLon, nodeLat, edgeFirstPoint, pointLon, pointLat } = network;
      for (let node = 0; node + 1 < firstArc.length; node++) {
        if (firstArc[node + 1] - firstArc[node] !== 1) continue;
        const own = arcEdge[firstArc[node]];
        const here: [number, number] = [nodeLon[node], nodeLat[node]];
        let apart = Infinity;
        for (let e = 0; e < network.edgeFrom.length; e++) {
          if (e === own || network.nodePiece[network.edgeFrom[e]] === network.nodePiece[node]) continue;
          for (let p = edgeFirstPoint[e]; p + 1 < edgeFirstPoint[e + 1]; p++)
            apart = Math.min(
              apart,
              plainGap(...here, [pointLon[p], pointLat[p]], [pointLon[p + 1], pointLat[p + 1]])
            );
        }
        const mine = listed.filter(({ from, to }) =>
          [from, to].some(([lon, lat]) => lon === here[0] && lat === here[1])
        );
        // Another piece within reach is always worth joining; a way of the same piece may be nearer, and then counts.
        if (apart < NEAR_MISS_M - 0.05) expect(mine.length).toBeGreaterThan(0);
        for (const each of mine)
          if (each.walkM === Infinity && each.from[0] === here[0] && each.from[1] === here[1])
            expect(Math.abs(each.gapM - apart)).toBeLessThan(0.1);
      }
      for (const each of listed.filter(({ walkM }) => walkM < 2000)) {
        const ends = {
          lon: Float64Array.of(each.from[0], each.to[0]),
          lat: Float64Array.of(each.from[1], each.to[1])
        };
        const joins = joinPoints(network, ends);
        const [[, walk]] = bruteForce(network, joins, joins);
        expect(each.walkM).toBeGreaterThanOrEqual(5 * each.gapM);
        expect(Math.abs(walk - each.walkM)).toBeLessThan(0.1);
      }
    }),
    { numRuns: 150 }
  );
}, 60_000);

test('mends make every break go, crossings and gaps alike', () => {
  fc.assert(
    fc.property(randomPaths, (paths) => {
      let lines = linesOf(paths);
      for (let round = 0; ; round++) {
        const { breaks } = findBreaks(buildNetwork(lines), null);
        if (breaks.length === 0) break;
        expect(round).toBeLessThan(60);
        const mended = mendLines(lines, breaks.slice(0, 1), 0.5);
        expect(mended.lost).toEqual([]);
        lines = mended.lines;
      }
    }),
    { numRuns: 60 }
  );
}, 60_000);
