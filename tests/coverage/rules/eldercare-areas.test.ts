import { describe, expect, it } from 'vitest';
import type { Place } from '../evidence-of.ts';
import { hasNoRow, lacks, outOf, saysSome } from './rule-rows.ts';
import { evidenceFor, expectRow, NE, NW, SE, SW, type Expected, type TownOf } from './rule-town.ts';

type At = [column: number, row: number];
const [inSW, inSE, inNW]: At[] = [
  [1, 1],
  [8, 1],
  [1, 8]
];
const asked = (id: string) => (unit: number, expected: Expected, of: TownOf) =>
  expectRow(id, unit, expected, evidenceFor(id, of));
const estate = (unit: number, estate_id: string, isNew: number, households?: number) => ({
  unit,
  estate_id,
  is_new_build: isNew,
  households
});
const room = (at: At, floorAreaM2?: number, estate_id = '', category = 'eldercare_site'): Place => ({
  at,
  category,
  floorAreaM2,
  texts: { estate_id }
});

describe('ELD-AREA-NEW', () => {
  const ask = asked('ELD-AREA-NEW');
  const ledgers = {
    estates: [
      estate(SW, 'a', 1, 600),
      estate(SW, 'b', 1, 400),
      estate(SW, 'old', 0, 5000),
      estate(SE, 'c', 1, 1000),
      estate(NW, 'd', 1),
      estate(NE, 'e', 0, 1000)
    ]
  };
  const places = [
    room(inSW, 250, 'a'),
    room(inSW, 50, 'b', 'day_care'),
    room(inSW, 900, 'old'),
    room(inSE, 290, 'c'),
    room(inNW, 300, 'd')
  ];
  it('met: 250 + 50 = 300 m² / ((600 + 400) / 100) = 30; the old estate is in neither', () =>
    ask(SW, { status: 'met', value: 30, numerator: 300, denominator: 10 }, { ledgers, places }));
  it('not met: 290 / 10 = 29 < 30', () => ask(SE, { status: 'not_met', value: 29 }, { ledgers, places }));
  it('no data: the households of the new estate are not given', () =>
    ask(NW, { status: 'no_data', why: lacks('estates.households') }, { ledgers, places }));
  it('no data: nothing says whether the only estate is new, which names that and not its households', () =>
    ask(
      SW,
      { status: 'no_data', why: lacks('estates.is_new_build') },
      {
        ledgers: { estates: [{ unit: SW, estate_id: 'a', households: 1000 }, estate(SE, 'c', 1, 1000)] },
        places: [room(inSW, 300, 'a')]
      }
    ));
  it('no data: without estates nothing tells what is new', () =>
    ask(
      SW,
      { status: 'no_data', why: lacks('estates.is_new_build, estates.households') },
      { places, totals: { households: [1000, 1000, 1000, 1000] } }
    ));
  it('not applicable: built estates alone', () =>
    ask(
      NE,
      { status: 'not_applicable', why: { code: 'none-such', what: 'estates.households' } },
      { ledgers, places }
    ));
  it('not applicable: a village', () =>
    ask(SW, { status: 'not_applicable', why: outOf('urban') }, { ledgers, places, rural: [SW] }));
});

describe('ELD-AREA-OLD', () => {
  const ask = asked('ELD-AREA-OLD');
  const ledgers = {
    estates: [
      estate(SW, 'a', 0, 1000),
      estate(SW, 'new', 1, 500),
      estate(SE, 'b', 0, 1000),
      estate(NW, 'c', 0, 1000),
      estate(NE, 'd', 1, 1000)
    ]
  };
  const places = [
    room(inSW, 200, 'a', 'eldercare_centre'),
    room(inSW, 150, 'new'),
    room(inSE, 190, 'b'),
    room(inNW, undefined, 'c')
  ];
  it('met: 200 m² / (1,000 / 100) = 20; the new estate keeps its own ledger, 150 / 5 = 30', () => {
    ask(SW, { status: 'met', value: 20, numerator: 200, denominator: 10 }, { ledgers, places });
    asked('ELD-AREA-NEW')(SW, { status: 'met', value: 30, numerator: 150 }, { ledgers, places });
  });
  it('not met: 190 / 10 = 19 < 20', () => ask(SE, { status: 'not_met', value: 19 }, { ledgers, places }));
  it('no data: the only room has no area', () =>
    ask(NW, { status: 'no_data', why: lacks('facilities.floor_area_m2') }, { ledgers, places }));
  it('no data: a community without an estate in the table', () =>
    ask(
      NW,
      { status: 'no_data', why: hasNoRow('estates.households') },
      { ledgers: { estates: ledgers.estates.slice(0, 3) }, places }
    ));
  it('not applicable: new estates alone', () =>
    ask(
      NE,
      { status: 'not_applicable', why: { code: 'none-such', what: 'estates.households' } },
      { ledgers, places }
    ));
  it('without estates by all households of the community, and says so: 300 / (1,500 / 100) = 20', () =>
    ask(
      SW,
      { status: 'met', value: 20, why: { code: 'units-for-estates', what: 'estates.households' } },
      { places: [room(inSW, 300)], totals: { households: [1500] } }
    ));
  it('can meet but not fail by a lower bound: 200 known meet, 190 and one without an area do not tell', () => {
    const unknown = room(inSW, undefined, 'a');
    ask(
      SW,
      { status: 'met', value: 20, why: { code: 'lower-bound', what: 'facilities.floor_area_m2: 1 / 2' } },
      { ledgers, places: [room(inSW, 200, 'a'), unknown] }
    );
    ask(
      SW,
      { status: 'no_data', why: saysSome('facilities.floor_area_m2: 1 / 2') },
      { ledgers, places: [room(inSW, 190, 'a'), unknown] }
    );
  });
});

describe('ELD-AREA-GZ', () => {
  const ask = asked('ELD-AREA-GZ');
  const ledgers = {
    estates: [
      estate(SW, 'old', 0, 1000),
      estate(SW, 'new', 1, 500),
      estate(SE, 'b', 0, 1000),
      estate(NW, 'c', 0, 1000)
    ]
  };
  const places = [
    room(inSW, 150, 'old'),
    room(inSW, 90, 'new', 'day_care'),
    room(inSE, 100, 'b'),
    room(inNW, undefined, 'c')
  ];
  it('reported: 240 m² / (1,500 / 100) = 16; new 90 / 5 = 18 of 20, built 150 / 10 = 15 of 15', () => {
    const row = ask(SW, { status: 'reported', value: 16, denominator: 15 }, { ledgers, places });
    const parts = row.parts!.filter(({ labelEn }) => /estates/.test(labelEn));
    expect(parts.map(({ labelEn, value, status }) => [labelEn, value, status])).toEqual([
      ['new estates (≥ 20)', 18, 'reported'],
      ['built estates (≥ 15)', 15, 'reported']
    ]);
  });
  it('reported, not failed: 100 / 10 = 10', () =>
    ask(SE, { status: 'reported', value: 10 }, { ledgers, places }));
  it('no data: the only room has no area', () =>
    ask(NW, { status: 'no_data', why: lacks('facilities.floor_area_m2') }, { ledgers, places }));
  it('no data: no estate in the table', () =>
    ask(NE, { status: 'no_data', why: hasNoRow('estates.households') }, { ledgers, places }));
  it('not applicable: a village', () =>
    ask(SW, { status: 'not_applicable', why: outOf('urban') }, { ledgers, places, rural: [SW] }));
});
