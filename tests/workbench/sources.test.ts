import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFile } from '../../src/lib/import/import-file.ts';
import type { Database } from '../../src/lib/tables/database.ts';
import { openNative } from '../../src/lib/tables/native.ts';
import { readInputs } from '../../src/lib/tables/read.ts';
import type { Inputs } from '../../src/lib/study/inputs.ts';
import { facilitySources, homeSources, unitSources } from '../../src/lib/workbench/engine/sources.ts';
import { collection, feature, square, utf8 } from '../import/sources.ts';

// Rows 3 and 5 of the facilities, and row 2 of the homes, are rejected: what stands keeps the number it has in its file.
const FACILITIES =
  '编号,名称,类别,经度,纬度\nA1,甲站,养老服务站,116.401,39.901\nA2,乙站,养老服务站,,\nA3,丙站,养老服务站,116.403,39.902\nA4,丁站,养老服务站,无,—\n,戊站,养老服务站,116.404,39.903\n';
const HOMES =
  '编号,经度,纬度,常住人口\nH1,,,5\nH2,116.401,39.901,30\nH3,116.402,39.902,40\nH4,116.402,39.902,7\n';
const PEOPLE = '社区,常住人口,60岁以上\n乙社区,200,40\n甲社区,100,20\n';

let db: Database;
let inputs: Inputs;

beforeAll(async () => {
  db = await openNative();
  const shapes = collection(
    feature('Polygon', square(116.4, 39.9), { 编码: 'C1', 名称: '甲社区' }),
    feature('Polygon', square(116.41, 39.9), { 编码: 'C2', 名称: '乙社区' })
  );
  const put = (name: string, text: string, as: 'communities' | 'population' | 'facilities' | 'residential') =>
    importFile(db, name, utf8(text), { as, crs: 'wgs84', encoding: 'utf-8' });
  await put('社区.geojson', shapes, 'communities');
  await put('人口.csv', PEOPLE, 'population');
  const facilities = await put('设施.csv', FACILITIES, 'facilities');
  expect(facilities.rejected.map(({ row }) => row)).toEqual([3, 5]);
  const homes = await put('居民点.csv', HOMES, 'residential');
  expect(homes.rejected.map(({ row }) => row)).toEqual([2]);
  inputs = await readInputs(db, '');
});
afterAll(() => db.close());

const places = (rows: Awaited<ReturnType<typeof unitSources>>) =>
  rows.map(({ layer, file, row }) => `${layer} ${file} ${row}`);

describe('input rows', () => {
  it('of a unit are its boundary and the row of its people', async () => {
    const unit = inputs.units.name.indexOf('甲社区');
    expect(places(await unitSources(db, inputs.units, unit))).toEqual([
      'communities 社区.geojson 1',
      'population 人口.csv 3'
    ]);
    expect(places(await unitSources(db, inputs.units, 1 - unit))).toEqual([
      'communities 社区.geojson 2',
      'population 人口.csv 2'
    ]);
  });
  it('of a facility keep their numbers where rows before them were rejected', async () => {
    expect(places(await facilitySources(db, 'A1'))).toEqual(['facilities 设施.csv 2']);
    expect(places(await facilitySources(db, 'A3'))).toEqual(['facilities 设施.csv 4']);
    // One without a code is known by its row.
    const code = inputs.facilities.code[inputs.facilities.name.indexOf('戊站')];
    expect(places(await facilitySources(db, code))).toEqual(['facilities 设施.csv 6']);
    expect(await facilitySources(db, 'new-1')).toEqual([]);
  });
  it('of homes are all that stand at a place', async () => {
    const { lon, lat } = inputs.residential!;
    expect(places(await homeSources(db, lon[0], lat[0]))).toEqual(['residential 居民点.csv 3']);
    expect(places(await homeSources(db, lon[1], lat[1]))).toEqual([
      'residential 居民点.csv 4',
      'residential 居民点.csv 5'
    ]);
  });
});
