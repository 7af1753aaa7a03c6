import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { area, booleanPointInPolygon } from '@turf/turf';
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { beforeAll, describe, expect, it } from 'vitest';
import { hireThreads } from '../../src/cli/crew.ts';
import { areasOfEach } from '../../src/cli/isochrone.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { joinPoints, pickJoins } from '../../src/lib/network/join.ts';
import { serviceAreas } from '../../src/lib/network/service-area.ts';
import { gridOf, linesOf, pointsOf, type XY } from '../network/towns.ts';
import { useCli } from './run-cli.ts';
import { degrees, linesToGeoJson, pointsToCsv, streetGrid } from './small-town.ts';

type Area = Feature<Polygon | MultiPolygon, { id: string; minutes: number; areaM2: number }>;

const cli = useCli();
const at = (x: number, y: number) => degrees(x, y).join(',');
const areasIn = (text: string): Area[] => (JSON.parse(text) as FeatureCollection).features as Area[];
const fileAreas = (name: string): Area[] => areasIn(readFileSync(join(cli.folder, name), 'utf8'));

beforeAll(() => {
  cli.write('grid.geojson', linesToGeoJson(streetGrid(31, 50)));
  cli.write(
    'homes.csv',
    pointsToCsv([
      ['甲', 750, 750],
      ['乙', 300, 300],
      ['门', 750, 1650],
      ['远', 0, 5000]
    ])
  );
});

const ask = ['isochrone', '--network', 'grid.geojson', '--minutes', '2,4,8'];

describe('yike isochrone', () => {
  it('draws the diamonds of theory around a position, each in the next', async () => {
    const { code, stdout } = await cli.run([...ask, '--at', at(750, 750)]);
    expect(code).toBe(0);
    const areas = areasIn(stdout);
    expect(areas.map(({ properties }) => [properties.id, properties.minutes])).toEqual(
      [2, 4, 8].map((minutes) => [at(750, 750), minutes])
    );
    for (const { properties, geometry } of areas) {
      expect(Object.keys(properties)).toEqual(['id', 'minutes', 'areaM2']);
      expect(properties.areaM2).toBeCloseTo(area(geometry), 6);
      const limitM = properties.minutes * 60;
      const theory = 2 * limitM ** 2 + 4 * Math.SQRT2 * limitM * 30 + Math.PI * 900;
      expect(Math.abs(properties.areaM2 / theory - 1)).toBeLessThan(0.12);
    }
    const inNext = (k: number) =>
      (areas[k].geometry as Polygon).coordinates[0].filter((place) =>
        booleanPointInPolygon(place, areas[k + 1].geometry)
      ).length / (areas[k].geometry as Polygon).coordinates[0].length;
    expect(inNext(0)).toBe(1);
    expect(inNext(1)).toBe(1);
  });

  it('walks as slowly as the walker does', async () => {
    const slow = await cli.run([...ask, '--at', at(750, 750), '--walker', 'older_adult']);
    const plain = await cli.run([...ask.slice(0, 4), '1.6,3.2,6.4', '--at', at(750, 750)]);
    expect(areasIn(slow.stdout).map(({ geometry }) => geometry)).toEqual(
      areasIn(plain.stdout).map(({ geometry }) => geometry)
    );
  });

  it('draws each point of a table, says which meet no network, and gives a summary with --json', async () => {
    const summary = await cli.runJson<Record<string, number>>([
      ...ask,
      '--from',
      'homes.csv',
      '--out',
      'each.geojson'
    ]);
    expect({ ...summary, seconds: 0 }).toEqual({ points: 4, unconnected: 1, areas: 9, empty: 1, seconds: 0 });
    const areas = fileAreas('each.geojson');
    expect(areas.map(({ properties }) => `${properties.id} ${properties.minutes}`)).toEqual(
      ['甲', '乙', '门'].flatMap((id) => [2, 4, 8].map((minutes) => `${id} ${minutes}`))
    );
    // 150 m to the network, 120 m of walking: there is nothing to draw.
    expect(areas[6]).toMatchObject({ properties: { areaM2: 0 }, geometry: null });
    expect(areas[7].properties.areaM2).toBeGreaterThan(0);
    const { stderr } = await cli.run([
      ...ask,
      '--from',
      'homes.csv',
      '--out',
      'each.geojson',
      '--lang',
      'en'
    ]);
    expect(stderr).toContain('homes.csv: 1 points');
    expect(stderr).toContain('1 areas are empty');
  });

  it('draws one area a number of minutes for all points with --merge', async () => {
    await cli.runJson([...ask, '--from', 'homes.csv', '--merge', '--out', 'merged.geojson']);
    await cli.runJson([...ask, '--from', 'homes.csv', '--out', 'each.geojson']);
    const merged = fileAreas('merged.geojson');
    expect(merged.map(({ properties }) => properties.minutes)).toEqual([2, 4, 8]);
    const each = fileAreas('each.geojson');
    merged.forEach(({ properties, geometry }) => {
      const parts = each.filter((one) => one.properties.minutes === properties.minutes && one.geometry);
      const sum = parts.reduce((all, one) => all + one.properties.areaM2, 0);
      expect(properties.areaM2).toBeLessThan(sum * (1 + 1e-9));
      expect(properties.areaM2).toBeGreaterThanOrEqual(
        Math.max(...parts.map((one) => one.properties.areaM2))
      );
      expect(geometry.type).toBe(properties.minutes === 2 ? 'MultiPolygon' : geometry.type);
    });
  });

  it('writes the same areas as GeoParquet', async () => {
    await cli.runJson([...ask, '--from', 'homes.csv', '--out', 'each.parquet']);
    await cli.runJson([...ask, '--from', 'homes.csv', '--out', 'each.geojson']);
    const { headers, columns, geometry } = await readSource(
      'each.parquet',
      new Uint8Array(readFileSync(join(cli.folder, 'each.parquet'))),
      { as: 'communities' }
    );
    const areas = fileAreas('each.geojson');
    expect(columns[headers.indexOf('id')]).toEqual(areas.map(({ properties }) => properties.id));
    expect(columns[headers.indexOf('areaM2')]?.map(Number)).toEqual(
      areas.map(({ properties }) => properties.areaM2)
    );
    expect(geometry).toEqual(areas.map((one) => one.geometry));
  });

  it('draws the same on any number of threads, tells how far it is, and keeps the order of points', async () => {
    const network = buildNetwork(linesOf(gridOf(12, 100)));
    const places = Array.from({ length: 100 }, (_, i): XY => [(i * 137) % 1200, (i * 59) % 1300]);
    const joins = joinPoints(network, pointsOf(places));
    const points = places.flatMap((_, i) => (i % 3 === 0 ? [] : [i]));
    const limits = [400, 200];
    const expected = points.map((point) => ({
      point,
      areas: serviceAreas(network, pickJoins(joins, [point]), limits)
    }));
    for (const size of [0, 1, 2, 3]) {
      const crew = hireThreads(size, pathToFileURL(join(dirname(cli.script), 'chunks/crew.worker.mjs')));
      const [drawn, shares]: [unknown[], number[]] = [[], []];
      for await (const one of areasOfEach(crew, network, joins, points, limits, (share) =>
        shares.push(share)
      ))
        drawn.push(one);
      crew.close();
      expect(JSON.stringify(drawn)).toBe(JSON.stringify(expected));
      expect(shares).toEqual([1, 2, 3, 4, 5].map((k) => k / 5));
    }
  });

  it.each([
    ['neither position nor table', ask, 2, '--at'],
    ['both', [...ask, '--at', '117.2,39.1', '--from', 'homes.csv'], 2, '--at'],
    ['no minutes', [...ask.slice(0, 3), '--at', '117.2,39.1'], 2, '--minutes'],
    ['minutes that are none', [...ask.slice(0, 4), '5,ten', '--at', '117.2,39.1'], 2, '5,ten'],
    ['a position far from the network', [...ask, '--at', '118,39.1'], 1, '118,39.1'],
    ['an extension that is not written', [...ask, '--at', '117.2,39.1', '--out', 'never.csv'], 2, 'never.csv']
  ])('refuses %s, with nothing at --out', async (_what, args, exit, named) => {
    const { code, stdout, stderr } = await cli.run([
      ...args,
      ...(args.includes('--out') ? [] : ['--out', 'never.geojson'])
    ]);
    expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
    expect(stderr).toContain(named);
    expect(readdirSync(cli.folder).filter((file) => file.includes('never'))).toEqual([]);
    expect(existsSync(join(cli.folder, 'never.geojson'))).toBe(false);
  });
});
