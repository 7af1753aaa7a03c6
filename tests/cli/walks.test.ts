import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { WayOfRoute } from '../../src/lib/network/describe-route.ts';
import type { NetworkFigures } from '../../src/lib/network/network.ts';
import { encodeGb18030 } from '../../src/lib/report/layers/gb18030.ts';
import { writeParquet } from '../../src/lib/tables/native-geoparquet.ts';
import { useCli } from './run-cli.ts';
import { degrees, linesToGeoJson, pointsToCsv, readCsv, streetGrid } from './small-town.ts';

const cli = useCli();
const at = (x: number, y: number) => degrees(x, y).join(',');

beforeAll(() => {
  // 3 × 3 crossings 100 m apart, and a street of its own 150 m east of them.
  cli.write(
    'grid.geojson',
    linesToGeoJson([
      ...streetGrid(3, 100),
      [
        [350, 0],
        [350, 100]
      ]
    ])
  );
});

describe('yike network', () => {
  it('gives the figures that theory gives', async () => {
    const figures = await cli.runJson<NetworkFigures>(['network', 'grid.geojson']);
    expect(figures.lengthM).toBeCloseTo(1300, 0);
    // The corners of the grid have two neighbours and fold away.
    expect({ ...figures, lengthM: 0 }).toEqual({
      vertices: 11,
      segments: 13,
      junctions: 7,
      edges: 9,
      lengthM: 0,
      components: 2,
      largestComponentShare: 5 / 7
    });
  });

  it('prints them for people, and writes them or the edges to --out', async () => {
    const printed = await cli.run(['network', 'grid.geojson', '--lang', 'en']);
    expect(printed.stdout).toContain('junctions\t7');
    expect((await cli.run(['network', 'grid.geojson', '--out', 'figures.json'])).code).toBe(0);
    expect(JSON.parse(readFileSync(join(cli.folder, 'figures.json'), 'utf8')).edges).toBe(9);
    expect(await cli.run(['network', 'grid.geojson', '--out', 'edges.geojson'])).toMatchObject({
      code: 0,
      stdout: ''
    });
    const edges = JSON.parse(readFileSync(join(cli.folder, 'edges.geojson'), 'utf8'));
    const lengths = edges.features.map(
      (edge: { properties: { length_m: number } }) => edge.properties.length_m
    );
    expect(lengths.reduce((sum: number, length: number) => sum + length, 0)).toBeCloseTo(1300, 0);
  });

  it('walks OpenStreetMap ways that may be walked, joined where they share a node', async () => {
    const node = (id: number, x: number, y: number) => {
      const [lon, lat] = degrees(x, y);
      return `<node id="${id}" lon="${lon}" lat="${lat}"/>`;
    };
    const way = (id: number, refs: number[], highway: string) =>
      `<way id="${id}">${refs.map((ref) => `<nd ref="${ref}"/>`).join('')}<tag k="highway" v="${highway}"/></way>`;
    cli.write(
      'cross.osm',
      `<?xml version="1.0"?><osm version="0.6">${node(1, 0, 0)}${node(2, 100, 0)}${node(3, 200, 0)}${node(4, 100, 90)}
      ${way(1, [1, 2, 3], 'residential')}${way(2, [2, 4], 'footway')}${way(3, [1, 4], 'motorway')}</osm>`
    );
    const figures = await cli.runJson<NetworkFigures>(['network', 'cross.osm']);
    expect(figures).toMatchObject({ vertices: 4, segments: 3, junctions: 4, edges: 3, components: 1 });
    expect(figures.lengthM).toBeCloseTo(290, 0);
  });

  it.each([
    ['an empty file', 'empty.geojson', ''],
    ['a file of another kind', 'picture.osm', '\u0089PNG\r\n'],
    ['a file cut short', 'cut.geojson', '{"type":"FeatureCollection","features":[{"type":'],
    [
      'points instead of lines',
      'points.geojson',
      '{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[117,39]}}'
    ]
  ])('exits 1 for %s and names it, with nothing at --out', async (_what, name, content) => {
    cli.write(name, content);
    const { code, stdout, stderr } = await cli.run(['network', name, '--json', '--out', 'never.json']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(name);
    expect(readdirSync(cli.folder).filter((file) => file.includes('never'))).toEqual([]);
  });
});

describe('yike route', () => {
  it('walks along the streets, joins counted apart, as theory says', async () => {
    const args = ['route', '--network', 'grid.geojson', '--from', at(0, -20), '--to', at(210, 150)];
    const route = await cli.runJson<Record<string, number>>(args);
    expect(Object.keys(route)).toEqual(['distanceM', 'durationS', 'joinFromM', 'joinToM', 'ways']);
    expect(route.distanceM).toBeCloseTo(350, 0);
    expect(route.joinFromM).toBeCloseTo(20, 1);
    expect(route.joinToM).toBeCloseTo(10, 1);
    // All residents walk 1.0 m/s, frail older people 0.7.
    expect(route.durationS).toBeCloseTo(route.distanceM + route.joinFromM + route.joinToM, 6);
    const frail = await cli.runJson<Record<string, number>>([...args, '--walker', 'frail_older']);
    expect(frail.durationS).toBeCloseTo(route.durationS / 0.7, 6);
    expect(frail.distanceM).toBe(route.distanceM);
  });

  it('tells the ways, metres on each and turns', async () => {
    const args = ['route', '--network', 'grid.geojson', '--from', at(150, 205), '--to', at(40, -5)];
    const { ways, distanceM } = await cli.runJson<{ ways: WayOfRoute[]; distanceM: number }>(args);
    expect(ways.reduce((sum, { lengthM }) => sum + lengthM, 0)).toBe(distanceM);
    expect(ways.map(({ name }) => name)).toContain('街 1');
    expect(ways[0].turn).toBe('start');
    expect(ways.slice(1).every(({ turn }) => turn === 'left' || turn === 'right')).toBe(true);
    const { stdout } = await cli.run([...args, '--lang', 'zh']);
    expect(stdout.trim().split('\n')).toHaveLength(1 + ways.length);
    expect(stdout).toMatch(/\n[左右]转进入街 \d，\d+ 米/);
    const english = (await cli.run([...args, '--lang', 'en'])).stdout;
    expect(english).toMatch(/\n(left|right) into 街 \d, \d+ m/);
  });

  it('writes the walk as a line from end to end', async () => {
    const args = ['route', '--network', 'grid.geojson', '--from', at(0, -20), '--to', at(210, 150)];
    expect(await cli.run([...args, '--out', 'walk.geojson'])).toMatchObject({ code: 0, stdout: '' });
    const [feature] = JSON.parse(readFileSync(join(cli.folder, 'walk.geojson'), 'utf8')).features;
    expect(feature.geometry.type).toBe('LineString');
    expect(feature.geometry.coordinates[0]).toEqual(degrees(0, -20));
    expect(feature.geometry.coordinates.at(-1)).toEqual(degrees(210, 150));
    expect(feature.properties.distanceM).toBeCloseTo(350, 0);
  });

  it('exits 1 where a point is far from the network, and where there is no way', async () => {
    const far = await cli.run([
      'route',
      '--network',
      'grid.geojson',
      '--from',
      at(0, -400),
      '--to',
      at(0, 0),
      '--json'
    ]);
    expect(far).toMatchObject({ code: 1, stdout: '' });
    expect(far.stderr).toContain('--from');
    const parted = await cli.run([
      'route',
      '--network',
      'grid.geojson',
      '--from',
      at(0, 0),
      '--to',
      at(350, 50),
      '--json'
    ]);
    expect(parted).toMatchObject({ code: 1, stdout: '' });
  });
});

describe('yike nearest', () => {
  const homes: [string, number, number][] = [
    ['甲', 50, 5],
    ['乙', 200, 200],
    ['岛', 350, 50],
    ['远', 0, 900]
  ];
  const shops: [string, number, number][] = [
    ['s2', 150, 0],
    ['s1', 50, 0],
    ['s3', 200, 100]
  ];

  beforeAll(() => {
    cli.write('homes.csv', pointsToCsv(homes));
    cli.write('shops.csv', pointsToCsv(shops));
  });
  const ask = ['nearest', '--network', 'grid.geojson', '--from', 'homes.csv', '--to', 'shops.csv'];

  it('ranks the k nearest, and says of the others why they have none', async () => {
    const { code, stdout } = await cli.run([...ask, '--k', '2']);
    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toBe('from,rank,to,distance_m,duration_s,status');
    const rows = readCsv(stdout);
    expect(rows.map((row) => [row.from, row.rank, row.to, row.status])).toEqual([
      ['甲', '1', 's1', 'ok'],
      ['甲', '2', 's2', 'ok'],
      ['乙', '1', 's3', 'ok'],
      ['乙', '2', 's2', 'ok'],
      ['岛', '1', '', 'unreachable'],
      ['远', '1', '', 'unconnected']
    ]);
    const metres = rows.slice(0, 4).map((row) => Number(row.distance_m));
    for (const [k, expected] of [5, 105, 100, 250].entries()) expect(metres[k]).toBeCloseTo(expected, 0);
    expect(rows[4]).toMatchObject({ distance_m: '', duration_s: '' });
    expect(Number(rows[0].duration_s)).toBe(metres[0]);
  });

  it('keeps to the limit, both joins counted', async () => {
    const rows = readCsv((await cli.run([...ask, '--k', '3', '--limit', '104'])).stdout);
    expect(rows.map((row) => [row.from, row.to, row.status])).toEqual([
      ['甲', 's1', 'ok'],
      ['乙', 's3', 'ok'],
      ['岛', '', 'unreachable'],
      ['远', '', 'unconnected']
    ]);
  });

  it('gives a summary with --json, and the table at --out', async () => {
    const summary = await cli.runJson([...ask, '--k', '2', '--out', 'near.csv']);
    expect(summary).toEqual({ from: 4, to: 3, rows: 6, ok: 4, unreachable: 1, unconnected: 1 });
    expect(readCsv(readFileSync(join(cli.folder, 'near.csv'), 'utf8'))).toHaveLength(6);
    expect((await cli.run([...ask, '--out', 'near.parquet'])).code).toBe(0);
    expect(readFileSync(join(cli.folder, 'near.parquet')).subarray(0, 4).toString()).toBe('PAR1');
  });

  it('takes the lower id of two equally near, whatever the order of rows', async () => {
    cli.write('middle.csv', pointsToCsv([['m', 100, 0]]));
    cli.write('reversed.csv', pointsToCsv(shops.toReversed()));
    for (const to of ['shops.csv', 'reversed.csv']) {
      const { stdout } = await cli.run([
        'nearest',
        '--network',
        'grid.geojson',
        '--from',
        'middle.csv',
        '--to',
        to
      ]);
      expect(readCsv(stdout)[0].to).toBe('s1');
    }
  });

  it('reads the same points from every form of table', async () => {
    const { stdout: expected } = await cli.run(ask);
    const csv = pointsToCsv(homes);
    cli.write('homes-bom.csv', `\uFEFF${csv.replaceAll('\n', '\r\n')}`);
    cli.write('homes-gb.csv', encodeGb18030(csv));
    cli.write('homes.csv.gz', gzipSync(csv));
    cli.write(
      'homes.geojson',
      JSON.stringify({
        type: 'FeatureCollection',
        features: homes.map(([id, x, y]) => ({
          type: 'Feature',
          properties: { id },
          geometry: { type: 'Point', coordinates: degrees(x, y) }
        }))
      })
    );
    await writeParquet(
      new Map([
        ['id', { type: 'VARCHAR' as const, values: homes.map(([id]) => id) }],
        [
          'lon',
          { type: 'DOUBLE' as const, values: Float64Array.from(homes, ([, x, y]) => degrees(x, y)[0]) }
        ],
        ['lat', { type: 'DOUBLE' as const, values: Float64Array.from(homes, ([, x, y]) => degrees(x, y)[1]) }]
      ]),
      join(cli.folder, 'homes.parquet')
    );
    for (const from of ['homes-bom.csv', 'homes-gb.csv', 'homes.csv.gz', 'homes.geojson', 'homes.parquet']) {
      const run = await cli.run([
        'nearest',
        '--network',
        'grid.geojson',
        '--from',
        from,
        '--to',
        'shops.csv'
      ]);
      expect(run, from).toMatchObject({ code: 0, stdout: expected });
    }
  });

  it.each([
    ['a column is missing', 'id,x,y\na,1,2\n', 'lon'],
    ['a position is no number', 'id,lon,lat\na,117.2,39.1\nb,east,39.1\n', '3'],
    ['longitude and latitude are exchanged', 'id,lon,lat\na,39.1,117.2\n', '2'],
    ['an id is missing', 'id,lon,lat\n,117.2,39.1\n', '2'],
    ['an id comes twice', 'id,lon,lat\na,117.2,39.1\na,117.2,39.1\n', '3']
  ])('exits 1 where %s, and names file and place', async (_what, content, named) => {
    cli.write('bad.csv', content);
    const { code, stdout, stderr } = await cli.run([
      ...ask.slice(0, 4),
      'bad.csv',
      '--to',
      'shops.csv',
      '--out',
      'never.csv'
    ]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('bad.csv');
    expect(stderr).toContain(named);
    expect(readdirSync(cli.folder).filter((file) => file.includes('never'))).toEqual([]);
  });

  it('says what is wrong with a Parquet file that is none', async () => {
    cli.write('bad.parquet', 'id,lon,lat');
    const { code, stderr } = await cli.run([...ask.slice(0, 4), 'bad.parquet', '--to', 'shops.csv']);
    expect(code).toBe(1);
    expect(stderr).toContain('bad.parquet');
  });
});

const osm = resolve(import.meta.dirname, '../../../shared/data/osm');
const isThere = existsSync(osm);
if (!isThere) console.info(`skipped: networks from OpenStreetMap files, because ${osm} is not there`);

describe.skipIf(!isThere)('OpenStreetMap files', () => {
  it.each([
    ['haidian_tsinghua.osm', 100, 0.9],
    ['liechtenstein.osm.pbf', 1000, 0.95]
  ])('builds a network of %s', async (name, km, share) => {
    const figures = await cli.runJson<NetworkFigures>(['network', join(osm, name)]);
    expect(figures.lengthM).toBeGreaterThan(km * 1000);
    expect(figures.largestComponentShare).toBeGreaterThan(share);
    expect(figures.edges).toBeLessThan(figures.segments);
  });
});
