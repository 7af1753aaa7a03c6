import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { findBreaks } from '../../src/lib/network/find-breaks.ts';
import { mendLines, sameMend, type Mend } from '../../src/lib/network/mend-lines.ts';
import { randomLines } from './random-town.ts';
import { linesOf, pointsOf, type XY } from './towns.ts';

const at = (x: number, y: number): [number, number] => {
  const { lon, lat } = pointsOf([[x, y]]);
  return [lon[0], lat[0]];
};
/** All of a network but which line each stretch came from. */
const shapeOf = (lines: ReturnType<typeof linesOf>, weldM: number) => {
  const { pointLine: _, figures, ...columns } = buildNetwork(lines, weldM);
  const { vertices: __, segments: ___, ...counted } = figures;
  return { ...columns, counted };
};

test('a mended gap is the network drawn joined in the first place, to the bit', () => {
  const broken: XY[][] = [
    [
      [0, 0],
      [100, 0]
    ],
    [
      [106, -80],
      [106, 80]
    ]
  ];
  const joined: XY[][] = [
    [
      [0, 0],
      [100, 0],
      [106, 0]
    ],
    [
      [106, -80],
      [106, 0],
      [106, 80]
    ]
  ];
  for (const weldM of [0, 0.5]) {
    const mends: Mend[] = [{ from: at(100, 0), to: at(106, 0) }];
    const { lines, lost, line, vertex } = mendLines(linesOf(broken), mends, weldM);
    expect(lost).toEqual([]);
    expect(Array.from(line)).toEqual([0, 1, -1]);
    expect(Array.from(vertex)).toEqual([0, 1, 2, -1, 3, -1, -1]);
    expect(shapeOf(lines, weldM)).toEqual(shapeOf(linesOf(joined), weldM));
  }
});

test('a mended crossing is the network drawn with a vertex there, to the bit', () => {
  const broken: XY[][] = [
    [
      [-80, 0],
      [80, 0]
    ],
    [
      [0, -80],
      [0, 80]
    ]
  ];
  const joined: XY[][] = broken.map(([a, b]) => [a, [0, 0], b]);
  const mends: Mend[] = [{ from: at(0, 0), to: at(0, 0) }];
  const { lines, lost } = mendLines(linesOf(broken), mends, 0);
  expect(lost).toEqual([]);
  expect(shapeOf(lines, 0)).toEqual(shapeOf(linesOf(joined), 0));
});

test('without mends nothing changes, and a mend that no way passes is told and changes nothing', () => {
  fc.assert(
    fc.property(randomLines, (paths) => {
      const lines = linesOf(paths);
      expect(mendLines(lines, [], 0.5).lines).toBe(lines);
      const gone = mendLines(lines, [{ from: at(-500, -500), to: at(-505, -500) }], 0.5);
      expect(gone.lost).toEqual([0]);
      expect(gone.lines).toEqual(lines);
    }),
    { numRuns: 100 }
  );
});

test('all mends at once or one after the other leave the same pieces', () => {
  fc.assert(
    fc.property(randomLines, (paths) => {
      const lines = linesOf(paths);
      const mends = findBreaks(buildNetwork(lines), null).breaks;
      const once = mendLines(lines, mends, 0.5).lines;
      let step = lines;
      for (const mend of mends) step = mendLines(step, [mend], 0.5).lines;
      const [a, b] = [buildNetwork(once).figures, buildNetwork(step).figures];
      // A place within half a metre of a vertex may be welded to it or not, so nodes and edges may differ by one.
      expect(a.components).toBe(b.components);
      expect(Math.abs(a.lengthM - b.lengthM)).toBeLessThan(0.6 * a.edges);
    }),
    { numRuns: 300 }
  );
});

test('a mend is the same either way round and to half a metre', () => {
  const mend = { from: at(0, 0), to: at(6, 0) };
  expect(sameMend(mend, { from: at(6, 0), to: at(0.3, 0) })).toBe(true);
  expect(sameMend(mend, { from: at(6, 0), to: at(2, 0) })).toBe(false);
});
