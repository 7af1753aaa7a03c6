import { describe, expect, it } from 'vitest';
import { layOutPage, layOutPanel, type Box } from '../../../src/lib/report/sheets/page-layout.ts';
import { ORIENTATIONS, PAPERS } from '../../../src/lib/report/sheets/sheet-choice.ts';

const isInside = (inner: Box, outer: Box) =>
  inner.x >= outer.x - 1e-6 &&
  inner.y >= outer.y - 1e-6 &&
  inner.x + inner.width <= outer.x + outer.width + 1e-6 &&
  inner.y + inner.height <= outer.y + outer.height + 1e-6;

const overlap = (a: Box, b: Box) =>
  Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > 1e-6 &&
  Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 1e-6;

/** Pairs of names of boxes that overlap. */
const clashes = (boxes: Record<string, Box>) => {
  const all = Object.entries(boxes);
  return all.flatMap(([a, boxA], i) =>
    all.slice(i + 1).flatMap(([b, boxB]) => (overlap(boxA, boxB) ? [`${a} × ${b}`] : []))
  );
};

const cases = PAPERS.flatMap((paper) =>
  ORIENTATIONS.flatMap((orientation) =>
    ([1, 2] as const).flatMap((maps) => [0.2, 1, 5].map((aspect) => ({ paper, orientation, maps, aspect })))
  )
);

describe('the layout of a sheet', () => {
  it.each(cases)('has no overlap and stays on the page: %o', ({ paper, orientation, maps, aspect }) => {
    const layout = layOutPage(paper, orientation, maps, aspect);
    const { page, frame, corner, title, subtitle, stamp, notes, imprint, panel } = layout;
    expect(clashes({ corner, title, subtitle, stamp, frame, notes, imprint })).toEqual([]);
    const inFrame = Object.fromEntries(
      [...layout.maps, ...layout.captions, panel].map((box, i) => [`${i}`, box])
    );
    expect(clashes(inFrame)).toEqual([]);
    for (const box of [corner, title, subtitle, stamp, frame, notes, imprint])
      expect(isInside(box, page)).toBe(true);
    for (const box of Object.values(inFrame)) {
      expect(isInside(box, frame)).toBe(true);
      expect(Math.min(box.width, box.height)).toBeGreaterThan(8);
    }
    for (const map of layout.maps)
      expect(map.width * map.height).toBeGreaterThan(0.12 * page.width * page.height);
  });

  it.each(cases)(
    'shares out its panel without overlap, whatever is asked: %o',
    ({ paper, orientation, maps }) => {
      const layout = layOutPage(paper, orientation, maps);
      for (const much of [0, 1, 20]) {
        const needs = {
          figures: 150 * much,
          names: 200 * much,
          legend: 170 * much,
          legendLeast: 110 * much,
          scale: 43
        };
        const places = layOutPanel(layout, orientation, needs);
        expect(clashes({ ...places })).toEqual([]);
        for (const box of Object.values(places)) {
          expect(box.height).toBeGreaterThanOrEqual(0);
          if (box.height > 0) expect(isInside(box, layout.panel)).toBe(true);
        }
      }
    }
  );

  it('lays two maps as the land is larger', () => {
    const [a, b] = layOutPage('A4', 'portrait', 2, 4).maps;
    expect([a.x, a.y < b.y]).toEqual([b.x, true]);
    const [c, d] = layOutPage('A4', 'portrait', 2, 0.3).maps;
    expect([c.y, c.x < d.x]).toEqual([d.y, true]);
  });
});
