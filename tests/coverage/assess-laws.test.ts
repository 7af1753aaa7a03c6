import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../src/lib/coverage/assess.ts';
import type { ComplianceRow } from '../../src/lib/coverage/coverage.ts';
import type { Standard } from '../../src/lib/standards/standard.ts';
import { all, evidenceOf, ledgerOf, rule, SUBDISTRICT, type Place } from './evidence-of.ts';

const MINE = new Set(['count', 'ratio', 'units', 'facilities', 'each']);
const mine = all.filter(({ compute }) => MINE.has(compute.how));
const CATEGORIES = ['chs', 'chc', 'day_care', 'integrated_service_centre', 'volunteer_station', ''];

const place = fc.record({
  at: fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })),
  category: fc.constantFrom(...CATEGORIES),
  floorAreaM2: fc.constantFrom(0, 100, 350, 1000),
  beds: fc.constantFrom(0, 20),
  servesUnit: fc.constantFrom('', '', 'NE', '西北社区'),
  numbers: fc.record({ open_hours_per_day: fc.constantFrom(7, 8, NaN) }),
  texts: fc.record({
    service_functions: fc.constantFrom('', 'meal;bath', 'legal'),
    estate_id: fc.constantFrom('', 'E0', 'E1'),
    host_id: fc.constantFrom('', 'H')
  })
});
const staffRow = fc.record({
  unit: fc.integer({ min: -1, max: 4 }),
  legal_literate: fc.constantFrom(0, 1, 3, NaN),
  community_workers: fc.constantFrom(5, 10, NaN)
});
const estate = fc.record({
  unit: fc.integer({ min: 0, max: 3 }),
  estate_id: fc.constantFrom('E0', 'E1', 'E2'),
  households: fc.constantFrom(0, 500, 1000),
  is_new_build: fc.constantFrom(0, 1, NaN)
});
const totals = {
  households: [1000, 900, 800, 700],
  pop_resident: [3000, 2700, 2400, 2100],
  pop_60p: [600, 500]
};
const town = fc.record({
  places: fc.array(place, { maxLength: 12 }),
  staffing: fc.array(staffRow, { maxLength: 8 }),
  estates: fc.uniqueArray(estate, { maxLength: 3, selector: ({ estate_id }) => estate_id })
});

function judgeAll(
  places: Place[],
  staffing: { unit: number; legal_literate: number; community_workers: number }[],
  estates: { unit: number; estate_id: string; households: number; is_new_build: number }[],
  rules: Standard[] = mine
): ComplianceRow[] {
  const ledgers = { staffing: ledgerOf(staffing), estates: ledgerOf(estates) };
  const evidence = evidenceOf(places, { measured: false, totals, ledgers });
  return rules.flatMap((standard) => assess(standard, evidence));
}

/** Verdicts without the indexes of facilities. */
const bare = (rows: ComplianceRow[]) =>
  rows.map(({ features, ...rest }) => ({ ...rest, features: features.length }));

describe('rules of amounts', () => {
  it('don’t depend on the order of the rows of any table', () =>
    fc.assert(
      fc.property(
        town,
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        ({ places, staffing, estates }, keys) => {
          const shuffle = <T>(list: T[]) =>
            list
              .map((item) => ({ item, key: keys.next().value as number }))
              .sort((a, b) => a.key - b.key)
              .map(({ item }) => item);
          const before = bare(judgeAll(places, staffing, estates));
          expect(bare(judgeAll(shuffle(places), shuffle(staffing), shuffle(estates)))).toEqual(before);
        }
      ),
      { numRuns: 40 }
    ));

  it('don’t depend on how facilities and estates are called', () =>
    fc.assert(
      fc.property(town, ({ places, staffing, estates }) => {
        const name = (id: string) => (id === '' ? '' : `x-${id}`);
        const others = places.map((each) => ({
          ...each,
          texts: { ...each.texts, estate_id: name(each.texts.estate_id), host_id: name(each.texts.host_id) }
        }));
        const renamed = estates.map((each) => ({ ...each, estate_id: name(each.estate_id) }));
        expect(judgeAll(others, staffing, renamed)).toEqual(judgeAll(places, staffing, estates));
      }),
      { numRuns: 40 }
    ));

  it('count one facility more as no less, and no unit worse for it', () =>
    fc.assert(
      fc.property(town, place, ({ places, staffing, estates }, more) => {
        const counts = mine.filter(({ compute }) => compute.how === 'count');
        const named = (each: Place) => ({ ...each, category: each.category || 'chs' });
        const before = judgeAll(places.map(named), staffing, estates, counts);
        const after = judgeAll([...places.map(named), named(more)], staffing, estates, counts);
        before.forEach((row, k) => {
          if (Number.isNaN(row.value)) return;
          expect(after[k].value).toBeGreaterThanOrEqual(row.value);
          if (row.status === 'met') expect(after[k].status).toBe('met');
        });
      }),
      { numRuns: 60 }
    ));

  it('give a subdistrict what its communities have together', () =>
    fc.assert(
      fc.property(town, ({ places, staffing, estates }) => {
        const rows = staffing.filter(({ unit }) => unit !== SUBDISTRICT);
        for (const top of ['facilities.*', 'facilities.beds', 'staffing.legal_literate', 'estates.*']) {
          const community: Standard = {
            ...rule('SAF-LAW-3'),
            facility_categories: ['chs', 'day_care'],
            ...{ threshold: null, comparator: 'report' },
            compute: { how: 'ratio', top: { sum: top } }
          };
          const above: Standard = { ...community, unit_level: 'subdistrict' };
          const found = judgeAll(places, rows, estates, [community, above]);
          const [whole] = found.slice(4);
          const parts = found.slice(0, 4).filter(({ value }) => !Number.isNaN(value));
          if (parts.length === 0) expect(whole.value).toBeNaN();
          else if (!Number.isNaN(whole.value))
            expect(whole.value).toBe(parts.reduce((sum, { value }) => sum + value, 0));
        }
      }),
      { numRuns: 60 }
    ));

  it('are never failed by a figure that is not known', () =>
    fc.assert(
      fc.property(town, fc.nat(), ({ places, staffing, estates }, pick) => {
        fc.pre(staffing.length > 0);
        const ratios = mine.filter(
          ({ compute }) => compute.how === 'ratio' && compute.top.sum.startsWith('staffing.')
        );
        const at = pick % staffing.length;
        const blank = staffing.map((row, k) =>
          k === at ? { ...row, legal_literate: NaN, community_workers: NaN } : row
        );
        // A row of the unit itself would be worth no more than the rows below; those are the law of `own rows win`.
        fc.pre(staffing.every(({ unit }) => unit !== SUBDISTRICT));
        const before = judgeAll(places, staffing, estates, ratios);
        const after = judgeAll(places, blank, estates, ratios);
        before.forEach((row, k) => {
          if (row.status === 'met') expect(after[k].status).not.toBe('not_met');
        });
      }),
      { numRuns: 60 }
    ));
});
