import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { useCli } from './run-cli.ts';
import { degrees, linesToGeoJson, readCsv, streetGrid } from './small-town.ts';
import type { Summary } from './summary.ts';

const cli = useCli();

const HEADERS = {
  coverage: 'standard,level,unit,unit_name,group,limit_m,limit_s,total,covered,share,share_straight',
  gaps:
    'standard,level,unit,unit_name,group,uncovered,person_m,median_m,p95_m,max_m,none,far,detour,full,unconnected,' +
    'short_m2,short_beds,rank',
  compliance:
    'standard,level,unit,unit_name,status,value,comparator,threshold,unit_of_value,numerator,denominator,features,citation',
  compliance_notes: 'standard,title,level,unit,unit_name,status,note,lacks,changed,source',
  compliance_summary: 'level,standard,met,not_met,no_data,not_applicable,reported,share_met',
  siting: 'standard,order,site,lon,lat,unit,gain,covered_after,cost,robustness',
  siting_reasons:
    'standard,order,site,name,kind,size,unit,gain,won_pop_resident,units,saved_person_m,mean_saved_m,cost,' +
    'cost_per_person,loss,runner_up,runner_up_behind,robustness,robustness_near,rules_won,sentence_zh,sentence_en,question',
  siting_curve: 'standard,by,at,value,proven,question',
  siting_candidates: 'candidate,name,kind,unit,fit,reason_zh,reason_en,standard,question',
  edge_effect:
    'standard,level,unit,unit_name,group,limit_m,total,covered,may_gain,may_lose,share,share_lowest,share_highest',
  unconnected: 'layer,id,name,lon,lat,unit,people,nearest_way_m',
  comparison:
    'standard,group,level,unit,unit_name,total,total_base,covered_base,covered,covered_after,share_base,share,share_after',
  standards:
    'id,profile,title_zh,title_en,class,kind,level,group,walk_minutes,distance_m,basis,comparator,threshold,unit_of_value,' +
    'bindingness,deadline,facilities,citation_zh,citation_en,compute_zh,compute_en,verified,changed'
};

const readOut = (folder: string, name: string) => readFileSync(join(cli.folder, folder, name), 'utf8');
const readTable = (folder: string, name: string) => readCsv(readOut(folder, `${name}.csv`));

/** What lies in the working folder, but for the program. */
const listFolder = () => readdirSync(cli.folder).filter((name) => name !== 'bin');

const polygon = (name: string, west: number, east: number) => ({
  type: 'Feature',
  properties: { name, pop_resident: 1000 },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, -50],
        [east, -50],
        [east, 1050],
        [west, 1050],
        [west, -50]
      ].map(([x, y]) => degrees(x, y))
    ]
  }
});

/** Two communities of 1,000 people side by side on a street grid, one eldercare site in the west. */
function writeTown(more: object = {}): string {
  cli.write('town/streets.geojson', linesToGeoJson(streetGrid(6, 200)));
  cli.write(
    'town/communities.geojson',
    JSON.stringify({
      type: 'FeatureCollection',
      features: [polygon('东里', 500, 1050), polygon('西里', -50, 500)]
    })
  );
  const [lon, lat] = degrees(200, 400);
  cli.write(
    'town/facilities.csv',
    `fac_id,name,category,lon,lat\nf1,西里养老站,eldercare_site,${lon},${lat}\n`
  );
  return cli.write(
    'town/study.json',
    JSON.stringify({
      yike: 1,
      title: '两里',
      layers: [
        { as: 'facilities', file: 'facilities.csv' },
        { as: 'communities', file: 'communities.geojson' },
        { as: 'roads', file: 'streets.geojson' }
      ],
      standards: ['ELD-COV-15'],
      measure: [{ id: 'near', facilities: ['eldercare_site'], limit_m: 400 }],
      siting: [{ standard: 'near', sites: 2, candidates: 'network' }],
      ...more
    })
  );
}

describe('yike analyze on a town of two communities', () => {
  beforeAll(async () => {
    writeTown();
    expect(await cli.run(['analyze', 'town/study.json', '--out', 'results'])).toMatchObject({
      code: 0,
      stdout: ''
    });
  });

  it('writes the tables with their columns, the layers twice, and the summary', () => {
    const files = readdirSync(join(cli.folder, 'results')).sort();
    const layers = ['communities', 'demand_points', 'facilities', 'roads', 'sites'];
    expect(files).toEqual(
      [
        ...Object.keys(HEADERS).map((name) => `${name}.csv`),
        ...layers.flatMap((layer) => [`${layer}.geojson`, `${layer}.parquet`]),
        'summary.json'
      ].sort()
    );
    for (const [name, header] of Object.entries(HEADERS))
      expect(readOut('results', `${name}.csv`).split('\n')[0]).toBe(header);
    for (const layer of layers) {
      const { features } = JSON.parse(readOut('results', `${layer}.geojson`));
      expect(features.length, layer).toBeGreaterThan(0);
      const parquet = readFileSync(join(cli.folder, 'results', `${layer}.parquet`));
      expect(parquet.includes('"version":"1.1.0"'), layer).toBe(true);
    }
  });

  it('gives sums that agree between table, layer and summary', () => {
    const summary: Summary = JSON.parse(readOut('results', 'summary.json'));
    expect(summary).toMatchObject({
      title: '两里',
      methods: { population: 'network', distance: 'network', estimated: false, walker: { code: 'all' } },
      totals: { units: { community: 2 }, facilities: 1, facilities_in_community: 1 }
    });
    expect(summary.inputs.map(({ layer, accepted }) => [layer, accepted])).toEqual([
      ['facilities', 1],
      ['communities', 2],
      ['roads', 12]
    ]);
    expect(summary.totals.people.pop_resident).toBeCloseTo(2000, 6);
    for (const seconds of Object.values(summary.seconds)) expect(seconds).toBeGreaterThanOrEqual(0);
    const near = readTable('results', 'coverage').filter(
      (row) => row.standard === 'near' && row.level === 'community'
    );
    expect(near.map((row) => row.unit_name).sort()).toEqual(['东里', '西里']);
    const covered = near.reduce((sum, row) => sum + Number(row.covered), 0);
    const inSummary = summary.coverage.find((row) => row.standard === 'near')!;
    expect(covered).toBeCloseTo(inSummary.covered, 6);
    expect(inSummary.share).toBeGreaterThan(0.2);
    expect(inSummary.share).toBeLessThan(0.8);
    const gaps = readTable('results', 'gaps').filter(
      (row) => row.standard === 'near' && row.level === 'community'
    );
    expect(gaps.find((row) => row.unit_name === '东里')!.rank).toBe('1');
    const { features } = JSON.parse(readOut('results', 'demand_points.geojson'));
    const people = features.reduce(
      (sum: number, { properties }: { properties: Record<string, number | string> }) =>
        sum + (properties.near_cause === 'covered' ? (properties.pop_resident as number) : 0),
      0
    );
    expect(people).toBeCloseTo(covered, 6);
  });

  it('proposes sites whose gains add up to the objective, within the bound', () => {
    const summary: Summary = JSON.parse(readOut('results', 'summary.json'));
    const [siting] = summary.siting;
    const rows = readTable('results', 'siting');
    expect(rows.map((row) => row.site)).toEqual(siting.sites);
    expect(rows.map((row) => row.order)).toEqual(['1', '2']);
    const gains = rows.map((row) => Number(row.gain));
    expect(gains[0] + gains[1]).toBeCloseTo(siting.objective, 6);
    expect(siting.objective).toBeLessThanOrEqual(siting.bound);
    const before = summary.coverage.find((row) => row.standard === 'near')!.covered;
    expect(Number(rows[1].covered_after)).toBeCloseTo(before + siting.objective, 3);
    expect(rows[0].unit).toBe('东里');
  });

  it('gives the summary with --json, the same numbers again, and replaces its own earlier results', async () => {
    const before = Object.keys(HEADERS).map((name) => readOut('results', `${name}.csv`));
    const summary = await cli.runJson<Summary>(['analyze', 'town/study.json', '--out', 'results']);
    expect(summary.title).toBe('两里');
    expect(Object.keys(HEADERS).map((name) => readOut('results', `${name}.csv`))).toEqual(before);
  });

  it('covers no fewer people where a scenario adds a facility, and fewer where it closes one', async () => {
    const [lon, lat] = degrees(800, 600);
    cli.write(
      'added.json',
      JSON.stringify({
        name: '加一处',
        edits: [{ do: 'add', code: 'n1', category: 'eldercare_site', lon, lat }]
      })
    );
    cli.write('closed.json', JSON.stringify({ edits: [{ do: 'close', code: 'f1' }] }));
    const run = async (scenario: string[]) => {
      const summary = await cli.runJson<Summary>([
        'analyze',
        'town/study.json',
        '--out',
        'scenario',
        ...scenario
      ]);
      return summary.coverage.find((row) => row.standard === 'near')!.covered;
    };
    const present = await run([]);
    expect(await run(['--scenario', 'added.json'])).toBeGreaterThan(present);
    expect(await run(['--scenario', 'closed.json'])).toBe(0);
  });

  it('works without roads, and says that distances are an estimate', async () => {
    const layers = [
      { as: 'communities', file: 'communities.geojson' },
      { as: 'facilities', file: 'facilities.csv' }
    ];
    writeTown({ layers, siting: [] });
    const summary = await cli.runJson<Summary>(['analyze', 'town/study.json', '--out', 'estimate']);
    expect(summary.methods).toMatchObject({ population: 'hexagons', distance: 'straight', estimated: true });
    expect(summary.totals.network).toBeNull();
    expect(readdirSync(join(cli.folder, 'estimate'))).not.toContain('roads.geojson');
  });
});

describe('yike analyze that cannot be done', () => {
  const refused = async (args: string[]) => {
    const before = listFolder();
    const { code, stdout, stderr } = await cli.run(['analyze', ...args, '--out', 'never', '--json']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(listFolder()).toEqual(before);
    return stderr;
  };

  it.each([
    ['a field that is not known', { sitting: [] }, 'sitting'],
    ['a newer version', { yike: 9 }, '9'],
    [
      'a value of the wrong kind',
      { measure: [{ id: 'x', facilities: ['chs'], limit_m: 'far' }] },
      'measure[0].limit_m'
    ],
    ['a layer that is none', { layers: [{ as: 'people', file: 'x.csv' }] }, 'layers[0].as'],
    [
      'a layer given twice',
      {
        layers: [
          { as: 'roads', file: 'a' },
          { as: 'roads', file: 'b' }
        ]
      },
      'layers[1].as'
    ],
    ['a file that is missing', { layers: [{ as: 'communities', file: 'gone.geojson' }] }, 'gone.geojson'],
    ['a standard that is none', { standards: ['NO-SUCH-1'] }, 'NO-SUCH-1'],
    ['no communities', { layers: [{ as: 'facilities', file: 'facilities.csv' }] }, '社区']
  ])('names %s, and leaves nothing behind', async (_what, more, named) => {
    writeTown(more);
    expect(await refused(['town/study.json'])).toContain(named);
  });

  it('names text that is no JSON, and a scenario that does not fit', async () => {
    cli.write('broken.json', '{"yike": 1,');
    expect(await refused(['broken.json'])).toContain('broken.json');
    writeTown();
    cli.write('unknown.json', JSON.stringify({ edits: [{ do: 'close', code: 'nobody' }] }));
    expect(await refused(['town/study.json', '--scenario', 'unknown.json'])).toContain('nobody');
    const refusal = async (edits: unknown) => {
      cli.write('scenario.json', JSON.stringify(edits));
      return refused(['town/study.json', '--scenario', 'scenario.json']);
    };
    expect(
      await refusal([{ do: 'set', layer: 'facilities', code: 'f1', field: 'colour', value: 1 }])
    ).toContain('edits[0].field');
    expect(await refusal([{ do: 'resize', code: 'f1', beds: -1 }])).toContain('edits[0].beds');
    expect(await refusal([{ do: 'house', code: 'h', name: '', lon: 116, lat: 39 }])).toContain(
      'edits[0].people'
    );
    cli.write('odd.json', JSON.stringify({ edits: [{ do: 'paint', code: 'f1' }] }));
    expect(await refused(['town/study.json', '--scenario', 'odd.json'])).toContain('edits[0]');
  });

  it("does not touch a folder that holds something else, nor a file of the folder's name", async () => {
    writeTown();
    mkdirSync(join(cli.folder, 'mine'));
    writeFileSync(join(cli.folder, 'mine/thesis.txt'), 'years of work');
    const folder = await cli.run(['analyze', 'town/study.json', '--out', 'mine']);
    expect(folder.code).toBe(1);
    expect(folder.stderr).toContain('thesis.txt');
    expect(readdirSync(join(cli.folder, 'mine'))).toEqual(['thesis.txt']);
    expect((await cli.run(['analyze', 'town/study.json', '--out', 'mine/thesis.txt'])).code).toBe(1);
    expect(readOut('mine', 'thesis.txt')).toBe('years of work');
  });

  it('asks for a unit that the map spells differently, with the line that answers it', async () => {
    cli.write('town/population.csv', '社区,常住人口\n东里,1200\n西裡,900\n');
    const layers = [
      { as: 'communities', file: 'communities.geojson' },
      { as: 'population', file: 'population.csv', map: { unit: '社区', pop_resident: '常住人口' } },
      { as: 'facilities', file: 'facilities.csv' }
    ];
    writeTown({ layers, siting: [] });
    const stderr = await refused(['town/study.json']);
    expect(stderr).toContain('population.csv');
    expect(stderr).toContain('"same": {"西裡":"西里"}');
    writeTown({
      layers: layers.map((layer) =>
        layer.as === 'population' ? { ...layer, same: { 西裡: '西里' } } : layer
      ),
      siting: []
    });
    const summary = await cli.runJson<Summary>(['analyze', 'town/study.json', '--out', 'answered']);
    expect(summary.totals.people.pop_resident).toBeCloseTo(2100, 6);
  });

  it.each(['first', 'last'])(
    'asks for every unit where no name matches, with one line for all: boundaries %s in the file',
    async (boundaries) => {
      cli.write('town/population.csv', '社区,常住人口\n東里,1200\n西裡,900\n');
      const population = { as: 'population', file: 'population.csv' };
      const inOrder = (more: object) => {
        const others = [
          { ...population, ...more },
          { as: 'facilities', file: 'facilities.csv' }
        ];
        const map = { as: 'communities', file: 'communities.geojson' };
        return boundaries === 'first' ? [map, ...others] : [...others, map];
      };
      writeTown({ layers: inOrder({}), siting: [] });
      const stderr = await refused(['town/study.json']);
      expect(stderr).toMatch(/“東里”在地图上没有；是不是“东里”/);
      expect(stderr).toMatch(/“西裡”在地图上没有；是不是“西里”/);
      const line = /"same": (\{.*\})/.exec(stderr)![1];
      expect(JSON.parse(line)).toEqual({ 東里: '东里', 西裡: '西里' });
      writeTown({ layers: inOrder({ same: JSON.parse(line) }), siting: [] });
      const summary = await cli.runJson<Summary>(['analyze', 'town/study.json', '--out', 'all-answered']);
      expect(summary.totals.people.pop_resident).toBeCloseTo(2100, 6);
    }
  );
});

describe('yike analyze where facilities do not serve today', () => {
  it('leaves them out, and says how many: in the summary, in the import report and on the terminal', async () => {
    writeTown({ siting: [] });
    const [lon, lat] = degrees(800, 600);
    cli.write(
      'town/facilities.csv',
      'fac_id,name,category,lon,lat,status\n' +
        `f1,西里养老站,eldercare_site,${degrees(200, 400).join()},正常\n` +
        `f2,东里养老站,eldercare_site,${lon},${lat},在建\n` +
        `f3,东里日间照料,eldercare_site,${lon + 0.0001},${lat},暂停营业（2024）\n`
    );
    const run = await cli.run(['analyze', 'town/study.json', '--out', 'today']);
    expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining('2 处设施按状态不计入') });
    const summary: Summary = JSON.parse(readOut('today', 'summary.json'));
    expect(summary.totals).toMatchObject({ facilities: 1, facilities_not_serving: 2 });
    const said = summary.inputs[0].warnings.find(({ code }) => code === 'not_serving')!.message;
    expect(said).toMatch(/^2 处设施按状态不计入：.*（行 3、4）/);
  });
});

describe('yike analyze where people are given above the communities', () => {
  /** One community gives its residents, the other none, the subdistrict those of both. */
  function writePopulation(subdistrict: number) {
    const { properties, ...west } = polygon('西里', -50, 500);
    const above = { ...polygon('两里街道', -50, 1050), properties: { name: '两里街道' } };
    const layer = (features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });
    cli.write('town/subdistricts.geojson', layer([above]));
    cli.write('town/population.csv', `社区,常住人口\n两里街道,${subdistrict}\n`);
    const layers = [
      { as: 'communities', file: 'communities.geojson' },
      { as: 'subdistricts', file: 'subdistricts.geojson' },
      { as: 'population', file: 'population.csv', map: { unit: '社区', pop_resident: '常住人口' } },
      { as: 'facilities', file: 'facilities.csv' }
    ];
    writeTown({ layers, siting: [] });
    const unknown = { ...west, properties: { name: properties.name } };
    cli.write('town/communities.geojson', layer([polygon('东里', 500, 1050), unknown]));
    return cli.run(['analyze', 'town/study.json', '--out', 'above']);
  }
  const rowOf = (name: string) =>
    readTable('above', 'coverage').find((row) => row.standard === 'near' && row.unit_name === name)!;

  it('shares the rest out over the others, and says so in the summary and on the terminal', async () => {
    const { code, stderr } = await writePopulation(2500);
    expect(code).toBe(0);
    expect(stderr).toContain('两里街道的人口没有分到社区');
    const summary: Summary = JSON.parse(readOut('above', 'summary.json'));
    expect(summary.methods.population_from_parents).toMatchObject([
      { unit_name: '两里街道', field: 'pop_resident', total: 2500, communities: 1 }
    ]);
    expect(summary.methods.population_not_spread).toEqual([]);
    expect(['东里', '西里', '两里街道'].map((name) => Number(rowOf(name).total))).toEqual([1000, 1500, 2500]);
  });
  it('leaves out what contradicts the communities, and no part passes for the whole', async () => {
    const { code, stderr } = await writePopulation(900);
    expect(code).toBe(0);
    expect(stderr).toContain('两里街道的人口无法分到社区');
    const summary: Summary = JSON.parse(readOut('above', 'summary.json'));
    expect(summary.methods.population_not_spread).toMatchObject([{ unit_name: '两里街道', total: 900 }]);
    expect(summary.coverage.find((row) => row.standard === 'near')!.communities_missing).toBe(1);
    expect(['东里', '西里', '两里街道'].map((name) => rowOf(name).total)).toEqual(['1000', '', '']);
  });
});
