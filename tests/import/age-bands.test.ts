import { describe, expect, test } from 'vitest';
import { checkLayer } from '../../src/lib/import/checks/check-layer.ts';
import type { Choices } from '../../src/lib/import/report.ts';
import { readSource } from '../../src/lib/import/read-source.ts';

async function check(text: string, choices: Choices = { as: 'population' }) {
  return checkLayer(await readSource('人口.csv', new TextEncoder().encode(text)), choices);
}

type Checked = Awaited<ReturnType<typeof check>>;
const column = ({ table }: Checked, field: string) => [...(table.get(field)?.values ?? [])];

describe('groups that a population table gives in bands of ages', () => {
  test('are added up where the bands make the ages exactly', async () => {
    const found = await check(
      '社区,常住人口,0-2岁,3-5岁,6-11岁,12-17岁,60-64岁,65-79岁,80岁及以上\n甲,1000,30,28,60,50,70,90,20\n乙,500,10,9,8,7,6,5,4\n'
    );
    expect(column(found, 'pop_60p')).toEqual([180, 15]);
    expect(column(found, 'pop_65p')).toEqual([110, 9]);
    expect(column(found, 'pop_80p')).toEqual([20, 4]);
    expect(column(found, 'pop_0_17')).toEqual([168, 34]);
    // Nobody gives those of 18 to 59.
    expect(column(found, 'pop_18_59')).toEqual([NaN, NaN]);
    expect(found.report.columns.find(({ to }) => to === 'pop_60p')).toMatchObject({
      from: '60-64岁+65-79岁+80岁及以上',
      why: '这几个年龄段相加，恰好是这个年龄范围'
    });
  });

  test('stay missing where a band is lacking, overlaps or begins at another age', async () => {
    for (const bands of [
      '60-64岁,70岁及以上',
      '60-69岁,65岁及以上',
      '55-64岁,65岁及以上',
      '60-64岁,65-79岁'
    ]) {
      const found = await check(`社区,常住人口,${bands}\n甲,1000,70,90\n`);
      expect([bands, column(found, 'pop_60p')]).toEqual([bands, [NaN]]);
    }
  });

  test('are missing in a unit that lacks one of the bands, and not added up from unlike units', async () => {
    const found = await check('社区,常住人口,60-64岁,65岁及以上\n甲,1000,70,90\n乙,500,,30\n');
    expect(column(found, 'pop_60p')).toEqual([160, NaN]);
    const mixed = await check('社区,常住人口,60-64岁（万人）,65岁及以上（人）\n甲,100000,0.7,9000\n');
    expect(column(mixed, 'pop_60p')).toEqual([NaN]);
  });

  test('give way to a column of the group itself, and to the user’s word', async () => {
    const text = '社区,常住人口,60岁及以上,60-64岁,65岁及以上\n甲,1000,165,70,90\n';
    expect(column(await check(text), 'pop_60p')).toEqual([165]);
    const none = await check('社区,常住人口,60-64岁,65岁及以上\n甲,1000,70,90\n', {
      as: 'population',
      map: { pop_60p: '' }
    });
    expect(column(none, 'pop_60p')).toEqual([NaN]);
  });
});
