import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComplianceRow } from '../../src/lib/coverage/coverage.ts';
import { matrixOf } from '../../src/lib/workbench/engine/rule-changes.ts';
import { STATUSES } from '../../src/lib/workbench/engine/statuses.ts';

const rowOf = (standard: string, unit: number, status: ComplianceRow['status']): ComplianceRow => ({
  ...{ standard, unit, status, value: NaN, numerator: NaN, denominator: NaN, features: [], why: null }
});

describe('compliance as a matrix', () => {
  it('has a row a unit in the order in which they come up, and a gap where a rule does not ask', () => {
    const { unit, status, standards } = matrixOf(
      ['A', 'B', 'C'],
      [rowOf('A', 7, 'met'), rowOf('A', 2, 'not_met'), rowOf('C', 2, 'no_data'), rowOf('C', 9, 'reported')]
    );
    expect(standards).toEqual(['A', 'B', 'C']);
    expect([...unit]).toEqual([7, 2, 9]);
    const words = [...status].map((each) => STATUSES[each] ?? '');
    expect(words).toEqual(['met', '', '', 'not_met', '', 'no_data', '', '', 'reported']);
  });

  it('is empty for a study without rules, and for rules without rows', () => {
    expect(matrixOf([], [])).toMatchObject({ standards: [], status: new Int8Array(0) });
    expect(matrixOf(['A'], []).unit).toHaveLength(0);
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
          given.map((cell) => rowOf(cell.standard, cell.unit, cell.status))
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
