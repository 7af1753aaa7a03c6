import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeXml, type TestNode, type TestWay } from '../import/osm-pbf-writer.ts';
import { useCli } from './run-cli.ts';
import { degrees, pointsToCsv, readCsv } from './small-town.ts';

const cli = useCli();
const at = (x: number, y: number) => degrees(x, y).join(',');
const STEPS_M = 200;
const ROUND_M = 600;

beforeAll(() => {
  const node = (id: number, x: number, y: number): TestNode => {
    const [lon, lat] = degrees(x, y);
    return { id, lon, lat, tags: {} };
  };
  const way = (id: number, refs: number[], tags: Record<string, string>): TestWay => ({ id, refs, tags });
  // From the low street to the high one: 200 m over steps, 600 m round by the road; a yard that only steps lead to.
  const nodes = [
    ...[node(1, 0, 0), node(2, 0, 200), node(3, 200, 0), node(4, 200, 200)],
    ...[node(5, -100, 0), node(6, -100, 200), node(7, 0, 260), node(8, 0, 300)]
  ];
  const ways = [
    way(1, [5, 1, 3], { highway: 'residential', name: '下街' }),
    way(2, [3, 4], { highway: 'residential', name: '坡路' }),
    way(3, [4, 2, 6], { highway: 'residential', name: '上街' }),
    way(4, [1, 2], { highway: 'steps', name: '百步梯' }),
    way(5, [2, 7], { highway: 'steps' }),
    way(6, [7, 8], { highway: 'footway' })
  ];
  cli.write('hill.osm', writeXml({ nodes, ways }));
  cli.write(
    'homes.csv',
    pointsToCsv([
      ['a', -50, 0],
      ['b', 100, 0]
    ])
  );
  cli.write(
    'sites.csv',
    pointsToCsv([
      ['up', -50, 200],
      ['yard', 0, 280]
    ])
  );
});

const tables = ['--network', 'hill.osm', '--from', 'homes.csv', '--to', 'sites.csv'];
const table = (name: string) => readCsv(readFileSync(join(cli.folder, name), 'utf8'));

describe('who cannot use steps', () => {
  it('goes round on the route, and is told so way by way', async () => {
    const walk = (walker: string) =>
      cli.runJson<{ distanceM: number; durationS: number; ways: { kind: string; name: string }[] }>([
        ...['route', '--network', 'hill.osm', '--from', at(-50, 0), '--to', at(-50, 200)],
        ...['--walker', walker]
      ]);
    const [all, disabled] = [await walk('all'), await walk('disabled')];
    expect(all.distanceM).toBeCloseTo(100 + STEPS_M, 0);
    expect(all.ways.map(({ name }) => name)).toEqual(['下街', '百步梯', '上街']);
    expect(disabled.distanceM).toBeCloseTo(100 + ROUND_M, 0);
    expect(disabled.ways.map(({ name }) => name)).toEqual(['下街', '坡路', '上街']);
    expect(disabled.durationS).toBeCloseTo(disabled.distanceM, 0);
    const barred = await cli.run([
      ...['route', '--network', 'hill.osm', '--from', at(0, 0), '--to', at(0, 280), '--walker', 'disabled']
    ]);
    expect(barred.code).toBe(1);
  });

  it('finds other nearest places, and some not at all', async () => {
    const nearest = async (walker: string, ...more: string[]) => {
      const out = `nearest-${walker}.csv`;
      await cli.runJson(['nearest', ...tables, '--k', '2', '--walker', walker, '--out', out, ...more]);
      return table(out).map(
        ({ from, to, distance_m: metres }) => `${from} ${to} ${Math.round(Number(metres))}`
      );
    };
    expect(await nearest('all')).toEqual(['a up 300', 'a yard 330', 'b up 350', 'b yard 380']);
    expect(await nearest('disabled')).toEqual(['a up 700', 'b up 550']);
    expect(await nearest('disabled', '--limit', '600')).toEqual(['a  0', 'b up 550']);
  });

  it('has fewer and longer pairs in the matrix', async () => {
    const pairs = async (walker: string) => {
      const out = `matrix-${walker}.csv`;
      await cli.runJson(['matrix', ...tables, '--limit', '1000', '--walker', walker, '--out', out]);
      return table(out).map(({ from, to, cost }) => `${from} ${to} ${Math.round(Number(cost))}`);
    };
    expect(await pairs('all')).toEqual(['a up 300', 'a yard 330', 'b up 350', 'b yard 380']);
    expect(await pairs('disabled')).toEqual(['a up 700', 'b up 550']);
  });
});

describe('what a study file says of walkers', () => {
  it('changes the limits and who is covered: speeds, and who climbs steps', async () => {
    const polygon = {
      type: 'Polygon',
      coordinates: [
        [
          [-150, -50],
          [250, -50],
          [250, 350],
          [-150, 350],
          [-150, -50]
        ].map(([x, y]) => degrees(x, y))
      ]
    };
    const properties = { name: '坡里', pop_resident: 100, pop_60p: 40 };
    const features = [{ type: 'Feature', properties, geometry: polygon }];
    cli.write('study/communities.geojson', JSON.stringify({ type: 'FeatureCollection', features }));
    const people = [at(-50, 0), at(100, 0), at(-80, 200)].map((place) => `${place},100\n`).join('');
    cli.write('study/homes.csv', `lon,lat,people\n${people}`);
    cli.write('study/sites.csv', `fac_id,name,category,lon,lat\nf1,养老站,eldercare_site,${at(-50, 200)}\n`);
    const covered = async (name: string, walkers: object) => {
      const study = {
        ...{ yike: 1, title: '坡里', profiles: [], standards: [], walkers },
        measure: [
          { id: 'all10', facilities: ['eldercare_site'], minutes: 10 },
          { id: 'old10', facilities: ['eldercare_site'], minutes: 10, group: 'older_adult' }
        ],
        layers: [
          { as: 'communities', file: 'communities.geojson' },
          { as: 'roads', file: '../hill.osm' },
          { as: 'residential', file: 'homes.csv', crs: 'wgs84' },
          { as: 'facilities', file: 'sites.csv', crs: 'wgs84' }
        ]
      };
      cli.write(`study/${name}.json`, JSON.stringify(study));
      await cli.runJson(['analyze', `study/${name}.json`, '--out', name]);
      return Object.fromEntries(
        table(`${name}/coverage.csv`)
          .filter(({ level }) => level === 'community')
          .map(({ standard, limit_m: limit, share }) => [standard, [Number(limit), Number(share)]])
      );
    };
    const third = expect.closeTo(1 / 3, 3);
    const plain = await covered('plain', {});
    expect(plain.all10).toEqual([600, 1]);
    const slow = await covered('slow', { all: { speed_mps: 0.25 }, older_adult: { speed_mps: 0.55 } });
    expect(slow).toEqual({ all10: [150, third], old10: [330, expect.closeTo(2 / 3, 3)] });
    const level = await covered('level', { all: { steps: false } });
    expect(level.all10).toEqual([600, expect.closeTo(2 / 3, 3)]);
  }, 120_000);
});
