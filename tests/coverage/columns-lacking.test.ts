import { expect, it } from 'vitest';
import { columnsLacking } from '../../src/lib/coverage/columns-lacking.ts';

it.each([
  ['missing-input', 'estates.*, estates.property_mgmt', ['estates.*', 'estates.property_mgmt']],
  ['incomplete', 'facilities.floor_area_m2: 1 / 2', ['facilities.floor_area_m2']],
  ['incomplete', 'facility_categories: 3 / 3', ['facilities.category']],
  ['no-rows', 'grids', ['grids.*']],
  ['no-tasks', 'tasks.rule_id = LED-3LISTS', ['tasks.rule_id']],
  ['uncategorised', '127 / 218', ['facilities.category']],
  ['kinds-unknown', '4 / 22', ['facilities.category']],
  // What is missing here is no column: a setting of the rule, a unit in scope, people of the group.
  ['no-figure', 'project_default.walk_minutes', []],
  ['no-units', 'administrative villages', []],
  ['nobody', 'residential_points.pop_0_2', []],
  ['scope', '', []]
])('names the columns that %s (%s) lacks', (code, what, columns) =>
  expect(columnsLacking({ code, what })).toEqual(columns)
);

it('names each column once, those of the remarks last', () => {
  const remarks = [
    { code: 'needs-unsaid', what: 'facilities.floor_level, facilities.barrier_free: 2 / 5' },
    { code: 'none-in-study', what: 'chs' }
  ];
  expect(columnsLacking({ code: 'lower-bound', what: 'facilities.barrier_free: 1 / 3' }, remarks)).toEqual([
    'facilities.barrier_free',
    'facilities.floor_level'
  ]);
  expect(columnsLacking(null, remarks.slice(1))).toEqual([]);
});
