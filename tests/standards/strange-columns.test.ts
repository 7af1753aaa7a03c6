import { describe, expect, it } from 'vitest';
import type { Compute } from '../../src/lib/standards/compute.ts';
import { loadPacks, PROFILES } from '../../src/lib/standards/packs.ts';
import { knownOf, sayStrange, strangeColumns } from '../../src/lib/standards/strange-columns.ts';
import { FIELDS, SOURCE_ROW, type LayerTable } from '../../src/lib/tables/schema.ts';

const strange = (compute: Compute, inputs: string[] = []) => strangeColumns({ compute, inputs });

describe('strangeColumns', () => {
  it('are none in the rules of the program', () => {
    const found = loadPacks(PROFILES, { unverified: true }).flatMap(strangeColumns);
    expect(found).toEqual([]);
  });
  it('are those of compute, at any depth, and of inputs, each once, with the likest of the table', () => {
    const compute: Compute = {
      how: 'ratio',
      top: { sum: 'facilities.area', where: [{ column: 'estates.new_build', is: true }] },
      bottom: { sum: 'admin_units.household' },
      instead: { top: { sum: 'staffing.police' } }
    };
    const found = strange(compute, ['facilities.floor_area', 'facilities.area', 'walk_network.length_m']);
    expect(found.map(({ column, near }) => [column, near[0]])).toEqual([
      ['facilities.area', 'floor_area_m2'],
      ['estates.new_build', 'is_new_build'],
      ['admin_units.household', 'households'],
      ['staffing.police', expect.stringContaining('police')],
      ['facilities.floor_area', 'floor_area_m2']
    ]);
    expect(sayStrange('X-1', found[0]).en).toContain(
      'facilities.area is no known column, the nearest are floor_area_m2'
    );
    expect(strange({ how: 'ratio', top: { sum: 'facilities.*' } })).toEqual([]);
  });
  it('know the columns that the layers have', () => {
    const layers: [string, LayerTable, string[]][] = [
      ['admin_units', 'communities', []],
      ['facilities', 'facilities', ['lon', 'lat', 'serves_unit', 'entrance_lon', 'entrance_lat']],
      ['estates', 'estates', ['community']],
      ['grids', 'grids', ['community']],
      ['unit_status', 'unit_status', ['unit']],
      ['visits', 'visits', ['unit']],
      ['candidate_sites', 'candidates', ['lon', 'lat']],
      ['tasks', 'tasks', []]
    ];
    for (const [table, layer, other] of layers) {
      const fields = FIELDS[layer]
        .map(({ name }) => name)
        .filter((name) => ![SOURCE_ROW, ...other].includes(name));
      expect(
        fields.filter((name) => !knownOf(table).includes(name)),
        table
      ).toEqual([]);
    }
  });
});
