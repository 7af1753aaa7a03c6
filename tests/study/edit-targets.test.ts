import { describe, expect, it } from 'vitest';
import { fitEdits, judgeEdits, type Targets } from '../../src/lib/study/edit-targets.ts';
import type { Edit } from '../../src/lib/study/scenario.ts';
import { buildGridTown, facilitiesAt } from '../towns/grid-town.ts';

const town = buildGridTown({ columns: 3, rows: 3 });
const facilities = facilitiesAt(town, [
  [0, 0],
  [2, 2]
]);
const candidates = {
  ...{ lon: Float64Array.of(116), lat: Float64Array.of(39), code: ['c1'], name: ['c1'] },
  ...{ cost: Float64Array.of(NaN), floorAreaM2: Float64Array.of(NaN) }
};
const present: Targets = { facilities, candidates, units: town.units };
const place = { lon: 116.4, lat: 39.93 };
const house: Edit = { do: 'house', code: 'h1', name: '楼', ...place, people: 10 };
const link: Edit = { do: 'link', code: 'l1', kind: 'gate', from: [116, 39], to: [116.001, 39] };
const offer: Edit = { do: 'offer', code: 'c2', name: '地块', ...place };
/** The field that is at fault of each edit, one after the other; null: it can be made. */
const faults = (...edits: Edit[]) => edits.map(judgeEdits(present)).map((fault) => fault?.field ?? null);

describe('an edit', () => {
  it('of what is there can be made, of every layer', () => {
    expect(
      faults(
        { do: 'move', code: 'F0', ...place },
        { do: 'resize', code: 'F0', beds: 20 },
        { do: 'move', layer: 'candidates', code: 'c1', ...place },
        ...[house, link, offer],
        { do: 'move', layer: 'housing', code: 'h1', ...place },
        { do: 'set', layer: 'units', code: town.units.code[0], field: 'pop_resident', value: 5 },
        { do: 'close', layer: 'links', code: 'l1' }
      )
    ).toEqual([null, null, null, null, null, null, null, null, null]);
  });

  it('of what is not there, or is there already, is at fault by its code', () => {
    expect(faults({ do: 'close', code: 'F9' }, { do: 'close', layer: 'links', code: 'l1' })).toEqual([
      ...['code', 'code']
    ]);
    expect(faults(house, house)).toEqual([null, 'code']);
    // Housing that was taken back can be put there again, but not moved before.
    const gone: Edit = { do: 'close', layer: 'housing', code: 'h1' };
    const move: Edit = { do: 'move', layer: 'housing', code: 'h1', ...place };
    expect(faults(house, gone, move, house)).toEqual([null, null, 'code', null]);
    expect(faults({ do: 'offer', code: 'c1', name: '', ...place })).toEqual(['code']);
  });

  it('that says no size, no such field, or no number is at fault by its field', () => {
    expect(
      faults(
        { do: 'resize', code: 'F0' },
        { ...house, groups: { shoe_size: 3 } } as Edit,
        { do: 'set', layer: 'facilities', code: 'F0', field: 'colour_of_door', value: 'red' },
        { do: 'set', layer: 'facilities', code: 'F0', field: 'beds', value: -1 },
        { do: 'set', layer: 'facilities', code: 'F0', field: 'beds', value: 'many' },
        { do: 'set', layer: 'facilities', code: 'F0', field: 'beds', value: null }
      )
    ).toEqual(['do', 'groups.shoe_size', 'field', 'value', 'value', null]);
    expect(judgeEdits(present)({ do: 'close', code: 'F9' })).toMatchObject({
      zh: '没有编码为“F9”的设施',
      en: 'there is no facility "F9"'
    });
  });
});

describe('edits beside a new table', () => {
  const moves: Edit[] = [
    { do: 'move', code: 'F0', ...place },
    { do: 'move', code: 'F9', ...place },
    { do: 'add', code: 'new-1', category: 'chs', name: '', ...place },
    { do: 'move', code: 'new-1', ...place }
  ];
  it('keep those that still fit, and those that rest on them', () => {
    expect(fitEdits(moves, 4, present)).toEqual({
      ...{ edits: [moves[0], moves[2], moves[3]], cursor: 3, dropped: 1 }
    });
  });
  it('are as they were where all fit, what was undone included', () => {
    const undone: Edit[] = [moves[0], moves[1]];
    const fitted = fitEdits(undone, 1, present);
    expect(fitted).toEqual({ edits: undone, cursor: 1, dropped: 0 });
    expect(fitted.edits).toBe(undone);
  });
  it('lose what rested on what is gone', () => {
    const more: Edit[] = [{ do: 'move', layer: 'housing', code: 'h1', ...place }, house];
    expect(fitEdits(more, 2, present)).toEqual({ edits: [house], cursor: 1, dropped: 1 });
  });
});
