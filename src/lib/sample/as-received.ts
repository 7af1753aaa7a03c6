import { fromWgs84 } from '../geometry/datum.ts';
import { categoryByCode } from '../standards/taxonomy.ts';
import { encodeGb18030 } from '../report/layers/gb18030.ts';
import { SAMPLE_LABEL } from './names.ts';
import { round, type Point } from './plane.ts';
import type { Layer, Row } from './table.ts';
import type { Town } from './sample-town.ts';
import { writeCsv, writeGeojson } from './write-files.ts';

/** A field of the layer, the column of the file that holds it, and how the file writes its values. */
type Columns = [
  field: string,
  column: string,
  write?: (value: string | number | null) => string | number | null
][];

/** As Excel shows large numbers in a table that a person keeps. */
const thousands = (value: string | number | null) =>
  typeof value === 'number' ? String(value).replace(/\B(?=(\d{3})+$)/g, ',') : value;
const yesNo = (value: string | number | null) => (value === null ? null : value === 1 ? '是' : '否');
const categoryWord = (value: string | number | null) => categoryByCode(String(value))?.zh ?? value;

/** Column names are cut at 10 bytes of GBK, as a shapefile's table cuts them (上级行政区划代码 → 上级行政区). */
const UNIT_COLUMNS: Columns = [
  ['unit_id', '社区编码'],
  ['name', '社区名称'],
  ['parent', '上级行政区']
];
const ROAD_COLUMNS: Columns = [
  ['road_id', '道路编号'],
  ['name', '道路名称'],
  ['highway', '道路等级分']
];
const LAND_COLUMNS: Columns = [
  ['name', '地块名称'],
  ['kind', '用地类型名']
];
const ESTATE_COLUMNS: Columns = [
  ['estate_id', '小区编号'],
  ['name', '小区名称'],
  ['community', '所属社区'],
  ['households', '总户数'],
  ['is_new_build', '是否新建小']
];
const FACILITY_COLUMNS: Columns = [
  ['fac_id', '编号'],
  ['name', '设施名称'],
  ['category', '设施类别', categoryWord],
  ['lon', '经度'],
  ['lat', '纬度'],
  ['floor_area_m2', '建筑面积（㎡）', thousands],
  ['beds', '床位数'],
  ['capacity', '服务人数', thousands],
  ['serves_unit', '服务社区编码'],
  ['status', '使用状态']
];
const PEOPLE_COLUMNS: Columns = [
  ['households', '户数', thousands],
  ['pop_resident', '常住人口', thousands],
  ['pop_60p', '60岁及以上', thousands],
  ['pop_65p', '65岁及以上', thousands],
  ['pop_80p', '80岁及以上', thousands],
  ['pop_0_2', '0-2岁', thousands],
  ['pop_0_17', '0-17岁', thousands],
  ['pop_disabled', '残疾人数', thousands]
];
const POPULATION_COLUMNS: Columns = [
  ['unit', '社区'],
  ...PEOPLE_COLUMNS,
  ['pop_registered', '户籍人口', thousands]
];
const RESIDENTIAL_COLUMNS: Columns = [
  ['point_id', '楼栋编号'],
  ['lon', '经度'],
  ['lat', '纬度'],
  ['community', '所属社区'],
  ['estate', '小区名称'],
  ['footprint_m2', '基底面积（㎡）', thousands],
  ['storeys', '层数'],
  ...PEOPLE_COLUMNS
];
const CANDIDATE_COLUMNS: Columns = [
  ['site_id', '房屋编号'],
  ['name', '房屋名称'],
  ['lon', '经度'],
  ['lat', '纬度'],
  ['floor_area_m2', '建筑面积（㎡）', thousands],
  ['floor_level', '所在楼层', (value) => (value === '-1' ? '地下一层' : value)],
  ['tenure', '权属'],
  ['acquisition_mode', '取得方式'],
  ['cost', '估算费用（元）', thousands],
  ['available_from', '可用时间'],
  ['site_kind', '候选类型', (value) => (value === 'land' ? '空地' : '存量房屋')],
  ['barrier_free', '无障碍', yesNo],
  ['ground_floor_commercial', '是否底层商业', yesNo],
  ['site_area_m2', '用地面积（㎡）', thousands]
];

const shift = ([lon, lat]: number[]): Point => {
  const [x, y] = fromWgs84(lon, lat, 'gcj02');
  return [round(x, 7), round(y, 7)];
};

const rename = (row: Row, columns: Columns): Row =>
  Object.fromEntries(
    columns.map(([field, column, write]) => [column, write ? write(row[field]) : row[field]])
  );

/** Columns that are no field of their layer: they stay beside it under the file's own name. */
const UNMAPPED = ['estate'];

const mapOf = (columns: Columns) =>
  Object.fromEntries(
    columns.filter(([field]) => !UNMAPPED.includes(field)).map(([field, column]) => [field, column])
  );

function shiftLayer(layer: Layer, columns: Columns): Layer {
  return {
    type: 'FeatureCollection',
    name: layer.name,
    note: `${SAMPLE_LABEL}`,
    features: layer.features.map(({ type, properties, geometry }, i) => {
      const own = { OBJECTID: i + 1, ...rename(properties, columns) };
      if (geometry.type === 'LineString') {
        const coordinates = geometry.coordinates.map(shift);
        return { type, properties: own, geometry: { type: geometry.type, coordinates } };
      }
      if (geometry.type === 'Polygon') {
        const coordinates = geometry.coordinates.map((ring) => ring.map(shift));
        return { type, properties: own, geometry: { type: geometry.type, coordinates } };
      }
      throw new Error(`expected a line or a polygon, got ${geometry.type}`);
    })
  };
}

/** The rows as a table kept in Excel and saved as CSV: GB18030, Chinese headers, GCJ-02, numbers like 1,850. */
function writeLedger(rows: Row[], columns: Columns): Uint8Array {
  const shifted = rows.map((row) => {
    if (typeof row.lon !== 'number' || typeof row.lat !== 'number') return rename(row, columns);
    const [lon, lat] = shift([row.lon, row.lat]);
    return rename({ ...row, lon, lat }, columns);
  });
  return encodeGb18030(writeCsv(shifted, '备注', '\r\n'));
}

/** Layers of a study file, and the files they name. */
export interface Received {
  layers: Record<string, unknown>[];
  files: Map<string, Uint8Array>;
}

/** The town as a planner would be handed it: GCJ-02, Chinese columns cut short, ledgers in GB18030. */
export function receiveTown(town: Town): Received {
  const files = new Map<string, Uint8Array>();
  const layers: Record<string, unknown>[] = [];
  const addShapes = (as: string, layer: Layer, columns: Columns) => {
    files.set(`${as}.geojson`, new TextEncoder().encode(writeGeojson(shiftLayer(layer, columns))));
    layers.push({ as, file: `${as}.geojson`, crs: 'gcj02', map: mapOf(columns) });
  };
  const addLedger = (as: string, rows: Row[], columns: Columns, more: Record<string, unknown>) => {
    files.set(`${as}.csv`, writeLedger(rows, columns));
    layers.push({ as, file: `${as}.csv`, encoding: 'gb18030', ...more, map: mapOf(columns) });
  };
  const words = town.facilities.map(({ category }) => String(category));
  const categories = Object.fromEntries([...new Set(words)].map((code) => [categoryWord(code), code]));
  addShapes('communities', town.communities, UNIT_COLUMNS);
  addShapes('subdistricts', town.subdistrict, UNIT_COLUMNS);
  addLedger('population', town.population, POPULATION_COLUMNS, { same: town.same });
  addLedger('facilities', town.facilities, FACILITY_COLUMNS, { crs: 'gcj02', categories });
  addShapes('roads', town.roads, ROAD_COLUMNS);
  addLedger('residential', town.residential, RESIDENTIAL_COLUMNS, { crs: 'gcj02' });
  addLedger('candidates', town.candidates, CANDIDATE_COLUMNS, { crs: 'gcj02' });
  addShapes('landuse', town.landuse, LAND_COLUMNS);
  addShapes('estates', town.estates, ESTATE_COLUMNS);
  return { layers, files };
}
