import { describe, expect, test } from 'vitest';
import { proposeChoices } from '../../src/lib/import/propose.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import { collection, feature, utf8 } from './sources.ts';

describe('proposals', () => {
  const propose = async (name: string, text: string) => proposeChoices(await readSource(name, utf8(text)));

  test('layer and columns from names in Chinese and English, each with its why', async () => {
    const facilities = await propose(
      'poi_gcj02.csv',
      '设施名称,设施类型,经度,纬度,床位数（张）\n甲,养老院,116.4,39.9,20\n'
    );
    expect(facilities.choices).toMatchObject({
      as: 'facilities',
      map: { name: '设施名称', category: '设施类型', lon: '经度', lat: '纬度', beds: '床位数（张）' }
    });
    expect(facilities.report?.crs.value).toBe('gcj02');
    expect(facilities.report?.columns.every(({ why }) => why.length > 1)).toBe(true);
    const population = await propose('t.csv', 'community,population,households,60+\nA,100,40,20\n');
    expect(population.choices).toMatchObject({
      as: 'population',
      map: { unit: 'community', pop_resident: 'population', households: 'households', pop_60p: '60+' }
    });
    const town = await propose(
      'b.geojson',
      collection(
        feature(
          'Polygon',
          [
            [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 0]
            ]
          ],
          { name: '北新桥街道' }
        )
      )
    );
    expect(town.choices.as).toBe('subdistricts');
    expect(town.others).toContain('communities');
    const lines = await propose(
      'x.geojson',
      collection(
        feature('LineString', [
          [0, 0],
          [1, 1]
        ])
      )
    );
    expect(lines.choices.as).toBe('roads');
  });

  test('columns named with their datum are found, and say it', async () => {
    const { choices, report } = await propose(
      'p.csv',
      'id,名称,类型,经度_gcj02,纬度_gcj02\n1,甲,药店,116.4,39.9\n'
    );
    expect(choices).toMatchObject({
      as: 'facilities',
      map: { lon: '经度_gcj02', lat: '纬度_gcj02', fac_id: 'id' }
    });
    expect(report?.crs).toEqual({ value: 'gcj02', why: '文件名或列名里写着' });
  });

  test('a table of names without people is no population', async () => {
    const { refusal } = await propose('t.csv', 'code,name\n1,甲\n');
    expect(refusal?.zh).toContain('没有找到“常住人口 (pop_resident)”列');
  });

  test('a column that is called a number but holds words is left alone', async () => {
    const { choices } = await propose(
      '设施.csv',
      '名称,面积,经度,纬度\n甲,大,116.4,39.9\n乙,小,116.4,39.9\n'
    );
    expect(choices.map).not.toHaveProperty('floor_area_m2');
  });

  test('words without a category come with the likely ones', async () => {
    const { groups, report } = await propose(
      'f.csv',
      '名称,类别,经度,纬度\n甲,老人食堂点,116.4,39.9\n乙,药店,116.4,39.9\n'
    );
    expect(groups.find(({ word }) => word === '药店')?.code).toBe('pharmacy');
    const open = groups.find(({ word }) => word === '老人食堂点')!;
    expect(open.code).toBeNull();
    expect(open.likely).toContain('senior_canteen');
    expect(report?.accepted).toBe(2);
  });
});
