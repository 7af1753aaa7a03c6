import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
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
