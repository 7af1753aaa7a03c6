import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComplianceRow, Status } from '../../src/lib/coverage/coverage.ts';
import { rollUp, type StatusCounts } from '../../src/lib/coverage/roll-up.ts';
import { withStudyArea } from '../../src/lib/coverage/study-area.ts';
import { withParents } from '../../src/lib/demand/levels.ts';
import { buildGridTown } from '../towns/grid-town.ts';

/** Four communities (0–3) in a subdistrict (4) in a district (5), and the whole area (6). */
const units = withStudyArea(buildGridTown({ columns: 4, rows: 4 }).units, null);

function rowOf(standard: string, unit: number, status: Status): ComplianceRow {
  return { standard, unit, status, value: NaN, numerator: NaN, denominator: NaN, features: [], why: null };
}

const rows = [
  rowOf('A', 0, 'met'),
  rowOf('A', 1, 'not_met'),
  rowOf('A', 2, 'met'),
  rowOf('A', 3, 'no_data'),
  rowOf('B', 4, 'reported'),
  rowOf('B', 6, 'not_applicable')
];
const at = (counts: StatusCounts, k: number) => [
  counts.met[k],
  counts.notMet[k],
  counts.noData[k],
  counts.notApplicable[k],
  counts.reported[k],
  counts.shareMet[k]
];

describe('compliance rolled up', () => {
  it('is counted by standard and level; what was not judged is in no share', () => {
    const { byLevel } = rollUp(rows, units);
    expect(byLevel.standard).toEqual(['A', 'B', 'B']);
    expect(byLevel.level).toEqual(['community', 'subdistrict', 'city']);
    expect(at(byLevel, 0)).toEqual([2, 1, 1, 0, 0, 2 / 3]);
    expect(at(byLevel, 1)).toEqual([0, 0, 0, 0, 1, NaN]);
    expect(at(byLevel, 2)).toEqual([0, 0, 0, 1, 0, NaN]);
  });
  it('is counted by unit with those below it', () => {
    const { byUnit, byStandardUnit } = rollUp(rows, units);
    expect(at(byUnit, 0)).toEqual([1, 0, 0, 0, 0, 1]);
    expect(at(byUnit, 4)).toEqual([2, 1, 1, 0, 1, 2 / 3]);
    expect(at(byUnit, 6)).toEqual([2, 1, 1, 1, 1, 2 / 3]);
    expect(byStandardUnit.standard).toEqual([...'AAAAAAA', ...'BBB']);
    expect([...byStandardUnit.unit]).toEqual([0, 1, 2, 3, 4, 5, 6, 4, 5, 6]);
    expect(at(byStandardUnit, 4)).toEqual([2, 1, 1, 0, 0, 2 / 3]);
    expect(at(byStandardUnit, 9)).toEqual([0, 0, 0, 1, 1, NaN]);
  });
  it('is what counting every row for every unit above it gives, whatever their order', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            standard: fc.constantFrom('A', 'B', 'C'),
            unit: fc.nat(6),
            status: fc.constantFrom<Status>('met', 'not_met', 'no_data', 'not_applicable', 'reported')
          }),
          { maxLength: 300 }
        ),
        (given) => {
          const all = given.map(({ standard, unit, status }) => rowOf(standard, unit, status));
          const { byUnit, byStandardUnit, byLevel } = rollUp(all, units);
          const met = (keep: (row: ComplianceRow) => boolean) =>
            all.filter((row) => row.status === 'met' && keep(row)).length;
          const isBelow = (row: ComplianceRow, unit: number) => withParents(units, row.unit).includes(unit);
          units.code.forEach((_, unit) => expect(byUnit.met[unit]).toBe(met((row) => isBelow(row, unit))));
          byStandardUnit.unit.forEach((unit, k) =>
            expect(byStandardUnit.met[k]).toBe(
              met((row) => row.standard === byStandardUnit.standard[k] && isBelow(row, unit))
            )
          );
          const count = ({ met: a, notMet: b, noData: c, notApplicable: d, reported: e }: StatusCounts) =>
            [a, b, c, d, e].reduce((sum, column) => sum + column.reduce((x, y) => x + y, 0), 0);
          expect(count(byLevel)).toBe(all.length);
        }
      ),
      { numRuns: 60 }
    ));
});
