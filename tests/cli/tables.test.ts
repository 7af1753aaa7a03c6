import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportReport } from '../../src/lib/import/report.ts';
import { loadPacks } from '../../src/lib/standards/packs.ts';
import { useCli } from './run-cli.ts';
import { degrees, linesToGeoJson, readCsv } from './small-town.ts';

const cli = useCli();

const [lon, lat] = degrees(0, 0);
/** Two facilities, and one without a place. */
const facilitiesAt = (a: [number, number], b: [number, number]) => `编码,名称,类别,经度,纬度
f1,春华养老站,养老服务站,${a.join(',')}
f2,文华卫生站,社区卫生服务站,${b.join(',')}
f3,没有坐标,社区卫生服务站,,
`;

describe('yike import', () => {
  const ask = [
    'import',
    'facilities.csv',
    '--as',
    'facilities',
    '--map',
    'fac_id=编码,name=名称,category=类别'
  ];
  const answers = ['--categories', '养老服务站=eldercare_site', '--categories', '社区卫生服务站=chs'];

  beforeAll(() => {
    cli.write('facilities.csv', facilitiesAt([lon, lat], [lon + 0.001, lat]));
    cli.write(
      'streets.geojson',
      linesToGeoJson([
        [
          [0, 0],
          [100, 0]
        ]
      ])
    );
  });

  it('reports what was read, how, and what was not, as one JSON object', async () => {
    const report = await cli.runJson<ImportReport>([...ask, ...answers]);
    for (const field of [
      'file',
      'format',
      'encoding',
      'crs',
      'rows',
      'accepted',
      'columns',
      'repaired',
      'rejected',
      'warnings'
    ])
      expect(report).toHaveProperty(field);
    expect(report).toMatchObject({ file: 'facilities.csv', format: 'csv', rows: 3, accepted: 2 });
    expect(report.accepted + report.rejected.length).toBe(report.rows);
    expect(report.rejected[0]).toMatchObject({ row: 4 });
    expect(report.columns.map(({ from, to }) => `${to}=${from}`)).toEqual(
      expect.arrayContaining(['fac_id=编码', 'name=名称', 'category=类别', 'lon=经度', 'lat=纬度'])
    );
  });

  it('writes the accepted rows by extension, fields of the layer first, the other columns after them', async () => {
    expect((await cli.run([...ask, ...answers, '--out', 'layer.csv'])).code).toBe(0);
    const rows = readCsv(readFileSync(join(cli.folder, 'layer.csv'), 'utf8'));
    expect(rows.map((row) => [row.fac_id, row.category])).toEqual([
      ['f1', 'eldercare_site'],
      ['f2', 'chs']
    ]);
    expect(Object.keys(rows[0]).slice(0, 3)).toEqual(['fac_id', 'name', 'category']);
    expect(Number(rows[1].lon)).toBe(lon + 0.001);
    expect((await cli.run([...ask, ...answers, '--out', 'layer.geojson'])).code).toBe(0);
    const { features } = JSON.parse(readFileSync(join(cli.folder, 'layer.geojson'), 'utf8'));
    expect(features[0].geometry).toEqual({ type: 'Point', coordinates: [lon, lat] });
    expect((await cli.run([...ask, ...answers, '--out', 'layer.parquet'])).code).toBe(0);
    const parquet = readFileSync(join(cli.folder, 'layer.parquet'));
    expect(parquet.subarray(-4).toString()).toBe('PAR1');
    expect(parquet.includes('"primary_column":"geometry"')).toBe(true);
  });

  it('tells people the same, rows and reasons', async () => {
    const { stdout } = await cli.run([...ask, ...answers]);
    expect(stdout).toContain('共 3 行，收下 2');
    expect(stdout).toContain('第 4 行');
    expect((await cli.run([...ask, ...answers, '--lang', 'en'])).stdout).toContain('3 rows, 2 accepted');
  });

  it('converts what is said to be GCJ-02', async () => {
    const plain = await cli.run([...ask, ...answers, '--out', 'plain.csv']);
    const moved = await cli.run([...ask, ...answers, '--crs', 'gcj02', '--out', 'moved.csv']);
    expect([plain.code, moved.code]).toEqual([0, 0]);
    const [a, b] = ['plain.csv', 'moved.csv'].map(
      (file) => readCsv(readFileSync(join(cli.folder, file), 'utf8'))[0]
    );
    expect(Math.abs(Number(a.lon) - Number(b.lon))).toBeGreaterThan(0.001);
  });

  it('asks what only the user can say, with the answer at hand, and writes nothing', async () => {
    const metres = facilitiesAt([517000, 4329000], [517100, 4329000]);
    cli.write('metres.csv', metres);
    const args = ['import', 'metres.csv', ...ask.slice(2), ...answers, '--out', 'asked.csv'];
    const { code, stdout, stderr } = await cli.run([...args, '--json']);
    expect(code).toBe(1);
    const report: ImportReport = JSON.parse(stdout);
    expect(report.questions[0].code).toBe('crs');
    expect(stderr).toContain(`--crs ${report.questions[0].options[0]}`);
    expect(readdirSync(cli.folder).filter((file) => file.includes('asked'))).toEqual([]);
    expect((await cli.run([...args, '--crs', 'EPSG:4548'])).code).toBe(0);
  });

  it.each([
    ['an empty file', 'empty.csv', '', 'facilities'],
    ['a table without rows', 'bare.csv', 'name,lon,lat\n', 'facilities'],
    ['lines as facilities', 'streets.geojson', null, 'facilities'],
    ['every row rejected', 'nowhere.csv', 'name,lon,lat\na,,\nb,x,y\n', 'facilities']
  ])('exits 1 for %s, names it, and writes nothing', async (_what, name, content, as) => {
    if (content !== null) cli.write(name, content);
    const { code, stderr } = await cli.run(['import', name, '--as', as, '--out', 'never.geojson']);
    expect(code).toBe(1);
    expect(stderr).toContain(name);
    expect(readdirSync(cli.folder).filter((file) => file.includes('never'))).toEqual([]);
  });

  it('refuses a format that cannot carry the layer, and a layer name where there is one layer', async () => {
    const csv = await cli.run(['import', 'streets.geojson', '--as', 'roads', '--out', 'streets.csv']);
    expect(csv.code).toBe(1);
    expect(csv.stderr).toContain('.geojson');
    expect((await cli.run([...ask, '--layer', 'x'])).code).toBe(2);
  });
});

describe('yike standards', () => {
  it('lists the verified rules of the default packs with citations', async () => {
    const { code, stdout } = await cli.run(['standards']);
    expect(code).toBe(0);
    const expected = loadPacks(['national', 'seed-generic']);
    const ids = stdout
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0]);
    for (const { id } of expected) expect(ids).toContain(id);
    expect(stdout).toContain('citation');
  });

  it('gives the rules whole with --json, only of the packs asked for', async () => {
    const summary = await cli.runJson<{
      profiles: string[];
      rules: number;
      standards: { id: string; profile: string; citation: object }[];
    }>([...['standards', '--profile', 'tianjin,huizhou']]);
    expect(summary.profiles).toEqual(['tianjin', 'huizhou']);
    expect(summary.rules).toBe(loadPacks(['tianjin', 'huizhou']).length);
    expect(summary.standards).toHaveLength(summary.rules);
    expect(new Set(summary.standards.map((rule) => rule.profile))).toEqual(new Set(['tianjin', 'huizhou']));
    for (const rule of summary.standards)
      expect(rule.citation).toMatchObject({ zh: expect.any(String), en: expect.any(String) });
  });

  it('adds the unverified rules with --all, and says how each rule is worked out', async () => {
    const { code, stdout } = await cli.run(['standards', '--all', '--profile', 'local-example']);
    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toMatch(/,citation,verified,overrides,compute,inputs$/);
    expect(stdout).toContain('ELD-COV-700');
    expect(stdout).toContain('步行700米内有社区养老服务场所');
    expect((await cli.run(['standards', '--profile', 'local-example'])).stdout).not.toContain('ELD-COV-700');
  });

  it('exports the rules as a pack that, edited, stands in their place', async () => {
    const out = ['standards', '--profile', 'tianjin', '--export', '--out', 'mine.json'];
    expect(await cli.run(out)).toMatchObject({ code: 0, stdout: '' });
    const pack = JSON.parse(readFileSync(join(cli.folder, 'mine.json'), 'utf8'));
    expect(pack).toMatchObject({ yike_pack: 1, name: 'mine', overrides: ['tianjin'] });
    expect(pack.rules).toHaveLength(loadPacks(['tianjin']).length);
    pack.rules.find(({ id }: { id: string }) => id === 'STF-4N').threshold = 7;
    cli.write('mine.json', JSON.stringify(pack));
    const summary = await cli.runJson<{ standards: { id: string; profile: string; threshold: number }[] }>([
      ...['standards', '--profile', 'tianjin', '--pack', 'mine.json']
    ]);
    expect(summary.standards.map(({ id }) => id)).toEqual(loadPacks(['tianjin']).map(({ id }) => id));
    expect(summary.standards.find(({ id }) => id === 'STF-4N')).toMatchObject({
      profile: 'mine',
      threshold: 7
    });
  });

  it('names file, rule and field of a pack that is not right', async () => {
    cli.write('bad.json', JSON.stringify({ yike_pack: 1, name: 'bad', rules: [{ id: 'X-1', unit: 3 }] }));
    const { code, stderr } = await cli.run(['standards', '--pack', 'bad.json']);
    expect(code).toBe(1);
    for (const part of ['bad.json', 'X-1 unit: 应为文字，得到 3']) expect(stderr).toContain(part);
    expect((await cli.run(['standards', '--pack', 'none.json'])).stderr).toContain('没有这个文件');
    cli.write('torn.json', '{"yike_pack": 1,\n"name": "torn",\n}');
    const torn = await cli.run(['standards', '--pack', 'torn.json']);
    expect(torn.stderr).toMatch(/torn\.json：标准包不是有效的 JSON：第 3 行第 1 列：\} 前多了一个逗号/);
    expect(torn.stderr).not.toContain('line 3');
    const english = await cli.run(['standards', '--lang', 'en', '--pack', 'torn.json']);
    expect(english.stderr).toContain('torn.json: the pack is not JSON: line 3, column 1: a comma too many');
  });

  it('notes columns of a pack that no table has of itself, which may be the user’s own', async () => {
    const compute = { how: 'ratio', top: { sum: 'facilities.area' } };
    const rule = { id: 'X-1', title_zh: '面积', unit: 'm²', unit_level: 'community', compute };
    const rules = [{ ...rule, facility_categories: ['chs'] }];
    cli.write('odd.json', JSON.stringify({ yike_pack: 1, name: 'odd', rules }));
    const { code, stderr } = await cli.run(['standards', '--pack', 'odd.json']);
    expect(code).toBe(0);
    expect(stderr).toMatch(/规则“X-1”：设施表没有“facilities\.area”这一列，最接近的是 floor_area_m2/);
  });

  it('warns where figures of several places are on at once', async () => {
    const { code, stderr } = await cli.run(['standards', '--profile', 'tianjin,hunchun']);
    expect(code).toBe(0);
    expect(stderr).toContain('“hunchun”6 条');
    expect((await cli.run(['standards', '--profile', 'tianjin'])).stderr).toBe('');
  });

  it('begins a task ledger with the 94 requirements of class C', async () => {
    const { stdout } = await cli.run(['standards', '--tasks']);
    const lines = stdout.trim().split('\n');
    expect(lines[0]).toBe(
      'task_id,rule_id,requirement_id,title,department_lead,departments,unit_id,deadline,target_value,actual_value,unit,status,evidence,updated_at'
    );
    expect(lines).toHaveLength(95);
    expect(lines).toContain(
      'T-S1-07,ELD-ADAPT-800,S1-07,特殊困难老年人家庭适老化改造,县民政局,县市场监管局,,2023,800,,户,,,'
    );
    expect((await cli.run(['standards', '--tasks', '--export'])).code).toBe(2);
  });

  it('writes the table to --out', async () => {
    expect(await cli.run(['standards', '--out', 'rules.csv'])).toMatchObject({ code: 0, stdout: '' });
    expect(readFileSync(join(cli.folder, 'rules.csv'), 'utf8')).toBe((await cli.run(['standards'])).stdout);
    expect((await cli.run(['standards', '--out', 'no/such/folder/rules.csv'])).code).toBe(1);
  });
});
