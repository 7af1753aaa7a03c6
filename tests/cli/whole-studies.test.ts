import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useCli } from './run-cli.ts';
import { readCsv } from './small-town.ts';
import type { Summary } from './summary.ts';

const cli = useCli();
const root = resolve(import.meta.dirname, '../..');
const readTable = (folder: string, name: string) =>
  readCsv(readFileSync(join(cli.folder, folder, `${name}.csv`), 'utf8'));

describe('yike sample', () => {
  it('makes the same folder for the same seed, and analyze takes it, in both of its forms', async () => {
    const made = await cli.runJson<{ files: { file: string; bytes: number }[] }>([
      'sample',
      '--seed',
      '1',
      '--out',
      'sample'
    ]);
    expect(made.files.map(({ file }) => file)).toEqual(
      expect.arrayContaining(['study.json', 'as-received/study.json'])
    );
    expect((await cli.run(['sample', '--seed', '1', '--out', 'again'])).code).toBe(0);
    for (const { file, bytes } of made.files) {
      const content = readFileSync(join(cli.folder, 'sample', file));
      expect(content.length).toBe(bytes);
      expect(content.equals(readFileSync(join(cli.folder, 'again', file))), file).toBe(true);
    }
    expect((await cli.run(['sample', '--out', 'again'])).code).toBe(1);
    const plain = await cli.runJson<Summary>(['analyze', 'sample/study.json', '--out', 'sample-results']);
    expect(plain.title).toContain('示例数据（虚构）');
    expect(plain.totals.units.community).toBe(12);
    for (const answer of plain.siting) expect(answer).toMatchObject({ proven: true, gap: 0 });
    const received = await cli.runJson<Summary>([
      'analyze',
      'sample/as-received/study.json',
      '--out',
      'received-results'
    ]);
    expect(received.totals.people.pop_resident).toBeCloseTo(plain.totals.people.pop_resident, 3);
  });

  it('analyses the sample that the repository carries', async () => {
    const study = join(root, 'data/sample/study.json');
    const summary = await cli.runJson<Summary>(['analyze', study, '--out', 'carried']);
    expect(summary.inputs.every((report) => report.questions.length === 0)).toBe(true);
    expect(readTable('carried', 'compliance').map((row) => row.standard)).toEqual(
      expect.arrayContaining([
        'ELD-SITE-COMM',
        'ELD-CENTER-SUBD',
        'HLT-CHS-COMM',
        'ELD-AREA-OLD',
        'FAC-AREA-100HH'
      ])
    );
  });
});

const district = resolve(root, '../shared/data/beixinqiao');
const isThere = existsSync(district);
if (!isThere) console.info(`skipped: the study of a real district, because ${district} is not there`);

describe.skipIf(!isThere)('a real district', () => {
  const study = (same?: Record<string, string>) => ({
    yike: 1,
    title: '北新桥街道',
    profiles: ['national', 'seed-generic'],
    walker: 'all',
    layers: [
      { as: 'communities', file: join(district, 'communities.geojson'), crs: 'gcj02', map: { name: 'name' } },
      {
        as: 'population',
        file: join(district, 'community_population.csv'),
        map: { unit: '社区', pop_resident: '常住人口', households: '常住户数' },
        ...(same && { same })
      },
      { as: 'roads', file: join(district, 'roads.geojson'), crs: 'gcj02' },
      {
        as: 'facilities',
        file: join(district, 'facilities.geojson'),
        crs: 'gcj02',
        map: { category: 'layer' },
        categories: { 养老设施: 'eldercare_site', 医疗设施: 'chs' }
      }
    ],
    standards: ['ELD-COV-15', 'HLT-COV-15'],
    measure: [
      { id: 'eld500', facilities: ['eldercare_site'], limit_m: 500, group: 'all', demand: 'centroid' }
    ],
    siting: [{ standard: 'eld500', model: 'mclp', sites: 3, candidates: 'network' }]
  });

  it('has the people, facilities and streets that are known of it', async () => {
    cli.write('district.json', JSON.stringify(study({ 北官厅: '北宫厅' })));
    const summary = await cli.runJson<Summary>(['analyze', 'district.json', '--out', 'district']);
    expect(summary.totals.people.pop_resident).toBe(62165);
    expect(summary.totals.facilities).toBe(218);
    expect(summary.totals.facilities_in_community).toBe(212);
    expect(summary.totals.network.components).toBe(23);
    expect(summary.totals.network.vertices).toBe(2826);
    // Known in degrees of GCJ-02; converting them stretches the district by about a twentieth of a per cent.
    expect(Math.abs(summary.totals.network.lengthM - 130_100) / 130_100).toBeLessThan(0.0015);
    const people = readTable('district', 'coverage').filter(
      (row) => row.standard === 'eld500' && row.level === 'community'
    );
    expect(people.reduce((sum, row) => sum + Number(row.total), 0)).toBe(62165);
    expect(people.find((row) => row.unit_name === '北宫厅')!.total).toBe('5804');
    expect(summary.siting[0]).toMatchObject({ proven: true, gap: 0 });
    expect(summary.siting[0].sites).toHaveLength(3);
  });

  it('asks about 北官厅 rather than lose its people', async () => {
    cli.write('asked.json', JSON.stringify(study()));
    const { code, stdout, stderr } = await cli.run(['analyze', 'asked.json', '--out', 'asked', '--json']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('"same": {"北官厅":"北宫厅"}');
    expect(readdirSync(cli.folder)).not.toContain('asked');
  });
});
