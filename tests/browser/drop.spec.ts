import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test, type App } from './app.ts';

const root = resolve(import.meta.dirname, '../..');
const received = `${root}/data/sample/as-received`;
const beixinqiao = resolve(root, '../shared/data/beixinqiao');

const read = (folder: string, names: string[]) =>
  names.map((name) => ({ name, bytes: readFileSync(`${folder}/${name}`) }));

/** Drops files, says their datum, answers each question as proposed, and waits for the analysis. Gives what was asked. */
async function bringIn(app: App, files: { name: string; bytes: Buffer }[], datum: string): Promise<string> {
  const { page } = app;
  const dialog = page.getByTestId('import-dialog');
  const cards = dialog.getByTestId('file-card');
  const confirm = dialog.getByTestId('import-confirm');
  await app.drop(files);
  await expect(cards).toHaveCount(files.length);
  await expect(confirm).toBeEnabled();
  await dialog.getByTestId('crs-all').selectOption(datum);
  for (const select of await dialog.getByTestId('crs-select').all()) await expect(select).toHaveValue(datum);
  let asked = '';
  const done = dialog.getByTestId('import-done');
  for (let round = 0; round < 3 && !(await done.isVisible()); round++) {
    asked += (await dialog.getByTestId('questions').allTextContents()).join('\n');
    await confirm.click();
    await expect(dialog.getByTestId('report-card').first()).toBeVisible();
    await expect(done.or(confirm)).toBeEnabled();
  }
  await expect(dialog.getByTestId('import-failure')).toHaveCount(0);
  await expect(dialog.getByTestId('report-card')).toHaveCount(files.length);
  await app.change(() => done.click());
  await expect(dialog).toHaveCount(0);
  return asked;
}

/** Rows of the exported coverage of a standard for everyone, by community. */
async function communityShares(app: App, standard: string): Promise<Map<string, number>> {
  const [head, ...lines] = (await app.export('coverage')).bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/);
  const columns = head.split(',');
  const rows = lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, i) => [column, cells[i]]));
  });
  return new Map(
    rows
      .filter((row) => row.standard === standard && row.level === 'community' && row.group === 'all')
      .map((row) => [row.unit_name, Number(row.share)])
  );
}

test('the town as a planner receives it (GCJ-02, GB18030, a name spelt in two ways) gives the same answer', async ({
  app,
  page
}) => {
  await app.open();
  const expected = await communityShares(app, 'HLT-COV-15');
  expect(expected.size).toBe(12);
  const names = [
    'communities.geojson',
    'population.csv',
    'facilities.csv',
    'roads.geojson',
    'residential.csv'
  ];
  const asked = await bringIn(app, read(received, names), 'gcj02');
  expect(asked).toMatch(/官前园/);
  await expect(page.getByText('示例数据（虚构）')).toHaveCount(0);
  await expect(page.getByTestId('unit-row')).toHaveCount(12);
  const found = await communityShares(app, 'HLT-COV-15');
  expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
  // The received files carry seven decimals and whole square metres: a house at the very limit may fall either way.
  for (const [name, share] of expected) expect(Math.abs(found.get(name)! - share), name).toBeLessThan(0.02);
});

test('a real subdistrict: nobody of 62,165 is lost over a name that map and table spell differently', async ({
  app,
  page
}) => {
  test.skip(!existsSync(beixinqiao), 'the real data at ../shared/data/beixinqiao is absent here');
  await app.open();
  const names = ['communities.geojson', 'community_population.csv', 'facilities.geojson', 'roads.geojson'];
  const asked = await bringIn(app, read(beixinqiao, names), 'gcj02');
  expect(asked).toMatch(/北官厅/);
  await page.getByTestId('walker-select').selectOption('all');
  await expect(page.getByTestId('why')).toContainText('62,165');
  await expect(page.getByTestId('unit-row')).toHaveCount(12);
});
