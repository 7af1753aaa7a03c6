import fc from 'fast-check';
import type { XY } from './towns.ts';

const node = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }));

/**
 * Lines over a small grid of whole vertices 40 m apart: parallel ways, loops, closed rings, repeated stretches, lines that only
 * cross and pieces apart all turn up.
 */
export const randomLines: fc.Arbitrary<XY[][]> = fc
  .array(fc.array(node, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 14 })
  .map((lines) => lines.map((line) => line.map(([x, y]): XY => [x * 40, y * 40])));

/** Points anywhere in and around it; some lie on vertices, some on one edge with others. */
export const randomPlaces = (most: number): fc.Arbitrary<XY[]> =>
  fc.array(fc.tuple(fc.integer({ min: -20, max: 260 }), fc.integer({ min: -20, max: 260 })), {
    minLength: 1,
    maxLength: most
  });
