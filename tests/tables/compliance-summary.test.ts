import { expect, it } from 'vitest';
import type { ComplianceRow, Status } from '../../src/lib/coverage/coverage.ts';
import type { Units } from '../../src/lib/demand/units.ts';
import { complianceSummary } from '../../src/lib/tables/compliance-summary.ts';

const units = { level: ['community', 'community', 'community', 'subdistrict'] } as Units;
const row = (standard: string, unit: number, status: Status) => ({ standard, unit, status }) as ComplianceRow;

it('counts units by standard and level; what has no data is no part of the share', () => {
  const table = complianceSummary(
    [
      row('A', 0, 'met'),
      row('A', 1, 'not_met'),
      row('A', 2, 'no_data'),
      row('A', 3, 'met'),
      // Unit 4 is the whole study area.
      row('B', 4, 'reported'),
      row('C', 0, 'not_applicable')
    ],
    units
  );
  const columns = [...table.values()].map(({ values }) => [...values]);
  expect(columns[0].map((_, i) => columns.map((values) => values[i]))).toEqual([
    ['community', 'A', 1, 1, 1, 0, 0, 0.5],
    ['subdistrict', 'A', 1, 0, 0, 0, 0, 1],
    ['study_area', 'B', 0, 0, 0, 0, 1, NaN],
    ['community', 'C', 0, 0, 0, 1, 0, NaN]
  ]);
});

it('is empty where nothing was judged', () => {
  expect([...complianceSummary([], units).values()].map(({ values }) => values.length)).toEqual(
    new Array(8).fill(0)
  );
});
