import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findApart, noOverlap } from '../../src/lib/import/checks/check-extent.ts';
import { importFile } from '../../src/lib/import/import-file.ts';
import type { Choices, ImportReport } from '../../src/lib/import/report.ts';
import type { Database } from '../../src/lib/tables/database.ts';
import { openNative } from '../../src/lib/tables/native.ts';
import { bytesOf, collection, feature, shared, square, utf8 } from './sources.ts';

let db: Database;
beforeAll(async () => {
  db = await openNative();
});
afterAll(() => db.close());

const folder = shared('beixinqiao');

describe.skipIf(folder === null)('a real subdistrict', () => {
  const bring = async (file: string, choices: Choices): Promise<ImportReport> =>
    importFile(db, file, await bytesOf(`${folder}/${file}`), choices);
  const said = ({ warnings }: ImportReport, code: string): string =>
    warnings.find((each) => each.code === code)?.message ?? '';

  test('its communities meet: no overlap of a square metre, each row in', async () => {
    const report = await bring('communities.geojson', { as: 'communities', crs: 'gcj02' });
    expect([report.accepted, report.rejected, report.questions]).toEqual([12, [], []]);
    expect(said(report, 'rings_clockwise')).toMatch(/^12 个面/);
  });

  test('12 stated areas disagree with the polygons', async () => {
    const same = { 北官厅: '北宫厅' };
    const report = await bring('community_population.csv', { as: 'population', same });
    expect(report.accepted).toBe(12);
    expect(said(report, 'stated_areas')).toMatch(
      /^“面积_km2”写的面积有 12 个（共比较 12 个）.*小菊 写 0\.205、图上 0\.1425（\+43\.8%）；.*草园 写 0\.17、图上 0\.1712（−0\.7%）/
    );
  });

  test('6 facilities outside, 91 without a name, zeros for "not known"; duplicates are told and kept', async () => {
    const report = await bring('facilities.geojson', {
      as: 'facilities',
      crs: 'gcj02',
      map: { category: 'layer' }
    });
    expect([report.accepted, report.rejected, report.questions]).toEqual([218, [], []]);
    expect(said(report, 'outside_units')).toMatch(/^218 个点里有 6 个不在任何单元内/);
    expect(said(report, 'no_name')).toMatch(/^91 行没有名称/);
    const zeros = report.warnings.filter(({ code }) => code === 'zero_values').map(({ message }) => message);
    expect(zeros).toHaveLength(2);
    expect(zeros[0]).toMatch(/“建筑面积”填了 15 行，其中 6 行是 0.*按“不详（按空白）”处理/);
    expect(zeros[1]).toMatch(/“床位数”填了 7 行，其中 4 行是 0.*按“就是 0”处理/);
    expect(said(report, 'same_name_near')).toMatch(/^像是重复：\d+ 组.*按“都保留”处理$/);
    const { values } = (await db.query('SELECT count(*) AS n FROM facilities WHERE floor_area_m2 = 0')).get(
      'n'
    )!;
    expect(values[0]).toBe(0);
  });

  test('all layers lie in one place', async () => {
    expect(await noOverlap(db)).toEqual([]);
  });
});

describe('F17, F19: layers that do not belong together', () => {
  test('a layer of another city is named with its distance, whatever system each file was in', async () => {
    const other = await openNative();
    const unit = collection(feature('Polygon', square(116.4, 39.9), { name: '甲' }));
    await importFile(other, 'c.geojson', utf8(unit), { as: 'communities', crs: 'wgs84', encoding: 'utf-8' });
    // CGCS2000 in metres (zone 39) beside degrees: both are WGS84 once they are in.
    const near = '名称,X,Y\n药店,39448900.5,4418000.25\n';
    await importFile(other, 'f.csv', utf8(near), { as: 'facilities', crs: 'EPSG:4527' });
    const [lon] = (await other.query('SELECT lon FROM facilities')).get('lon')!.values;
    expect(lon).toBeCloseTo(116.4, 1);
    expect(await noOverlap(other)).toHaveLength(0);
    await importFile(other, 's.csv', utf8('名称,经度,纬度\n药店,121.47,31.23\n'), {
      as: 'candidates',
      crs: 'wgs84'
    });
    const [apart] = await noOverlap(other);
    expect(apart).toMatchObject({ layer: 'candidates', other: 'communities' });
    expect(Math.round(apart.km / 10)).toBe(107);
    expect(apart.zh).toMatch(/^“候选点”（s\.csv）与“社区”不在一处，相隔 10\d\d 公里/);
    expect(apart.en).toContain('“candidates” (s.csv) does not lie where “communities” does');
    await other.close();
  });

  test('boxes that meet or lie in each other are together', () => {
    const at = (...box: [number, number, number, number]) => box;
    const layers = [
      { layer: 'communities' as const, box: at(116, 39, 117, 40) },
      { layer: 'roads' as const, box: at(115, 38, 118, 41) },
      { layer: 'facilities' as const, box: at(117, 40, 118, 41) },
      { layer: 'estates' as const, box: at(118, 39, 119, 40) }
    ];
    expect(findApart(layers).map(({ layer, km }) => [layer, Math.round(km)])).toEqual([['estates', 87]]);
    expect(findApart([])).toEqual([]);
  });
});
