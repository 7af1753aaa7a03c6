import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { useCli } from './run-cli.ts';
import { degrees, linesToGeoJson, readCsv } from './small-town.ts';

const cli = useCli();

/** One street of 900 m with a gap of 6 m in the middle, homes along it, a site at its west end; one home far from it. */
const homes: [string, number, number][] = [100, 300, 500, 700, 900].map((x) => [`h${x}`, x, 0]);

function writeTown(more: object = {}): string {
  cli.write(
    'town/streets.geojson',
    linesToGeoJson([
      [
        [0, 0],
        [447, 0]
      ],
      [
        [453, 0],
        [900, 0]
      ]
    ])
  );
  const ring: [number, number][] = [
    [-100, -900],
    [1000, -900],
    [1000, 900],
    [-100, 900],
    [-100, -900]
  ];
  cli.write(
    'town/communities.geojson',
    JSON.stringify({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { name: '长街社区', pop_resident: 60 },
          geometry: { type: 'Polygon', coordinates: [ring.map(([x, y]) => degrees(x, y))] }
        }
      ]
    })
  );
  const rows = [...homes, ['far', 400, 750] as [string, number, number]];
  cli.write(
    'town/homes.csv',
    `point_id,lon,lat,pop_resident\n${rows.map(([id, x, y]) => [id, ...degrees(x, y), 10].join(',')).join('\n')}\n`
  );
  cli.write(
    'town/facilities.csv',
    `fac_id,name,category,lon,lat\nf1,西站,eldercare_site,${degrees(0, 0).join(',')}\nf2,山站,eldercare_site,${degrees(0, 500).join(',')}\n`
  );
  return cli.write(
    'town/study.json',
    JSON.stringify({
      yike: 1,
      layers: [
        { as: 'facilities', file: 'facilities.csv' },
        { as: 'communities', file: 'communities.geojson' },
        { as: 'roads', file: 'streets.geojson' },
        { as: 'residential', file: 'homes.csv' }
      ],
      standards: [],
      measure: [{ id: 'near', facilities: ['eldercare_site'], limit_m: 750 }],
      siting: [],
      ...more
    })
  );
}

const table = (folder: string, name: string) =>
  readCsv(readFileSync(join(cli.folder, folder, `${name}.csv`), 'utf8'));
const covered = (folder: string): number =>
  Number(table(folder, 'coverage').find(({ level }) => level === 'community')!.covered);

describe('what the network leaves open', () => {
  beforeAll(() => writeTown());

  it('network --check finds the gap, and writes it as a table and as a layer', async () => {
    const summary = await cli.runJson<{ components: number; check: Record<string, number> }>([
      ...['network', 'town/streets.geojson', '--check', '--breaks', 'breaks.csv']
    ]);
    expect(summary).toMatchObject({ components: 2, check: { deadEnds: 4, crossings: 0, breaks: 1 } });
    const [only] = readCsv(readFileSync(join(cli.folder, 'breaks.csv'), 'utf8'));
    expect(only).toMatchObject({ kind: 'dead_end', walk_m: '', saved_m: '' });
    expect(Number(only.gap_m)).toBeCloseTo(6, 1);
    expect((await cli.run(['network', 'town/streets.geojson', '--breaks', 'breaks.geojson'])).code).toBe(0);
    const layer = JSON.parse(readFileSync(join(cli.folder, 'breaks.geojson'), 'utf8'));
    expect(layer.features).toHaveLength(1);
    expect(layer.features[0].geometry.type).toBe('LineString');
    expect((await cli.run(['network', 'town/streets.geojson', '--breaks', 'b.txt'])).code).toBe(2);
  });

  it('analyze lists the points without a way and the edge effect, and says so', async () => {
    const { code, stderr } = await cli.run(['analyze', 'town/study.json', '--out', 'before']);
    expect(code).toBe(0);
    // West of the gap: 100 and 300; the homes east of it reach nothing, the far one meets no way.
    expect(covered('before')).toBe(20);
    const unconnected = table('before', 'unconnected');
    expect(unconnected.map(({ layer, id }) => [layer, id])).toEqual([
      ['demand', '6'],
      ['facilities', 'f2']
    ]);
    expect(Number(unconnected[0].nearest_way_m)).toBeCloseTo(750, 0);
    expect(Number(unconnected[1].nearest_way_m)).toBeCloseTo(500, 0);
    expect(unconnected[0].people).toBe('10');
    const [row] = table('before', 'edge_effect');
    // The data is one street wide: everybody lives at its edge.
    expect(row).toMatchObject({ may_gain: '40', share_highest: '1' });
    expect(stderr).toContain('边缘效应');
    expect(stderr).toContain('unconnected.csv');
  });

  it('a mend in the study file joins the gap; one that fits nowhere is told', async () => {
    const mends = [{ from: degrees(447, 0), to: degrees(453, 0) }];
    writeTown({ mends, kept: [] });
    expect((await cli.run(['analyze', 'town/study.json', '--out', 'after'])).code).toBe(0);
    // 500 and 700 reach the site in the west now, 900 is 900 m from it.
    expect(covered('after')).toBe(40);
    writeTown({ mends: [...mends, { from: degrees(0, 700), to: degrees(0, 705) }] });
    const lost = await cli.run(['analyze', 'town/study.json', '--out', 'lost']);
    expect(lost.stderr).toContain('1 处接路');
    expect(covered('lost')).toBe(40);
  });

  it('refuses a mend that is none, with its place', async () => {
    writeTown({ mends: [{ from: [117, 39], to: [117] }] });
    const { code, stderr } = await cli.run(['analyze', 'town/study.json', '--out', 'never']);
    expect(code).toBe(1);
    expect(stderr).toContain('mends[0].to');
    writeTown({ mends: [{ from: [117, 39], to: [117, 39], why: 'gate' }] });
    expect((await cli.run(['analyze', 'town/study.json', '--out', 'never'])).stderr).toContain(
      'mends[0].why'
    );
  });
});
