import { afterAll, beforeAll, expect, it } from 'vitest';
import { importStudyLayers, type StudyLayer } from '../../src/lib/import/study-layers.ts';
import { checkUnitNames } from '../../src/lib/import/meanings/unit-names.ts';
import { packStudy, putTables, unpackStudy } from '../../src/lib/tables/archive.ts';
import type { Database } from '../../src/lib/tables/database.ts';
import { openNative } from '../../src/lib/tables/native.ts';
import { fromOneFile, toOneFile } from '../../src/lib/tables/one-file.ts';
import { readInputs } from '../../src/lib/tables/read.ts';
import { collection, feature, square, utf8 } from './sources.ts';

const area = (lon: number, properties: object, size = 0.01): object =>
  feature('Polygon', square(lon, 39.9, size), properties);
const FILES: Record<string, string> = {
  'communities.geojson': collection(
    area(116.4, { name: '东社区', 社区类型: '易地搬迁安置社区', 实有人口: 30 }),
    area(116.41, { name: '西社区', 是否示范: '是' })
  ),
  'staffing.csv': '社区,社区工作者,社区工作者编制,儿童主任,志愿服务时长\n东,8人,10,1,30\n西社区,9,9,,12\n',
  'unit_status.csv': '社区,残协,双报到率\n东社区,有,85%\n西社区,无,90%\n',
  'visits.csv': '社区,月份,在册人数,已探访人数\n东社区,2024年3月,9,8\n',
  'grids.geojson': collection(area(116.401, { 网格编号: 'G1', 户数: 300, 网格长: '有' }, 0.004)),
  'estates.geojson': collection(
    area(116.412, { 小区编号: 'E1', 小区名称: '园', 物业管理: '无', 户数: 90 }, 0.004)
  ),
  'gates.csv': 'gate_id,estate,lon,lat\nM1,园,116.5,39.9\nM2,,116.414,39.90395\n',
  'study_areas.geojson': collection(area(116.4, { name: '中心城区' }, 0.02)),
  'facilities.csv':
    'fac_id,名称,类别,经度,纬度,服务功能,开放时间,入口经度,入口纬度\nF1,甲站,养老驿站,116.404,39.904,助餐、助浴,8:00-16:00,116.405,39.905\n',
  'tasks.csv': '任务编号,任务名称,需求编号,社区,目标值\nT1,探访,S0-01,西社区,5\n'
};
const LAYERS: StudyLayer[] = Object.keys(FILES).map((file) => {
  const as = file.replace(/\..*/, '') as StudyLayer['as'];
  const placed = file.endsWith('.geojson') || as === 'gates' || as === 'facilities';
  return { as, file, ...(placed && { crs: 'wgs84' }) };
});

let db: Database;
let other: Database;
beforeAll(async () => {
  [db, other] = [await openNative(), await openNative()];
}, 60_000);
afterAll(async () => {
  await db.close();
  await other.close();
});

it('comes from files to what an analysis reads, and is the same again after it was kept', async () => {
  const reports = await importStudyLayers(db, LAYERS, async (file) => utf8(FILES[file]));
  for (const { layer, rows, accepted, rejected, questions } of reports)
    expect([layer, accepted + rejected.length, rejected, questions]).toEqual([layer, rows, [], []]);
  const inputs = await readInputs(db, '');
  const { admin_units, staffing, unit_status, visits, grids, estates, tasks } = inputs.ledgers!;
  expect(admin_units!.texts.community_type).toEqual(['resettlement', '']);
  expect([...inputs.units.totals.pop_actual]).toEqual([30, NaN]);
  expect([...staffing!.unit]).toEqual([0, 1]);
  expect(staffing!.numbers).toEqual({
    community_workers: Float64Array.of(8, 9),
    community_workers_quota: Float64Array.of(10, 9),
    child_directors: Float64Array.of(1, NaN),
    志愿服务时长: Float64Array.of(30, 12)
  });
  expect(unit_status!.numbers).toEqual({
    disabled_assoc: Float64Array.of(1, 0),
    party_report_rate: Float64Array.of(85, 90)
  });
  expect(visits!.texts.month).toEqual(['2024-03']);
  expect([[...grids!.unit], grids!.numbers.grid_head]).toEqual([[0], Float64Array.of(1)]);
  expect([[...estates!.unit], estates!.texts.property_mgmt]).toEqual([[1], ['none']]);
  // The first says which estate; the second stands 5 m north of it.
  expect([...inputs.gates!.estate]).toEqual([0, 0]);
  expect(inputs.studyAreas!.central_area.shapeFirst.length).toBe(2);
  expect([...inputs.facilities.lon, ...inputs.facilities.lat]).toEqual([116.405, 39.905]);
  expect(inputs.facilities.texts!.service_functions).toEqual(['meal;bath']);
  expect([...inputs.facilities.numbers!.open_hours_per_day]).toEqual([8]);
  expect([[...tasks!.unit], tasks!.texts.requirement_id]).toEqual([[1], ['S0-01']]);

  const kept = unpackStudy(fromOneFile(toOneFile(await packStudy(db, { title: '' }))));
  await putTables(other, kept.tables);
  expect(await readInputs(other, '')).toEqual(inputs);
}, 60_000);

it('puts names right that only differ in form, in every table that names units, when boundaries come later', async () => {
  const late = await openNative();
  try {
    const read = async (file: string) => utf8(FILES[file]);
    await importStudyLayers(
      late,
      LAYERS.filter(({ as }) => as === 'staffing'),
      read
    );
    await importStudyLayers(
      late,
      LAYERS.filter(({ as }) => as === 'communities'),
      read
    );
    expect([...(await readInputs(late, '')).ledgers!.staffing!.unit]).toEqual([-1, 1]);
    expect(await checkUnitNames(late)).toEqual([]);
    expect([...(await readInputs(late, '')).ledgers!.staffing!.unit]).toEqual([0, 1]);
  } finally {
    await late.close();
  }
}, 60_000);
