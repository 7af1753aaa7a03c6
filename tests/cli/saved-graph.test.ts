import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { profileOf } from '../../src/lib/study/walkers.ts';
import { POPULATION_GROUPS } from '../../src/lib/standards/taxonomy.ts';
import { writeXml, type TestNode, type TestWay } from '../import/osm-pbf-writer.ts';
import { useCli } from './run-cli.ts';
import { degrees, linesToGeoJson, pointsToCsv, streetGrid } from './small-town.ts';

const cli = useCli();
const at = (x: number, y: number) => degrees(x, y).join(',');

beforeAll(async () => {
  cli.write('grid.geojson', linesToGeoJson(streetGrid(3, 100)));
  const saved = await cli.run(['network', 'grid.geojson', '--out', 'grid.graph']);
  expect(saved).toMatchObject({ code: 0, stdout: '' });
});

describe('a saved graph', () => {
  it('gives the figures and the walks of the file that it was made from', async () => {
    expect(await cli.runJson(['network', 'grid.graph'])).toEqual(
      await cli.runJson(['network', 'grid.geojson'])
    );
    const walk = (network: string) =>
      cli.runJson(['route', '--network', network, '--from', at(0, -20), '--to', at(210, 150)]);
    expect(await walk('grid.graph')).toEqual(await walk('grid.geojson'));
  });

  it('from OpenStreetMap gives every walker the walks that the file gives, round steps, slopes, gates and one way', async () => {
    const { nodes, ways } = hillTown();
    cli.write('hill.osm', writeXml({ nodes, ways }));
    await cli.run(['network', 'hill.osm', '--out', 'hill.graph']);
    const places: [string, number, number][] = [
      ['west', -10, 5],
      ['east', 310, 5],
      ['up', 150, 210],
      ['mid', 160, 90]
    ];
    cli.write('places.csv', pointsToCsv(places));
    const walks = async (network: string, walker: string): Promise<string[]> => {
      const said = ['--network', network, '--walker', walker];
      const tables = [...said, '--from', 'places.csv', '--to', 'places.csv', '--limit', '5000'];
      const name = `${network}-${walker}`;
      const runs = [
        ['route', ...said, '--from', at(0, 0), '--to', at(300, 0), '--json'],
        ['route', ...said, '--from', at(300, 0), '--to', at(150, 200), '--json'],
        ['nearest', ...tables, '--k', '3', '--out', `${name}-nearest.csv`],
        ['matrix', ...tables, '--out', `${name}-matrix.csv`]
      ];
      const found: string[] = [];
      for (const args of runs) {
        const { code, stdout, stderr } = await cli.run(args);
        found.push(`${code} ${stdout} ${code === 0 ? '' : stderr}`.replaceAll(network, 'NETWORK'));
      }
      for (const table of ['nearest', 'matrix'])
        found.push(readFileSync(join(cli.folder, `${name}-${table}.csv`), 'utf8'));
      return found;
    };
    const different = new Set<string>();
    // Groups that walk alike need no walks of their own.
    const kinds = new Map(POPULATION_GROUPS.map(({ code }) => [JSON.stringify(profileOf(code)), code]));
    for (const code of kinds.values()) {
      const [file, graph] = await Promise.all([walks('hill.osm', code), walks('hill.graph', code)]);
      expect(graph).toEqual(file);
      different.add(file[5].replace(/[^\d.,\n]/g, ''));
    }
    // What stands in the way does so for some: else the graph would be right without it.
    expect(different.size).toBeGreaterThan(1);
  }, 120_000);

  it('is the same bytes when it is saved again, and is known whatever it is called', async () => {
    await cli.run(['network', 'grid.graph', '--out', 'again.graph']);
    const bytes = readFileSync(join(cli.folder, 'grid.graph'));
    expect(readFileSync(join(cli.folder, 'again.graph')).equals(bytes)).toBe(true);
    cli.write('renamed.bin', bytes);
    expect((await cli.run(['network', 'renamed.bin'])).code).toBe(0);
  });

  it('is refused with its name and what to do where it is damaged, cut or none', async () => {
    const bytes = readFileSync(join(cli.folder, 'grid.graph'));
    const damaged = Uint8Array.from(bytes);
    damaged[bytes.length >> 1] ^= 4;
    cli.write('damaged.graph', damaged);
    cli.write('cut.graph', bytes.subarray(0, 200));
    cli.write('none.graph', 'not a graph');
    for (const [name, zh, en] of [
      ['damaged.graph', '校验和不符', 'wrong checksum'],
      ['cut.graph', '不完整', 'cut off'],
      ['none.graph', '不是保存的路网', 'no saved graph']
    ]) {
      const said = await cli.run(['network', name]);
      expect(said).toMatchObject({ code: 1, stdout: '' });
      expect(said.stderr).toContain(`${name}：`);
      expect(said.stderr).toContain(zh);
      expect((await cli.run(['network', name, '--lang', 'en'])).stderr).toContain(en);
    }
  });
});

/** A town on a slope: a street, steps and a steep way between two streets, a gate with hours, a one-way path, a crossing. */
function hillTown(): { nodes: TestNode[]; ways: TestWay[] } {
  const node = (id: number, x: number, y: number, tags = {}): TestNode => {
    const [lon, lat] = degrees(x, y).map((value) => Math.round(1e7 * value) / 1e7);
    return { id, lon, lat, tags };
  };
  const nodes = [
    ...[node(1, 0, 0), node(2, 100, 0), node(3, 200, 0), node(4, 300, 0)],
    ...[node(5, 100, 100), node(6, 200, 100), node(7, 150, 200), node(8, 0, 150), node(9, 300, 150)],
    node(10, 150, 0, { highway: 'crossing' }),
    node(11, 50, 0, { barrier: 'gate', opening_hours: 'Mo-Su 06:00-07:00' }),
    node(12, 250, 75, { barrier: 'stile' }),
    ...[node(13, 100, -300), node(14, 200, -300)]
  ];
  const way = (id: number, refs: number[], tags: Record<string, string>): TestWay => ({ id, refs, tags });
  const ways = [
    way(1, [1, 11, 2, 10, 3, 4], { highway: 'residential', name: '平街' }),
    way(2, [2, 5], { highway: 'steps', name: '石阶' }),
    way(3, [3, 6], { highway: 'footway', incline: '12%' }),
    way(4, [5, 7, 6], { highway: 'path', 'oneway:foot': 'yes' }),
    way(5, [1, 8, 7, 9, 4], { highway: 'tertiary', name: '绕行路' }),
    way(6, [6, 12, 4], { highway: 'footway' }),
    way(7, [2, 13, 14, 3], { highway: 'residential' })
  ];
  return { nodes, ways };
}
