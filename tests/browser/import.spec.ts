import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Feature, Polygon } from 'geojson';
import { writeXlsx } from 'hucre/xlsx';
import { zipSync } from 'fflate';
import { encodeGb18030 } from '../../src/lib/report/layers/gb18030.ts';
import { fromWgs84 } from '../../src/lib/geometry/datum.ts';
import { writeShapefile } from '../import/write-shapefile.ts';
import { expect, test, type App } from './app.ts';

const root = resolve(import.meta.dirname, '../..');
const sample = `${root}/data/sample`;
const beixinqiao = resolve(root, '../shared/data/beixinqiao');

const read = (path: string): Buffer => readFileSync(path);
const cellsOf = (name: string): string[][] =>
  read(`${sample}/${name}`)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));

/** The population of the sample town as a yearbook prints it: title, unit, header of two rows, merged, a total. */
async function yearbook(): Promise<Buffer> {
  const [header, ...rows] = cellsOf('population.csv');
  const at = (name: RegExp): number => header.findIndex((cell) => name.test(cell));
  const [unit, all, older] = [at(/社区|unit|name/i), at(/常住|resident/i), at(/60/)];
  const body = rows.map((row, i) => [
    i === 0 ? '沽水街道' : null,
    row[unit],
    Number(row[all]),
    older < 0 ? null : Number(row[older])
  ]);
  const sum = (k: number): number => body.reduce((total, row) => total + Number(row[k] ?? 0), 0);
  const sheet = [
    ['2023年沽水街道社区人口统计表', null, null, null],
    ['单位：人', null, null, null],
    ['街道', '社区', '人口', null],
    [null, null, '常住人口', '60岁及以上'],
    ...body,
    ['合计', null, sum(2), sum(3)],
    ['填表人：王某', null, null, null]
  ];
  const merges = [
    { startRow: 0, startCol: 0, endRow: 0, endCol: 3 },
    { startRow: 2, startCol: 0, endRow: 3, endCol: 0 },
    { startRow: 2, startCol: 1, endRow: 3, endCol: 1 },
    { startRow: 2, startCol: 2, endRow: 2, endCol: 3 },
    { startRow: 4, startCol: 0, endRow: 3 + body.length, endCol: 0 }
  ];
  return Buffer.from(await writeXlsx({ sheets: [{ name: '人口', rows: sheet, merges }] }));
}

/** The communities of the sample town as a shapefile in GBK, without .cpg and .prj, zipped in a folder. */
function boundaries(): Buffer {
  const { features } = JSON.parse(read(`${sample}/communities.geojson`).toString('utf8')) as {
    features: Feature<Polygon>[];
  };
  const areas = features.map((feature) => ({
    ...feature,
    properties: { 社区名称: String(feature.properties?.name) }
  }));
  const { shp, shx, dbf } = writeShapefile(areas, encodeGb18030);
  return Buffer.from(zipSync({ '边界/社区.shp': shp, '边界/社区.shx': shx, '边界/社区.dbf': dbf }));
}

/** The facilities of the sample town with the coordinates of AMap, as copied from its pages. */
function copied(): Buffer {
  const [header, ...rows] = cellsOf('facilities.csv');
  const [lon, lat] = ['lon', 'lat'].map((name) =>
    header.findIndex((cell) => cell === name || cell === { lon: '经度', lat: '纬度' }[name])
  );
  const moved = rows.map((row) => {
    const [x, y] = fromWgs84(Number(row[lon]), Number(row[lat]), 'gcj02');
    return row.with(lon, x.toFixed(6)).with(lat, y.toFixed(6));
  });
  return Buffer.from(encodeGb18030([header, ...moved].map((row) => row.join(',')).join('\r\n')));
}

/** Drops files and waits until all that can be said of them is said. */
async function drop(app: App, files: { name: string; bytes: Buffer }[]): Promise<void> {
  await app.drop(files);
  const panel = app.page.getByTestId('import-dialog');
  await expect(panel.getByTestId('file-card').or(panel.getByTestId('import-failure')).first()).toBeVisible();
  await expect(panel).toHaveAttribute('data-busy', 'false');
}

/** Stores what was dropped: the likely answer to every question, as often as there are new ones. */
async function confirm(app: App): Promise<void> {
  const panel = app.page.getByTestId('import-dialog');
  for (let round = 0; round < 4 && !(await panel.getByTestId('import-done').isVisible()); round++) {
    await panel.getByTestId('import-confirm').click();
    await expect(panel).toHaveAttribute('data-busy', 'false');
  }
}

/** Stores it, and waits until it is worked out. */
async function use(app: App): Promise<void> {
  await confirm(app);
  const panel = app.page.getByTestId('import-dialog');
  await app.change(() => panel.getByTestId('import-done').click());
  await expect(panel).toHaveCount(0);
}

test('what a clerk has goes in by dropping it: a yearbook, a GBK shapefile, points of AMap, streets', async ({
  app,
  page
}) => {
  await app.open();
  await drop(app, [
    { name: '2023年人口.xlsx', bytes: await yearbook() },
    { name: '边界.zip', bytes: boundaries() },
    { name: '设施台账.csv', bytes: copied() },
    { name: 'roads.geojson', bytes: read(`${sample}/roads.geojson`) }
  ]);
  const panel = page.getByTestId('import-dialog');
  const card = (file: string) => panel.locator(`[data-file="${file}"]`);
  await expect(panel.getByTestId('file-card')).toHaveCount(4);
  await expect(card('2023年人口.xlsx').getByTestId('as-select')).toHaveValue('population');
  await expect(card('边界.zip').getByTestId('as-select')).toHaveValue('communities');
  await expect(card('边界.zip')).toContainText('GB18030');
  await expect(card('设施台账.csv').getByTestId('as-select')).toHaveValue('facilities');
  // The total is no community, and the table says where it stands.
  await expect(card('2023年人口.xlsx')).toContainText('接收 12 行');
  // The points lie 500 m beside the communities and streets they belong to; that is told, with figures, and asked.
  await expect(card('设施台账.csv').getByTestId('questions')).toContainText('GCJ-02');
  await use(app);
  await page.getByTestId('walker-select').selectOption('all');
  await expect(page.getByTestId('why')).toContainText('62,509');
  await expect(page.getByTestId('unit-row')).toHaveCount(12);
});

test('rows that are rejected come out as a table, and go in again when they are mended', async ({
  app,
  page
}) => {
  await app.open();
  const [header, ...rows] = cellsOf('facilities.csv');
  const lon = header.findIndex((cell) => cell === 'lon' || cell === '经度');
  const broken = rows.map((row, i) => (i < 2 ? row.with(lon, '不详') : row));
  const csv = Buffer.from([header, ...broken].map((row) => row.join(',')).join('\n'));
  await drop(app, [
    { name: 'communities.geojson', bytes: read(`${sample}/communities.geojson`) },
    { name: 'population.csv', bytes: read(`${sample}/population.csv`) },
    { name: '设施.csv', bytes: csv }
  ]);
  const panel = page.getByTestId('import-dialog');
  await confirm(app);
  const report = panel.locator('[data-testid="report-card"][data-file="设施.csv"]');
  const { bytes } = await app.download(() => report.getByTestId('download-rejected').click());
  const [, ...lines] = bytes.toString('utf8').trim().split(/\r?\n/);
  expect(lines).toHaveLength(2);
  await app.change(() => panel.getByTestId('import-done').click());
  const mended = bytes.toString('utf8').replaceAll('不详', '117.2');
  await drop(app, [{ name: '设施.csv.rejected.csv', bytes: Buffer.from(mended) }]);
  await use(app);
  const facilities = (await app.export('facilities')).bytes.toString('utf8');
  expect(JSON.parse(facilities).features).toHaveLength(rows.length);
});

test('a newer version of a layer says what changed before it replaces', async ({ app, page }) => {
  await app.open();
  const [header, ...rows] = cellsOf('facilities.csv');
  const name = header.findIndex((cell) => /名称|name/.test(cell));
  const csv = (list: string[][]): Buffer =>
    Buffer.from([header, ...list].map((row) => row.join(',')).join('\n'));
  await drop(app, [
    { name: 'communities.geojson', bytes: read(`${sample}/communities.geojson`) },
    { name: 'facilities.csv', bytes: csv(rows) }
  ]);
  await use(app);
  const newer = rows.slice(1).map((row, i) => (i === 0 ? row.with(name, '改了名的驿站') : row));
  await drop(app, [{ name: 'facilities-2024.csv', bytes: csv(newer) }]);
  const changes = page.getByTestId('changes');
  await expect(changes).toContainText('减少 1');
  await expect(changes).toContainText('改名 1');
  await page.keyboard.press('Escape');
});

test('on a real subdistrict the one layer that is not shifted like the rest is found', async ({
  app,
  page
}) => {
  test.skip(!existsSync(beixinqiao), 'the real data at ../shared/data/beixinqiao is absent here');
  await app.open();
  const names = ['communities', 'facilities', 'roads', 'landuse_raw'].map((name) => `${name}.geojson`);
  await drop(
    app,
    names.map((name) => ({ name, bytes: read(`${beixinqiao}/${name}`) }))
  );
  const panel = page.getByTestId('import-dialog');
  const answers = (file: string) =>
    panel.locator(`[data-file="${file}"]`).getByTestId('questions').getByRole('button', { pressed: true });
  // WGS84 is what a file without a word is taken for: there is nothing to ask, but it is said.
  await expect(panel.locator('[data-file="landuse_raw.geojson"]').getByTestId('remark')).toContainText(
    '是 WGS84'
  );
  for (const file of ['communities.geojson', 'facilities.geojson', 'roads.geojson'])
    await expect(answers(file).first()).toContainText('GCJ-02');
  await page.keyboard.press('Escape');
});
