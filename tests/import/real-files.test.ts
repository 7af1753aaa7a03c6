import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createTransform } from '../../src/lib/geometry/crs.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import type { Source } from '../../src/lib/import/source.ts';

const data = resolve(import.meta.dirname, '../../../shared/data');
if (!existsSync(data)) console.info('skipped: ../shared/data is absent, whose files these tests read');

/** A file, the rows that GDAL 3.6 counts in it, a text that must stand in it, the system it says it is in. */
const FILES: [file: string, rows: number, text: string | null, crs: string | null, layer?: string][] = [
  ['formats/beixinqiao/beixinqiao.gpkg', 12, '北宫厅', 'wgs84', 'communities'],
  ['formats/beixinqiao/beixinqiao.gpkg', 1806, null, 'wgs84', 'roads'],
  ['formats/beixinqiao/beixinqiao.gpkg', 218, '养老设施', 'wgs84', 'facilities'],
  ['formats/beixinqiao/communities.kml', 12, '北宫厅', null],
  ['formats/beixinqiao/communities_utf8_cpg.shp', 12, '北宫厅', 'wgs84'],
  ['formats/beixinqiao/facilities_gb18030.csv', 218, '养老设施', null],
  ['formats/beixinqiao/facilities_utf8bom.csv', 218, '养老设施', null],
  ['formats/beixinqiao/roads.fgb', 1806, null, 'wgs84'],
  ['formats/flatgeobuf/countries.fgb', 179, 'China', 'wgs84'],
  ['formats/flatgeobuf/countries.geojson', 179, 'China', null],
  ['formats/flatgeobuf/countries.shp', 179, 'China', null],
  ['formats/flatgeobuf/tiger_roads.geojson', 8333, null, null],
  ['formats/flatgeobuf/topp_states.fgb', 49, 'Illinois', null],
  ['formats/geoparquet/example.parquet', 5, 'Tanzania', 'wgs84'],
  ['formats/geoparquet/data-point-encoding_native.parquet', 4, null, 'wgs84'],
  ['formats/geoparquet/data-point-encoding_wkb.parquet', 4, null, 'wgs84'],
  ['formats/geoparquet/data-linestring-encoding_native.parquet', 3, null, 'wgs84'],
  ['formats/geoparquet/data-linestring-encoding_wkb.parquet', 3, null, 'wgs84'],
  ['formats/geoparquet/data-polygon-encoding_native.parquet', 4, null, 'wgs84'],
  ['formats/geoparquet/data-polygon-encoding_wkb.parquet', 4, null, 'wgs84'],
  ['formats/geoparquet/data-multipoint-encoding_native.parquet', 4, null, 'wgs84'],
  ['formats/geoparquet/data-multipoint-encoding_wkb.parquet', 4, null, 'wgs84'],
  ['formats/geoparquet/data-multilinestring-encoding_native.parquet', 4, null, 'wgs84'],
  ['formats/geoparquet/data-multilinestring-encoding_wkb.parquet', 4, null, 'wgs84'],
  ['formats/geoparquet/data-multipolygon-encoding_native.parquet', 5, null, 'wgs84'],
  ['formats/geoparquet/data-multipolygon-encoding_wkb.parquet', 5, null, 'wgs84'],
  ['formats/mapshaper/Oregon.gpkg', 1, null, null, 'land'],
  ['formats/mapshaper/Oregon.gpkg', 121, null, null, 'roads'],
  ['formats/mapshaper/big5.dbf', 1, null, null],
  ['formats/mapshaper/chinese.shp', 1, '简体', 'wgs84'],
  ['formats/mapshaper/gb2312.dbf', 1, '简体国语', null],
  ['formats/mapshaper/gbk.dbf', 1, '简体国语', null],
  ['formats/mapshaper/six_counties.shp', 6, 'District of Columbia', null],
  ['formats/mapshaper/utf8.dbf', 1, '国语國語', null],
  ['formats/mapshaper/utf8_bom.csv.gz', 1, null, null],
  ['beixinqiao/communities.geojson', 12, '北宫厅', null],
  ['beixinqiao/community_population.csv', 12, '北官厅', null],
  ['beixinqiao/facilities.geojson', 218, '炮局胡同养老驿站', null],
  ['beixinqiao/facilities_mojibake_headers.geojson', 166, null, null],
  ['beixinqiao/greenbelt.geojson', 398, null, null],
  ['beixinqiao/landuse_raw.geojson', 3057, '交通设施用地', null],
  ['beixinqiao/organisations.geojson', 281, '纤维局', null],
  ['beixinqiao/roads.geojson', 1806, null, null],
  ['beixinqiao/subdistrict.geojson', 1, null, null],
  ['beixinqiao/visitor_grid.geojson', 3885, null, null]
];

/** The files that stand beside it under the same name. */
function besideOf(path: string): Map<string, Uint8Array> {
  const stem = basename(path, extname(path));
  if (extname(path) !== '.shp') return new Map();
  return new Map(
    readdirSync(dirname(path))
      .filter((name) => basename(name, extname(name)) === stem && extname(name) !== '.shp')
      .map((name) => [extname(name).slice(1), new Uint8Array(readFileSync(resolve(dirname(path), name)))])
  );
}

const read = (file: string, layer?: string): Promise<Source> => {
  const path = resolve(data, file);
  const bytes = new Uint8Array(readFileSync(path));
  return readSource(basename(file), bytes, { layer }, undefined, besideOf(path));
};

describe.skipIf(!existsSync(data))('every real file', () => {
  test.each(FILES)('%s: %d rows, text %s, system %s, layer %s', async (file, rows, text, crs, layer) => {
    const source = await read(file, layer);
    expect(source.rows).toBe(rows);
    const texts = [...source.headers, ...source.columns.flat().filter((cell) => cell !== null)];
    expect(texts.join('\n')).not.toMatch(/\uFFFD/);
    if (text !== null) expect(texts.some((cell) => cell.includes(text))).toBe(true);
    if (crs === null) return;
    expect(source.declaredCrs).not.toBeNull();
    const [lon, lat] = createTransform(source.declaredCrs!)(116.4, 39.9);
    expect([lon, lat]).toEqual([116.4, 39.9]);
  });
});
