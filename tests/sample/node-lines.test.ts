import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPieces, nodeLines } from '../../src/lib/sample/node-lines.ts';
import type { Line } from '../../src/lib/sample/plane.ts';

describe('nodeLines', () => {
  it('gives two crossing lines one shared vertex', () => {
    const [a, b] = nodeLines([
      [
        [0, 50],
        [100, 50]
      ],
      [
        [50, 0],
        [50, 100]
      ]
    ]);
    expect(a).toEqual([
      [0, 50],
      [50, 50],
      [100, 50]
    ]);
    expect(b).toEqual([
      [50, 0],
      [50, 50],
      [50, 100]
    ]);
  });

  it('joins an end that lies on another line, or just beside it', () => {
    const [a, b] = nodeLines([
      [
        [0, 0],
        [100, 0]
      ],
      [
        [30, 0.4],
        [30, 60]
      ]
    ]);
    expect(a).toContainEqual(b[0]);
  });

  it('leaves lines that do not meet alone', () => {
    const lines: Line[] = [
      [
        [0, 0],
        [100, 0]
      ],
      [
        [0, 5],
        [100, 5]
      ]
    ];
    expect(nodeLines(lines)).toEqual(lines);
    expect(findPieces(lines)).toEqual({ piece: [0, 1], sizes: [2, 2] });
  });

  it('makes one piece of any grid of streets', () => {
    const count = fc.integer({ min: 2, max: 7 });
    fc.assert(
      fc.property(count, count, fc.integer({ min: 9, max: 120 }), (rows, columns, step) => {
        const level = Array.from({ length: rows }, (_, i): Line => [
          [-5, i * step],
          [columns * step, i * step]
        ]);
        const upright = Array.from({ length: columns }, (_, i): Line => [
          [i * step, -5],
          [i * step, rows * step]
        ]);
        const noded = nodeLines([...level, ...upright]);
        expect(findPieces(noded).sizes).toEqual([rows * columns + 2 * (rows + columns)]);
      })
    );
  });
});
