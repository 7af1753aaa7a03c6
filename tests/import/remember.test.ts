import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { recallChoices, rememberChoices, shapeKey, type Remembered } from '../../src/lib/import/remember.ts';
import type { Choices } from '../../src/lib/import/report.ts';

const CHOICES: Choices = {
  as: 'population',
  crs: 'auto',
  encoding: 'gb18030',
  map: { unit: '社区', pop_resident: '男+女', households: '' },
  same: { 北官厅: '北宫厅' },
  answers: { personal: 'keep', 'mend:spike:7': 'no' }
};

test('what was said of a file is said of the next of the same columns, in any order and form', () => {
  const list = rememberChoices([], { headers: ['社区', '男', '女', '户数'] }, CHOICES);
  expect(
    recallChoices(JSON.parse(JSON.stringify(list)), { headers: ['户数', ' 社 区', '女', '男'] })
  ).toEqual({
    as: 'population',
    map: { unit: ' 社 区', pop_resident: '男+女', households: '' },
    same: { 北官厅: '北宫厅' },
    answers: { personal: 'keep' }
  });
  expect(recallChoices(list, { headers: ['社区', '男', '户数'] })).toBeNull();
});

test('the newest stands for its shape, at most 100 shapes, the list given stays', () => {
  let list: Remembered[] = [];
  for (let i = 0; i < 130; i++) list = rememberChoices(list, { headers: [`c${i}`] }, { as: 'roads' });
  const before = JSON.stringify(list);
  const again = rememberChoices(list, { headers: ['c129'] }, { as: 'facilities' });
  expect([list.length, again.length, JSON.stringify(list)]).toEqual([100, 100, before]);
  expect(recallChoices(again, { headers: ['C129'] })).toEqual({ as: 'facilities' });
  expect(recallChoices(again, { headers: ['c0'] })).toBeNull();
});

test('a damaged memory is none, and pollutes nothing', () => {
  const keys = Object.keys(Object.prototype);
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const said = recallChoices(value, { headers: ['a'] });
      expect(said === null || typeof said === 'object').toBe(true);
    })
  );
  const shape = shapeKey(['a']);
  const odd = JSON.parse(
    `[{"shape":"${shape}","as":"roads","map":{"__proto__":"a","x":3},"same":7}]`
  ) as unknown;
  expect(recallChoices(odd, { headers: ['a'] })).toMatchObject({ as: 'roads' });
  expect(Object.keys(Object.prototype)).toEqual(keys);
});
