import { describe, expect, it } from 'vitest';
import { applyScenario } from '../../src/lib/study/apply-scenario.ts';
import type { Edit } from '../../src/lib/study/scenario.ts';
import { buildGridTown, facilitiesAt } from '../towns/grid-town.ts';

const town = buildGridTown({ columns: 3, rows: 3 });
const present = facilitiesAt(town, [
  [0, 0],
  [1, 1],
  [2, 2]
]);
const apply = (...edits: Edit[]) => applyScenario(present, { name: '', edits });

describe('a scenario', () => {
  it('without edits is the present state itself', () => expect(apply()).toBe(present));

  it('adds at the end, moves in place, leaves out what was closed', () => {
    const after = apply(
      { do: 'close', code: 'F0' },
      { do: 'move', code: 'F1', lon: 116, lat: 39 },
      { do: 'add', code: 'new-1', category: 'chs', name: '新站', lon: 117, lat: 40 },
      { do: 'move', code: 'new-1', lon: 118, lat: 41 }
    );
    expect(after.code).toEqual(['F1', 'F2', 'new-1']);
    expect([...after.lon]).toEqual([116, present.lon[2], 118]);
    expect(after.category[2]).toBe('chs');
    expect(after.floorAreaM2[2]).toBeNaN();
    expect(present.code).toEqual(['F0', 'F1', 'F2']);
  });

  it('carries the further columns along; of what is added nothing more is known', () => {
    const more = {
      ...present,
      numbers: { open_hours_per_day: Float64Array.of(8, 9, 10) },
      texts: { host_id: ['a', 'b', 'c'] }
    };
    const edits: Edit[] = [
      { do: 'add', code: 'new-1', category: 'chs', name: '新站', lon: 117, lat: 40 },
      { do: 'close', code: 'F0' },
      { do: 'move', code: 'F2', lon: 116, lat: 39 }
    ];
    const after = applyScenario(more, { name: '', edits });
    expect(after.code).toEqual(['F1', 'F2', 'new-1']);
    expect([...after.numbers!.open_hours_per_day]).toEqual([9, 10, NaN]);
    expect(after.texts!.host_id).toEqual(['b', 'c', '']);
    expect('numbers' in apply(...edits)).toBe(false);
  });

  it('refuses an edit of what is not there', () => {
    expect(() => apply({ do: 'close', code: 'F9' })).toThrow('expected the code of a facility, got F9');
    expect(() => apply({ do: 'add', code: 'F1', category: '', name: '', lon: 0, lat: 0 })).toThrow('F1');
  });
});
