import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeXlsx } from 'hucre/xlsx';
import proj4 from 'proj4';
import { writeParquet } from '../../src/lib/tables/native-geoparquet.ts';
import { useCli } from './run-cli.ts';
import { degrees, linesToGeoJson, pointsToCsv, readCsv, streetGrid } from './small-town.ts';

const cli = useCli();
const homes: [string, number, number][] = [
  ['甲', 50, 5],
  ['乙', 200, 200]
];
const shops: [string, number, number][] = [
  ['s2', 150, 0],
  ['s1', 50, 0],
  ['s3', 200, 100]
];
const ask = ['nearest', '--network', 'grid.geojson', '--from', 'homes.csv', '--to', 'shops.csv'];

beforeAll(() => {
  cli.write('grid.geojson', linesToGeoJson(streetGrid(3, 100)));
  cli.write('homes.csv', pointsToCsv(homes));
  cli.write('shops.csv', pointsToCsv(shops));
});

describe('a point table', () => {
  it('takes the names that layers give an id, and 经度, 纬度, in any order and case', async () => {
    const { stdout: expected } = await cli.run(ask);
    const [, ...rows] = pointsToCsv(homes).trim().split('\n');
    const reordered = rows.map((row) => {
      const [id, lon, lat] = row.split(',');
      return `${lat},名称,${id},${lon}`;
    });
    for (const id of ['FAC_ID', 'point_id', 'Site_Id', 'unit_id']) {
      cli.write('layer.csv', `纬度,name,${id},经度\n${reordered.join('\n')}\n`);
      const run = await cli.run([...ask.slice(0, 4), 'layer.csv', '--to', 'shops.csv']);
      expect(run, id).toMatchObject({ code: 0, stdout: expected });
    }
    await writeParquet(
      new Map([
        [
          'LAT',
          { type: 'DOUBLE' as const, values: Float64Array.from(homes, ([, x, y]) => degrees(x, y)[1]) }
        ],
        ['fac_id', { type: 'VARCHAR' as const, values: homes.map(([id]) => id) }],
        ['lon', { type: 'DOUBLE' as const, values: Float64Array.from(homes, ([, x, y]) => degrees(x, y)[0]) }]
      ]),
      join(cli.folder, 'layer.parquet')
    );
    const run = await cli.run([...ask.slice(0, 4), 'layer.parquet', '--to', 'shops.csv']);
    expect(run).toMatchObject({ code: 0, stdout: expected });
  });

  it('prefers a column id to the ids of layers', async () => {
    cli.write('both.csv', 'fac_id,id,lon,lat\n'.concat(`F9,甲,${degrees(50, 5).join(',')}\n`));
    const { stdout } = await cli.run([...ask.slice(0, 4), 'both.csv', '--to', 'shops.csv']);
    expect(readCsv(stdout)[0].from).toBe('甲');
  });

  it('says which names it looked for', async () => {
    cli.write('nameless.csv', '编号,lon,lat\na,117.2,39.1\n');
    const { code, stderr } = await cli.run([...ask.slice(0, 4), 'nameless.csv', '--to', 'shops.csv']);
    expect(code).toBe(1);
    expect(stderr).toContain('id 或 fac_id 或 point_id 或 site_id 或 unit_id');
    expect(stderr).toContain('编号');
  });

  it('walks from the homes of the sample town to its facilities, as they are and as imported', async () => {
    const sample = (name: string) => join(import.meta.dirname, '../../data/sample', name);
    const walk = [
      'nearest',
      '--network',
      sample('roads.geojson'),
      '--from',
      sample('residential.csv'),
      '--to'
    ];
    const plain = await cli.run([...walk, sample('facilities.csv')]);
    expect(plain.code).toBe(0);
    const rows = readCsv(plain.stdout);
    expect(rows[0].from).toBe('R0001');
    expect(rows.filter(({ status, to }) => status === 'ok' && /^F\d{4}$/.test(to)).length).toBeGreaterThan(
      900
    );
    for (const out of ['imported.csv', 'imported.geojson', 'imported.parquet']) {
      const imported = await cli.run([
        ...['import', sample('facilities.csv'), '--as', 'facilities', '--crs', 'wgs84', '--out', out]
      ]);
      expect(imported.code, imported.stderr).toBe(0);
      expect(await cli.run([...walk, out]), out).toMatchObject({ code: 0, stdout: plain.stdout });
    }
  }, 60_000);
});

describe('the formats of an import', () => {
  it('are read as point tables: a workbook, and a shapefile with its parts in the system that it states', async () => {
    const { stdout: expected } = await cli.run(ask);
    const rows = [['id', 'lon', 'lat'], ...homes.map(([id, x, y]) => [id, ...degrees(x, y)])];
    cli.write('homes.xlsx', await writeXlsx({ sheets: [{ name: '点', rows }] }));
    const metres = homes.map(([id, x, y]): [string, number, number] => [
      id,
      ...(proj4('EPSG:4326', MERCATOR, degrees(x, y)) as [number, number])
    ]);
    for (const [extension, bytes] of pointShapefile(metres)) cli.write(`homes.${extension}`, bytes);
    cli.write('homes.prj', MERCATOR_WKT);
    // What only has the name of a part is none: a geodatabase is a folder.
    cli.write('homes.gdb/a00000001.gdbtable', 'x');
    for (const from of ['homes.xlsx', 'homes.shp']) {
      const run = await cli.run([...ask.slice(0, 4), from, '--to', 'shops.csv']);
      expect(run, from).toMatchObject({ code: 0, stdout: expected });
    }
  });

  it('ask which sheet is meant, with the import that says it', async () => {
    const rows = [['id', 'lon', 'lat'], ...homes.map(([id, x, y]) => [id, ...degrees(x, y)])];
    const other = [
      ['编号', '经度', '纬度', '备注'],
      ['a', 117.2, 39.1, '另一张']
    ];
    cli.write(
      'two.xlsx',
      await writeXlsx({
        sheets: [
          { name: '点 一', rows },
          { name: '点 二', rows: other }
        ]
      })
    );
    const run = await cli.run([...ask.slice(0, 4), 'two.xlsx', '--to', 'shops.csv']);
    expect(run).toMatchObject({ code: 1, stdout: '' });
    const advice = /yike (import two\.xlsx --as candidates --layer "(点 [一二])" --out points\.csv)/.exec(
      run.stderr
    );
    expect(advice, run.stderr).not.toBeNull();
    const followed = await cli.run([
      'import',
      'two.xlsx',
      '--as',
      'candidates',
      '--layer',
      '点 一',
      '--out',
      'points.csv'
    ]);
    expect(followed, followed.stderr).toMatchObject({ code: 0 });
    const again = await cli.run([...ask.slice(0, 4), 'points.csv', '--to', 'shops.csv']);
    expect(again).toMatchObject({ code: 0, stdout: (await cli.run(ask)).stdout });
  });
});

const MERCATOR = '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +k=1 +units=m +no_defs';
const MERCATOR_WKT =
  'PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]';

/** The parts .shp, .dbf (a column `id`, UTF-8) and .cpg of a shapefile of points. */
function pointShapefile(points: [string, number, number][]): Map<string, Uint8Array> {
  const shp = new DataView(new ArrayBuffer(100 + 28 * points.length));
  shp.setInt32(0, 9994);
  shp.setInt32(24, shp.byteLength / 2);
  shp.setInt32(28, 1000, true);
  shp.setInt32(32, 1, true);
  const bounds = [1, 2].flatMap((axis) =>
    [Math.min, Math.max].map((pick) => pick(...points.map((p) => Number(p[axis]))))
  );
  [bounds[0], bounds[2], bounds[1], bounds[3]].forEach((value, i) => shp.setFloat64(36 + 8 * i, value, true));
  const width = 12;
  const dbf = new Uint8Array(32 + 32 + 1 + points.length * (1 + width) + 1).fill(0x20);
  const head = new DataView(dbf.buffer);
  dbf.fill(0, 0, 64);
  dbf.set([3, 126, 1, 1]);
  head.setUint32(4, points.length, true);
  head.setUint16(8, 65, true);
  head.setUint16(10, 1 + width, true);
  dbf.set(new TextEncoder().encode('id'), 32);
  dbf[43] = 'C'.charCodeAt(0);
  dbf[48] = width;
  dbf[64] = 0x0d;
  points.forEach(([id, x, y], i) => {
    const at = 100 + 28 * i;
    shp.setInt32(at, i + 1);
    shp.setInt32(at + 4, 10);
    shp.setInt32(at + 8, 1, true);
    shp.setFloat64(at + 12, x, true);
    shp.setFloat64(at + 20, y, true);
    dbf.set(new TextEncoder().encode(id), 65 + i * (1 + width) + 1);
  });
  dbf[dbf.length - 1] = 0x1a;
  return new Map([
    ['shp', new Uint8Array(shp.buffer)],
    ['dbf', dbf],
    ['cpg', new TextEncoder().encode('UTF-8')]
  ]);
}
