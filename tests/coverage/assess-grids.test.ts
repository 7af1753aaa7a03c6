import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessGrids } from '../../src/lib/coverage/assess-grids.ts';
import { gatherEvidence, type Evidence } from '../../src/lib/coverage/evidence.ts';
import { checkGridTopology } from '../../src/lib/coverage/grid-topology.ts';
import type { Ledger } from '../../src/lib/coverage/ledgers.ts';
import { polygonsFromGeoJson, shapeAreaM2, type Polygons } from '../../src/lib/geometry/shapes.ts';
import type { Standard } from '../../src/lib/standards/standard.ts';
import { buildGridTown, facilitiesAt } from '../towns/grid-town.ts';
import { rule } from './evidence-of.ts';

/** 10 × 10 junctions of 100 m; the south-west goes from −0.5 to 4.75 steps both ways: 525 m × 525 m. */
const town = buildGridTown({ columns: 10, rows: 10 });
const [SW, SE, NW, , SUBDISTRICT, , WHOLE] = [0, 1, 2, 3, 4, 5, 6];
const SIDE = 5.25;

/** A box in steps from the south-west corner of the south-west community. */
type Box = [west: number, south: number, east: number, north: number];

function shapesOf(boxes: Box[]): Polygons {
  return polygonsFromGeoJson(
    boxes.map(([w, s, e, n]) => {
      const corners = [
        [w, s],
        [e, s],
        [e, n],
        [w, n],
        [w, s]
      ];
      return { type: 'Polygon', coordinates: [corners.map(([x, y]) => town.at(x - 0.5, y - 0.5))] };
    })
  );
}

function ledgerOf(unit: number[], numbers: Record<string, number[]>): Ledger {
  return {
    unit: Int32Array.from(unit),
    numbers: Object.fromEntries(
      Object.entries(numbers).map(([column, values]) => [column, Float64Array.from(values)])
    ),
    texts: {}
  };
}

function evidenceOf(grids?: Ledger, gridShapes: Polygons | null = null): Evidence {
  const ledgers = grids ? { grids } : {};
  return gatherEvidence(town.units, facilitiesAt(town, []), town.demand, [], [], { ledgers, gridShapes });
}

const size = rule('GRD-300');
const heads = rule('GRD-3HEADS');
const ask = (standard: Standard, ...given: Parameters<typeof evidenceOf>) =>
  assessGrids(standard, evidenceOf(...given));

describe('the size of grids', () => {
  const grids = ledgerOf([SW, SW, SW, SE, -1], { households: [300, 210, 399, 600, 1] });

  it('is the mean of the grids at or below a unit, and how many are about 300: between 210 and 390', () => {
    const judge = ask(size, grids);
    expect(judge(SW)).toMatchObject({ status: 'reported', value: 303, numerator: 909, denominator: 3 });
    expect(judge(SW).why?.code).toBe('within-tolerance');
    expect(judge(SW).parts).toMatchObject([{ numerator: 2, denominator: 3, value: (2 / 3) * 100 }]);
    expect(judge(SE)).toMatchObject({ status: 'reported', value: 600, why: { code: 'outside-tolerance' } });
    for (const unit of [SUBDISTRICT, WHOLE])
      expect(judge(unit)).toMatchObject({ value: 1509 / 4, denominator: 4 });
  });
  it('is of the grids that say it: 0 households are not known', () => {
    const row = ask(size, ledgerOf([SW, SW, SW], { households: [300, 0, NaN] }))(SW);
    expect(row).toMatchObject({
      status: 'reported',
      value: 300,
      denominator: 1,
      why: { code: 'incomplete', what: 'grids.households: 2 / 3' }
    });
    const strict: Standard = { ...size, comparator: '>=', threshold: 200 };
    expect(ask(strict, ledgerOf([SW, SW], { households: [300, 0] }))(SW).status).toBe('no_data');
    // Two thirds of 900 are 300 even if the third were empty.
    expect(ask(strict, ledgerOf([SW, SW, SW], { households: [500, 400, 0] }))(SW).status).toBe('met');
    expect(ask(strict, ledgerOf([SW, SW], { households: [100, 110] }))(SW).status).toBe('not_met');
  });
  it('has no data without the table, the column or a grid in the unit', () => {
    const lacks = { status: 'no_data', why: { code: 'missing-input', what: 'grids.households' } };
    expect(ask(size)(SW)).toMatchObject(lacks);
    expect(ask(size, ledgerOf([SW], { buildings: [3] }))(SW)).toMatchObject(lacks);
    expect(ask(size, grids)(NW)).toMatchObject({
      status: 'no_data',
      why: { code: 'no-rows', what: 'grids' }
    });
  });
});

describe('the heads of grids', () => {
  const columns = {
    grid_head: [1, 1, 0, 1, 1],
    building_heads: [4, 3, 4, NaN, 4],
    unit_heads: [9, 9, 9, 9, 9],
    buildings: [4, 4, 4, 4, NaN],
    stairwells: [9, 9, 9, 9, 9]
  };

  it('are all there where each building has one; of a grid that does not say it is not known', () => {
    // The first is full, the second lacks a head of a building, the third its own; the last does not say how many buildings.
    const row = ask(heads, ledgerOf([SW, SW, SW, SW, SW], columns))(SW);
    expect(row).toMatchObject({ status: 'reported', value: 50, numerator: 2, denominator: 4 });
    expect(row.why?.what).toBe('grids.building_heads: 1 / 5');
    expect(row.parts).toBeUndefined();
  });
  it('are judged where what is not known changes nothing', () => {
    const least = (threshold: number): Standard => ({ ...heads, comparator: '>=', threshold });
    const judge = (threshold: number) =>
      ask(least(threshold), ledgerOf([SW, SW, SW, SW, SW], columns))(SW).status;
    expect(judge(40)).toBe('met');
    expect(judge(50)).toBe('no_data');
    expect(judge(61)).toBe('not_met');
  });
});

describe('how grids lie on their community', () => {
  const check = (boxes: Box[], unit = boxes.map(() => SW)) => {
    const { gapM2, overlapM2, beyondM2, areaM2 } = checkGridTopology(
      town.units,
      shapesOf(boxes),
      Int32Array.from(unit)
    );
    // Areas of steps of 100 m, in m².
    return (at: number) => [gapM2[at], overlapM2[at], beyondM2[at], areaM2[at]].map((area) => area / 10_000);
  };
  const near = (found: number[], wanted: number[]) =>
    wanted.forEach((area, k) => expect(Math.abs(found[k] - area)).toBeLessThan(0.02));

  it('is without gap and overlap where they tile it', () => {
    const tiles: Box[] = [
      [0, 0, 2, SIDE],
      [2, 0, SIDE, 3],
      [2, 3, SIDE, SIDE]
    ];
    near(check(tiles)(SW), [0, 0, 0, SIDE * SIDE]);
  });
  it('shows the gap, the overlap and what lies beyond', () => {
    const boxes: Box[] = [
      // 1 × 5.25 are shared by two, of which 1 × 2 by a third; 0.75 × 5.25 are in none; 1 × 1 lies beyond.
      [0, 0, 3, SIDE],
      [2, 0, 4.5, SIDE],
      [2, 0, 3, 2],
      [-1, 0, 0, 1]
    ];
    near(check(boxes)(SW), [0.75 * SIDE, SIDE + 2, 1, SIDE * SIDE]);
  });
  it('is summed over the communities that have grids; those of no community are in none', () => {
    const boxes: Box[] = [
      [0, 0, 4, SIDE],
      [0, 0, 4, SIDE],
      [SIDE, 0, SIDE + 1, SIDE]
    ];
    const at = check(boxes, [SW, -1, SE]);
    near(at(SW), [1.25 * SIDE, 0, 0, SIDE * SIDE]);
    expect(at(NW).every(Number.isNaN)).toBe(true);
    const [sw, se, all] = [at(SW), at(SE), at(SUBDISTRICT)];
    all.forEach((area, k) => expect(area).toBeCloseTo(sw[k] + se[k], 9));
  });
  it('balances whatever is drawn: own areas = community − gap + overlap + beyond', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.double({ min: -1, max: 6, noNaN: true }),
            fc.double({ min: -1, max: 6, noNaN: true }),
            fc.double({ min: 0.1, max: 4, noNaN: true }),
            fc.double({ min: 0.1, max: 4, noNaN: true })
          ),
          { minLength: 1, maxLength: 6 }
        ),
        (drawn) => {
          const boxes = drawn.map(([x, y, width, height]): Box => [x, y, x + width, y + height]);
          const shapes = shapesOf(boxes);
          const found = checkGridTopology(
            town.units,
            shapes,
            Int32Array.from(boxes, () => SW)
          );
          const { gapM2, overlapM2, beyondM2, areaM2 } = found;
          const sum = boxes.reduce((area, _, i) => area + shapeAreaM2(shapes, i), 0);
          const balance = areaM2[SW] - gapM2[SW] + overlapM2[SW] + beyondM2[SW];
          // Turf's areas are of a sphere; and corners are rounded to 5 cm.
          expect(Math.abs(balance - sum)).toBeLessThan(0.005 * sum + 300);
          for (const area of [gapM2[SW], overlapM2[SW], beyondM2[SW]]) expect(area).toBeGreaterThan(-1);
        }
      ),
      { numRuns: 60 }
    ));
  it('stands beside the mean size', () => {
    const grids = ledgerOf([SW], { households: [300] });
    const row = ask(size, grids, shapesOf([[0, 0, 4, SIDE]]))(SW);
    expect(row.parts!.map(({ labelEn }) => labelEn)).toEqual([
      'grids within ±30 % (%)',
      'land in no grid (m²)',
      'land in more than one grid (m²)',
      'land of grids beyond the community (m²)'
    ]);
    expect(Math.abs(row.parts![1].value / 10_000 - 1.25 * SIDE)).toBeLessThan(0.02);
  });
});
