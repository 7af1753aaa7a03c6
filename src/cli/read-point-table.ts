import { access } from 'node:fs/promises';
import { createTransform } from '../lib/geometry/crs.ts';
import type { Pair } from '../lib/geometry/datum.ts';
import type { Points } from '../lib/geometry/shapes.ts';
import { Ledger } from '../lib/import/ledger.ts';
import { shortName } from '../lib/import/places/crs.ts';
import { readSource } from '../lib/import/read-source.ts';
import { columnIndex, type Source } from '../lib/import/source.ts';
import { describeFileError, Failure } from './failure.ts';
import { failOnQuestions } from './explain-import.ts';
import { readInput } from './read-input.ts';
import type { Terminal } from './terminal.ts';

/** A point table: an id and a position a row. */
export interface PointTable extends Points {
  id: string[];
}

/** The names that a column of a point table goes by, the first that a file has; the ids are those of Yike's layers. */
const NAMES = {
  id: ['id', 'fac_id', 'point_id', 'site_id', 'unit_id'],
  lon: ['lon', '经度'],
  lat: ['lat', '纬度']
} as const;

/**
 * Reads a point table: the columns `id`, `lon`, `lat` (WGS84), in any order and case, or as `NAMES` calls them, of a
 * table (.csv, .xlsx, .parquet …), or the points of a layer (.geojson, .gpkg, a shapefile with its parts …) with an id; a
 * coordinate system that the file states is made WGS84. Throws a `Failure` that names the row, the
 * column and what is wrong: a walk to a place that is not meant helps nobody.
 */
export async function readPointTable(path: string, terminal: Terminal): Promise<PointTable> {
  const inParquet = /\.parquet$/i.test(path) ? await readParquet(path) : null;
  // GeoParquet has its places as geometry.
  if (inParquet?.lon && inParquet.lat) return checkPoints(path, inParquet);
  const { name, bytes, beside } = await readInput(path);
  const source = await readSource(name, bytes, { as: 'candidates' }, undefined, beside);
  const questions = new Ledger(source, terminal.language).questions.filter(({ mayWait }) => !mayWait);
  // Of a few ids the encoding is never quite sure; the places are the same in any.
  failOnQuestions({ questions: questions.filter(({ sets }) => sets !== 'encoding') }, path, {
    importedAs: 'candidates'
  });
  if (questions.length > 0)
    terminal.note({
      zh: `${path}：编码拿不准，按 ${source.encoding} 读`,
      en: `${path}: its encoding is not sure, it was read as ${source.encoding}`
    });
  const fault = source.faults[0];
  if (fault)
    throw refuse(
      path,
      `第 ${source.rowNumbers[fault.index]} 行`,
      `row ${source.rowNumbers[fault.index]}`,
      '读不出来，请改正后再试',
      'cannot be read; correct it and try again'
    );
  return fromSource(path, source);
}

function refuse(path: string, zh: string, en: string, causeZh: string, causeEn: string): Failure {
  return new Failure(`${path}：${zh} ${causeZh}`, `${path}: ${en} ${causeEn}`);
}

/** Rows by number, the names of the columns, and the columns of a point table; a column that is not there is undefined. */
interface Found {
  names: string[];
  row: (i: number) => number;
  id: (string | null)[] | undefined;
  lon: ArrayLike<number> | undefined;
  lat: ArrayLike<number> | undefined;
}

function fromSource(path: string, source: Source): PointTable {
  const cells = (column: keyof typeof NAMES): (string | null)[] | undefined => {
    const at = NAMES[column].map((name) => columnIndex(source, name)).find((index) => index >= 0);
    return at === undefined ? undefined : source.columns[at];
  };
  const numbers = (column: 'lon' | 'lat') =>
    cells(column)?.map((text) => (text === null || text.trim() === '' ? NaN : Number(text)));
  const places = placesOf(path, source);
  return checkPoints(path, {
    names: source.headers,
    row: (i) => source.rowNumbers[i],
    id: cells('id'),
    lon: places?.map(([lon]) => lon) ?? numbers('lon'),
    lat: places?.map(([, lat]) => lat) ?? numbers('lat')
  });
}

/** WGS84 degrees of the points, NaN for other shapes; null for a table without shapes. */
function placesOf(path: string, { geometry, declaredCrs }: Source): Pair[] | null {
  if (geometry === null) return null;
  const transform = declaredCrs === null ? null : transformOf(path, declaredCrs);
  return geometry.map((shape): Pair => {
    if (shape?.type !== 'Point') return [NaN, NaN];
    const [x, y] = shape.coordinates;
    return transform === null ? [x, y] : transform(x, y);
  });
}

function transformOf(path: string, crs: string): (x: number, y: number) => Pair {
  try {
    return createTransform(crs);
  } catch {
    const name = shortName(crs);
    throw new Failure(
      `${path}：坐标系“${name}”不认识，请先用 yike import 导入并用 --crs 指明坐标系`,
      `${path}: the coordinate system "${name}" is not known; import it first with yike import and say it with --crs`
    );
  }
}

async function readParquet(path: string): Promise<Found> {
  // A missing file is said in the words of the other formats, not of the engine.
  await access(path).catch((error) => {
    throw describeFileError(error, path);
  });
  const { readParquetColumns } = await import('../lib/tables/native-read-parquet.ts');
  const { names, columns } = await readParquetColumns(path, [
    { names: NAMES.id, type: 'VARCHAR' },
    { names: NAMES.lon, type: 'DOUBLE' },
    { names: NAMES.lat, type: 'DOUBLE' }
  ]).catch((error) => {
    const cause = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new Failure(
      `${path}：读不出这个 Parquet 文件：${cause}`,
      `${path}: this Parquet file cannot be read: ${cause}`
    );
  });
  return {
    names,
    row: (i) => i + 1,
    id: columns[0]?.values as (string | null)[] | undefined,
    lon: columns[1]?.values as Float64Array | undefined,
    lat: columns[2]?.values as Float64Array | undefined
  };
}

function checkPoints(path: string, found: Found): PointTable {
  const { id, lon, lat } = found;
  if (id === undefined || lon === undefined || lat === undefined) {
    const missing = (['id', 'lon', 'lat'] as const).filter((name) => found[name] === undefined);
    const soughtZh = missing.map((column) => NAMES[column].join(' 或 ')).join('；');
    const soughtEn = missing.map((column) => NAMES[column].join(' or ')).join('; ');
    throw new Failure(
      `${path}：缺少列 ${missing.join('、')}（找过 ${soughtZh}）；点表要有 id、lon、lat（WGS84），文件里有：${found.names.join('、')}`,
      `${path}: no column ${missing.join(', ')} (looked for ${soughtEn}); a point table has id, lon, lat (WGS84), the file has: ${found.names.join(', ')}`
    );
  }
  const seen = new Map<string, number>();
  const names = id.map((cell, i) => {
    const row = found.row(i);
    const name = cell?.trim() ?? '';
    if (name === '')
      throw refuse(path, `第 ${row} 行`, `row ${row}`, '没有 id，请补上', 'has no id; give it one');
    if (!(Math.abs(lon[i]) <= 180 && Math.abs(lat[i]) <= 90))
      throw refuse(
        path,
        `第 ${row} 行（${name}）`,
        `row ${row} (${name})`,
        '没有有效的 lon、lat（WGS84 度），请改正或删去该行',
        'has no valid lon, lat (WGS84 degrees); correct or remove it'
      );
    const before = seen.get(name);
    if (before !== undefined)
      throw refuse(
        path,
        `第 ${row} 行`,
        `row ${row}`,
        `的 id“${name}”与第 ${before} 行相同，请改成不同的`,
        `has the id "${name}" of row ${before}; make them differ`
      );
    seen.set(name, row);
    return name;
  });
  return { id: names, lon: Float64Array.from(lon), lat: Float64Array.from(lat) };
}
