import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addSegments,
  BLOCK,
  BLOCK_BITS,
  blocksNear,
  clearField,
  createField,
  FAR,
  partsOf,
  type BlockBox,
  type DistanceField
} from '../../src/lib/geometry/distance-field.ts';
import { addStamp, coverStamp, createStamps, makeStamp, tidyStamps } from '../../src/lib/geometry/stamps.ts';
import { traceRings } from '../../src/lib/geometry/trace-rings.ts';

const GRAIN = { cellM: 16, radiusM: 30 };

type Segment = [x0: number, y0: number, x1: number, y1: number];

const metre = fc.oneof(
  fc.double({ min: -900, max: 900, noNaN: true }),
  fc.integer({ min: -50, max: 50 }).map((n) => n * 16)
);
const segment = fc.tuple(metre, metre, metre, metre).chain(([x, y, u, v]) =>
  // Long ones, short ones as in a street, level and upright ones, and places.
  fc.constantFrom<Segment>(
    [x, y, u, v],
    [x, y, x + u / 50, y + v / 50],
    [x, y, u, y],
    [x, y, x, v],
    [x, y, x, y]
  )
);
const segments = fc.array(segment, { minLength: 1, maxLength: 8 });

function columnsOf(all: Segment[]) {
  const x = Float64Array.from(all.flatMap(([x0, , x1]) => [x0, x1]));
  const y = Float64Array.from(all.flatMap(([, y0, , y1]) => [y0, y1]));
  const box = [Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y)] as const;
  return { x, y, count: all.length, box };
}

function fieldOf(all: Segment[]): DistanceField {
  const field = createField(GRAIN.cellM, GRAIN.radiusM);
  const columns = columnsOf(all);
  clearField(field, blocksNear(field, columns.box));
  addSegments(field, columns, 0, all.length);
  return field;
}

function valueAt(field: DistanceField, i: number, j: number): number {
  const column = (i >> BLOCK_BITS) - field.west;
  const row = (j >> BLOCK_BITS) - field.south;
  if (column < 0 || row < 0 || column >= field.columns || row >= field.rows) return FAR;
  const slot = field.slotOf[row * field.columns + column];
  return slot < 0 ? FAR : field.values[slot + ((j & (BLOCK - 1)) << BLOCK_BITS) + (i & (BLOCK - 1))];
}

const toSegment = (px: number, py: number, [x0, y0, x1, y1]: Segment): number => {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length2 = dx * dx + dy * dy;
  const t = length2 > 0 ? Math.min(1, Math.max(0, ((px - x0) * dx + (py - y0) * dy) / length2)) : 0;
  return Math.hypot(px - x0 - t * dx, py - y0 - t * dy);
};

describe('a field of distances', () => {
  it('has the distance to the nearest segment at every corner within the radius and a cell, and no other', () => {
    fc.assert(
      fc.property(segments, (all) => {
        const field = fieldOf(all);
        const parts = partsOf(field);
        const wrong: number[][] = [];
        const padM = GRAIN.radiusM + GRAIN.cellM;
        for (let i = -64; i <= 64; i++)
          for (let j = -64; j <= 64; j++) {
            const m = Math.min(...all.map((one) => toSegment(i * 16, j * 16, one)));
            const value = valueAt(field, i, j);
            const isRight =
              m < padM - 1e-6
                ? Math.abs(value - (m / 16) ** 2 * parts) < 1.001
                : m < padM + 1e-6 || value === FAR;
            if (!isRight) wrong.push([i, j, m, value]);
          }
        expect(wrong).toEqual([]);
      }),
      { numRuns: 60 }
    );
  });

  it('is the same to the last bit from stamps, in any order, and after they had to be forgotten', () => {
    fc.assert(
      fc.property(
        fc.array(segments, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(1, 300, 1e6),
        fc.array(fc.nat(5), { minLength: 6, maxLength: 6 }),
        (things, room, asked) => {
          const wrong: number[][] = [];
          const stamps = createStamps(things.length, GRAIN, room);
          const field = createField(GRAIN.cellM, GRAIN.radiusM);
          for (const first of asked) {
            tidyStamps(stamps);
            const chosen = things.map((_, k) => (k + first) % things.length).slice(0, 1 + (first % 3));
            const box: BlockBox = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
            for (const k of chosen) {
              if (stamps.of[k] < 0) makeStamp(stamps, k, columnsOf(things[k]), 0, things[k].length);
              coverStamp(stamps, k, box);
            }
            clearField(field, box);
            for (const k of chosen) addStamp(field, stamps, k);
            const plain = fieldOf(chosen.flatMap((k) => things[k]));
            for (let i = -64; i <= 64; i++)
              for (let j = -64; j <= 64; j++)
                if (valueAt(field, i, j) !== valueAt(plain, i, j)) wrong.push([i, j]);
            expect(wrong).toEqual([]);
            expect(traceRings(field)).toEqual(traceRings(plain));
          }
        }
      ),
      { numRuns: 40 }
    );
  });

  it('gives the same lines in a wider box', () => {
    fc.assert(
      fc.property(segments, (all) => {
        const wide = createField(GRAIN.cellM, GRAIN.radiusM);
        const columns = columnsOf(all);
        const { west, south, east, north } = blocksNear(wide, columns.box);
        clearField(wide, { west: west - 2, south: south - 3, east: east + 1, north: north + 2 });
        addSegments(wide, columns, 0, all.length);
        expect(traceRings(wide)).toEqual(traceRings(fieldOf(all)));
      }),
      { numRuns: 60 }
    );
  });
});
