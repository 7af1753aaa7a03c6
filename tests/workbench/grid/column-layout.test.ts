import { describe, expect, it } from 'vitest';
import { columnsInView, layColumns, scrollToColumn } from '../../../src/lib/workbench/grid/column-layout.ts';

const widths = [170, 90, 110, 60, 140, 100, 220, 80];

describe('columns of a table', () => {
  it('lie side by side, the last taking what is left', () => {
    const narrow = layColumns(widths, 500);
    expect(narrow.lefts).toEqual(widths.map((_, at) => widths.slice(0, at).reduce((a, b) => a + b, 0)));
    expect(narrow.widths).toEqual(widths);
    const wide = layColumns(widths, 2000);
    expect(wide.fullPx).toBe(2000);
    expect(wide.lefts[7] + wide.widths[7]).toBe(2000);
    expect(layColumns([], 300)).toEqual({ lefts: [], widths: [], fullPx: 300 });
  });
  it('are drawn where any pixel of them is seen, and no others', () => {
    const layout = layColumns(widths, 400);
    for (const frozen of [0, 1, 2])
      for (let scrollLeft = 0; scrollLeft <= layout.fullPx - 400; scrollLeft += 7) {
        const clear = frozen === 0 ? 0 : layout.lefts[frozen];
        const seen = widths.flatMap((width, at) => {
          if (at < frozen) return [at];
          const pixels = Array.from({ length: width }, (_, k) => layout.lefts[at] + k - scrollLeft);
          return pixels.some((x) => x >= clear && x < 400) ? [at] : [];
        });
        expect(columnsInView(layout, frozen, scrollLeft, 400)).toEqual(seen);
      }
  });
  it('are brought into view by the least way', () => {
    const layout = layColumns(widths, 400);
    expect(scrollToColumn(layout, 0, 1, 300, 400)).toBe(300);
    expect(scrollToColumn(layout, 1, 1, 300, 400)).toBe(0);
    expect(scrollToColumn(layout, 7, 1, 0, 400)).toBe(layout.fullPx - 400);
    expect(scrollToColumn(layout, 2, 1, 20, 400)).toBe(20);
  });
});
