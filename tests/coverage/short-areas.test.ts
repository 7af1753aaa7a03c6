import { describe, expect, it } from 'vitest';
import type { ComplianceRow, Status } from '../../src/lib/coverage/coverage.ts';
import { findShortAreas, sumShortAreas } from '../../src/lib/coverage/short-areas.ts';
import { loadPacks } from '../../src/lib/standards/packs.ts';
import { box, unitsOf } from '../demand/small-units.ts';

const units = unitsOf([
  { code: 'A', rings: [box(0, 0, 1, 1)], parent: 3 },
  { code: 'B', rings: [box(1, 0, 2, 1)], parent: 3 },
  { code: 'C', rings: [box(2, 0, 3, 1)], parent: 4 },
  { code: 'S', rings: [box(0, 0, 2, 1)], level: 'subdistrict' },
  { code: 'T', rings: [box(2, 0, 3, 1)], level: 'subdistrict' }
]);
const standards = loadPacks(['national', 'seed-generic']);

function row(
  standard: string,
  unit: number,
  status: Status,
  numerator = NaN,
  denominator = NaN
): ComplianceRow {
  const value = numerator / denominator;
  return { standard, unit, status, value, numerator, denominator, features: [], why: null };
}

const shortOf = (rows: ComplianceRow[], categories = ['day_care']) => [
  ...sumShortAreas(findShortAreas(standards, rows, units), categories, units.code.length)
];

describe('the area that is missing', () => {
  // A: 500 households of new estates ask for 150 m² and have 40; 1,200 of built ones ask for 240 m² and have 300.
  // B: 800 of built ones ask for 160 m² and have none; it has no new ones. C says nothing.
  const rows = [
    row('ELD-AREA-NEW', 0, 'not_met', 40, 5),
    row('ELD-AREA-OLD', 0, 'met', 300, 12),
    row('ELD-AREA-NEW', 1, 'not_applicable'),
    row('ELD-AREA-OLD', 1, 'not_met', 0, 8)
  ];

  it('is what the rules of its categories ask for beyond what is there, in the unit and together above', () =>
    expect(shortOf(rows)).toEqual([110, 160, NaN, 270, NaN]));
  it('is not known where a rule has no data, nor above', () => {
    const unknown = [...rows, row('ELD-AREA-NEW', 2, 'no_data')];
    expect(shortOf(unknown)).toEqual([110, 160, NaN, 270, NaN]);
    expect(shortOf([...rows.slice(0, 3), row('ELD-AREA-OLD', 1, 'no_data')])).toEqual([
      110,
      NaN,
      NaN,
      NaN,
      NaN
    ]);
  });
  it('is not asked of other categories, nor of rows of other levels and rules', () => {
    expect(shortOf(rows, ['integrated_service_centre']).every(Number.isNaN)).toBe(true);
    expect(shortOf([row('FAC-AREA-100HH', 0, 'not_met', 100, 10)], ['party_service_centre'])[0]).toBe(200);
    expect(shortOf([row('ELD-AREA-OLD', 3, 'not_met', 0, 8)]).every(Number.isNaN)).toBe(true);
    expect(shortOf([row('ELD-COV-15', 0, 'not_met', 1, 8)], ['eldercare_site']).every(Number.isNaN)).toBe(
      true
    );
  });
});
