import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { polygonsFromGeoJson } from '../../src/lib/geometry/shapes.ts';
import type { Units } from '../../src/lib/demand/units.ts';
import type { ComplianceRow } from '../../src/lib/coverage/coverage.ts';
import { matrixOf } from '../../src/lib/workbench/engine/rule-changes.ts';
import { STATUSES } from '../../src/lib/workbench/engine/statuses.ts';

/** So many units, by the unit above each: those that have some below are subdistricts, the others communities. */
function unitsOf(count: number, above: Record<number, number> = {}): Units {
  return {
    code: Array.from({ length: count }, (_, unit) => `U${unit}`),
    name: Array.from({ length: count }, (_, unit) => `U${unit}`),
    level: Array.from({ length: count }, (_, unit) =>
      Object.values(above).includes(unit) ? 'subdistrict' : 'community'
    ),
    isRural: new Uint8Array(count),
    parent: Int32Array.from({ length: count }, (_, unit) => above[unit] ?? -1),
    shape: polygonsFromGeoJson(Array.from({ length: count }, () => null)),
    totals: {}
  };
}
const flat = unitsOf(32);

const rowOf = (standard: string, unit: number, status: ComplianceRow['status']): ComplianceRow => ({
  ...{ standard, unit, status, value: NaN, numerator: NaN, denominator: NaN, features: [], why: null }
});

describe('compliance as a matrix', () => {
  it('has a row a unit in the order in which they come up, and a gap where a rule does not ask', () => {
    const { unit, status, standards } = matrixOf(
      ['A', 'B', 'C'],
      [rowOf('A', 7, 'met'), rowOf('A', 2, 'not_met'), rowOf('C', 2, 'no_data'), rowOf('C', 9, 'reported')],
      flat
    );
    expect(standards).toEqual(['A', 'B', 'C']);
    expect([...unit]).toEqual([7, 2, 9]);
    const words = [...status].map((each) => STATUSES[each] ?? '');
    expect(words).toEqual(['met', '', '', 'not_met', '', 'no_data', '', '', 'reported']);
  });

  it('is empty for a study without rules, and for rules without rows', () => {
    expect(matrixOf([], [], flat)).toMatchObject({ standards: [], status: new Int8Array(0) });
    expect(matrixOf(['A'], [], flat).unit).toHaveLength(0);
  });

  it('counts for a unit above what its units below are, its own row apart', () => {
    // Units 0, 1 and 2 are of 3, which the rule B asks itself.
    const { unit, status, below } = matrixOf(
      ['A', 'B'],
      [
        ...[rowOf('A', 0, 'met'), rowOf('A', 1, 'not_met'), rowOf('A', 2, 'no_data')],
        ...[rowOf('B', 3, 'not_met')]
      ],
      unitsOf(4, { 0: 3, 1: 3, 2: 3 })
    );
    const row = [...unit].indexOf(3);
    expect([...status.subarray(2 * row, 2 * row + 2)]).toEqual([-1, STATUSES.indexOf('not_met')]);
    expect([...below.subarray(6 * row, 6 * row + 6)]).toEqual([1, 1, 1, 0, 0, 0]);
    expect([...below.subarray(0, 6)]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('holds every row and nothing else', () => {
    const ids = ['A', 'B', 'C', 'D'];
    const cells = fc.uniqueArray(
      fc.record({
        standard: fc.constantFrom(...ids),
        unit: fc.nat(30),
        status: fc.constantFrom(...STATUSES)
      }),
      { selector: ({ standard, unit }) => `${standard} ${unit}` }
    );
    fc.assert(
      fc.property(cells, (given) => {
        const { unit, status, standards } = matrixOf(
          ids,
          given.map((cell) => rowOf(cell.standard, cell.unit, cell.status)),
          flat
        );
        const read = [...status].flatMap((each, at) =>
          each < 0
            ? []
            : {
                standard: standards[at % ids.length],
                unit: unit[Math.floor(at / ids.length)],
                status: STATUSES[each]
              }
        );
        const sorted = (list: typeof given) => list.map((cell) => Object.values(cell).join(' ')).sort();
        expect(sorted(read)).toEqual(sorted(given));
      })
    );
  });
});
