import { describe, it } from 'vitest';
import { hasNoRow, lacks, rowsOf, saysSome } from './rule-rows.ts';
import {
  DISTRICT,
  evidenceFor,
  expectRow,
  NE,
  NW,
  OWN,
  SE,
  STUDY,
  SW,
  type Expected,
  type LedgerRow,
  type TownOf
} from './rule-town.ts';

const EVERY = [SW, SE, NW, NE];

/** Asks a rule of a small city of four communities whose table of the state of units has these rows. */
const cityAsked =
  (id: string, column: string, unit = STUDY) =>
  (values: number[], expected: Expected, more: TownOf = {}) =>
    expectRow(
      id,
      unit,
      expected,
      evidenceFor(id, { area: 'city', ledgers: { unit_status: rowsOf({ [column]: values }) }, ...more })
    );

describe('FAC-AGENT-100', () => {
  const ask = cityAsked('FAC-AGENT-100', 'has_agent_service');
  it('met: 4 of 4 communities and villages, 100 %', () =>
    ask([1, 1, 1, 1], { status: 'met', value: 100, numerator: 4, denominator: 4 }, { rural: [NE] }));
  it('not met: 3 of 4, 75 %', () => ask([1, 1, 1, 0], { status: 'not_met', value: 75 }));
  it('not met: of four one has none, whatever the one without a row has', () =>
    ask([1, 1, 0], { status: 'not_met', value: 50 }));
  it('no data: the fourth has no row, 75 or 100 %', () =>
    ask([1, 1, 1], { status: 'no_data', why: saysSome('unit_status.has_agent_service: 1 / 4') }));
  it('no data: the column is nowhere', () =>
    ask([], { status: 'no_data', why: lacks('unit_status.has_agent_service') }));
});

describe('FAC-SURVEY-100', () => {
  const ask = cityAsked('FAC-SURVEY-100', 'survey_year');
  it('met: a year in 4 of 4, 100 %', () =>
    ask([2025, 2024, 2025, 2025], { status: 'met', value: 100, numerator: 4, denominator: 4 }));
  it('not met: 0 for no survey, 3 of 4 are 75 %', () =>
    ask([2025, 2024, 2025, 0], { status: 'not_met', value: 75 }));
  it('no data: an empty cell', () =>
    ask([2025, 2024, 2025, NaN], { status: 'no_data', why: saysSome('unit_status.survey_year: 1 / 4') }));
});

describe('DIS-ASSOC-100', () => {
  const ask = cityAsked('DIS-ASSOC-100', 'disabled_assoc');
  it('met: 4 of 4, 100 %', () => ask([1, 1, 1, 1], { status: 'met', value: 100, denominator: 4 }));
  it('not met: a village without, 3 of 4 are 75 %', () =>
    ask([1, 1, 1, 0], { status: 'not_met', value: 75 }, { rural: [NE] }));
  it('no data: two empty cells, 50 to 100 %', () =>
    ask([1, 1, NaN, NaN], { status: 'no_data', why: saysSome('unit_status.disabled_assoc: 2 / 4') }));
  it('no data: no row of this city', () =>
    expectRow(
      'DIS-ASSOC-100',
      STUDY,
      { status: 'no_data', why: hasNoRow('unit_status.disabled_assoc') },
      evidenceFor('DIS-ASSOC-100', {
        area: 'city',
        ledgers: { unit_status: [{ unit: -1, disabled_assoc: 1 }] }
      })
    ));
});

describe('SAF-SMART-100', () => {
  const ask = cityAsked('SAF-SMART-100', 'smart_safe');
  it('met: 3 of the 3 communities in town, whatever the village has', () =>
    ask([1, 1, 1, 0], { status: 'met', value: 100, denominator: 3 }, { rural: [NE] }));
  it('not met: 3 of 4, 75 %', () => ask([1, 1, 1, 0], { status: 'not_met', value: 75 }));
  it('no data: an empty cell', () =>
    ask([1, 1, 1, NaN], { status: 'no_data', why: saysSome('unit_status.smart_safe: 1 / 4') }));
  it('not applicable: villages alone', () =>
    ask(
      [1, 1, 1, 1],
      { status: 'not_applicable', why: { code: 'no-units', what: 'urban communities' } },
      { rural: EVERY }
    ));
});

describe('ORG-SWSVC-100', () => {
  const ask = cityAsked('ORG-SWSVC-100', 'has_social_work_service', DISTRICT);
  it('met: 4 of 4 communities and villages of the district, 100 %', () =>
    ask([1, 1, 1, 1], { status: 'met', value: 100, numerator: 4, denominator: 4 }, { rural: [NE] }));
  it('not met: 2 of 4, 50 %', () => ask([1, 0, 1, 0], { status: 'not_met', value: 50, numerator: 2 }));
  it('no data: an empty cell', () =>
    ask([1, 1, 1, NaN], {
      status: 'no_data',
      why: saysSome('unit_status.has_social_work_service: 1 / 4')
    }));
});

describe('HLT-SANI-VILL-85', () => {
  const ask = cityAsked('HLT-SANI-VILL-85', 'sanitary');
  it('met: 4 of 4 villages, 100 % ≥ 85', () =>
    ask([1, 1, 1, 1], { status: 'met', value: 100, denominator: 4 }, { rural: EVERY }));
  it('not met: 3 of 4, 75 % < 85', () =>
    ask([1, 1, 1, 0], { status: 'not_met', value: 75 }, { rural: EVERY }));
  it('not met: of three villages 2, 66.7 %; the community in town is not counted', () =>
    ask([1, 1, 1, 0], { status: 'not_met', value: 200 / 3, denominator: 3 }, { rural: [SE, NW, NE] }));
  it('no data: an empty cell, 75 or 100 %', () =>
    ask(
      [1, 1, 1, NaN],
      { status: 'no_data', why: saysSome('unit_status.sanitary: 1 / 4') },
      { rural: EVERY }
    ));
  it('not applicable: no village', () =>
    ask([1, 1, 1, 1], {
      status: 'not_applicable',
      why: { code: 'no-units', what: 'administrative villages' }
    }));
});

describe('HLT-SANI-100', () => {
  /** A city of one district with four townships. */
  const ask = (townships: number[], expected: Expected, more: LedgerRow[] = []) =>
    expectRow(
      'HLT-SANI-100',
      OWN.STUDY,
      expected,
      evidenceFor('HLT-SANI-100', {
        area: 'city',
        ownSubdistricts: true,
        ledgers: {
          unit_status: [...townships.map((sanitary, k) => ({ unit: OWN.SW + k, sanitary })), ...more]
        }
      })
    );
  const district = { unit: OWN.DISTRICT, sanitary: 1 };
  it('met: 4 townships and 1 district of 5, 100 %', () =>
    ask([1, 1, 1, 1], { status: 'met', value: 100, numerator: 5, denominator: 5 }, [district]));
  it('not met: 4 of 5, 80 %', () =>
    ask([1, 1, 1, 0], { status: 'not_met', value: 80, numerator: 4 }, [district]));
  it('no data: the district has no row, and has no title of its townships', () =>
    ask([1, 1, 1, 1], { status: 'no_data', why: saysSome('unit_status.sanitary: 1 / 5') }));
  it('no data: titles of villages are not those of their townships', () =>
    ask([], { status: 'no_data', why: saysSome('unit_status.sanitary: 4 / 5') }, [
      district,
      ...rowsOf({ sanitary: [1, 1, 1, 1] })
    ]));
  it('no data: the column is nowhere', () =>
    expectRow(
      'HLT-SANI-100',
      OWN.STUDY,
      { status: 'no_data', why: lacks('unit_status.sanitary') },
      evidenceFor('HLT-SANI-100', { area: 'city', ownSubdistricts: true })
    ));
});

describe('FAC-SELF-100', () => {
  const machine = (column: number, row: number) => ({
    at: [column, row] as [number, number],
    category: 'gov_self_service'
  });
  const [sw, se, nw, ne] = [machine(1, 1), machine(8, 1), machine(1, 8), machine(8, 8)];
  const ask = (places: NonNullable<TownOf['places']>, expected: Expected, more: TownOf = {}) =>
    expectRow(
      'FAC-SELF-100',
      STUDY,
      expected,
      evidenceFor('FAC-SELF-100', { area: 'city', places, ...more })
    );
  it('met: one in 4 of 4 communities, 100 %; two in one are no more', () =>
    ask([sw, sw, se, nw, ne], { status: 'met', value: 100, numerator: 4, denominator: 4 }));
  it('not met: 3 of 4, 75 %', () => ask([sw, sw, se, nw], { status: 'not_met', value: 75, numerator: 3 }));
  it('met: the village does not count, 3 of 3', () =>
    ask([sw, se, nw], { status: 'met', value: 100, denominator: 3 }, { rural: [NE] }));
  it('no data: none is found and one facility has no category', () =>
    ask(
      [
        { ...sw, category: '' },
        { ...se, category: 'park' }
      ],
      {
        status: 'no_data',
        why: { code: 'uncategorised', what: '1 / 2' }
      }
    ));
  it('not applicable: villages alone', () =>
    ask(
      [sw],
      { status: 'not_applicable', why: { code: 'no-units', what: 'urban communities' } },
      { rural: EVERY }
    ));
});
