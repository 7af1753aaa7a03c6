import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test, type App, openTab } from './app.ts';

const sample = resolve(import.meta.dirname, '../../data/sample');
/** A rule of the sample on floor area, and what it is called. */
const AREA = 'ELD-AREA-OLD';
const AREA_TITLE = '老旧及已建成住宅区每百户养老设施面积';

/** Opens the tab of the standards with one rule chosen. */
async function openRule(page: Page, id: string): Promise<void> {
  await openTab(page, 'standards');
  await page.getByTestId(`rule-${id}`).click();
  await expect(page.getByTestId('rule-card')).toContainText(id);
}

/** Goes to the matrix of compliance and waits until it is worked out. */
async function openMatrix(page: Page): Promise<Locator> {
  await openTab(page, 'compliance');
  await expect(page.getByTestId('matrix-row').first()).toBeVisible();
  return page.getByTestId('matrix');
}

/** How many cells of the matrix say this of a rule. */
const cellsSaying = (page: Page, title: string, status: string): Promise<number> =>
  page.getByTestId('matrix').locator(`button[aria-label$="${title} ${status}"]`).count();

const complianceOf = async (app: App): Promise<string> =>
  (await app.export('compliance')).bytes.toString('utf8');

const fileOf = (name: string, text: string | Buffer) => ({
  ...{ name, mimeType: 'application/json' },
  buffer: typeof text === 'string' ? Buffer.from(text) : text
});

test('a rule is found by its words, switched on, asked of the map, and switched off', async ({
  app,
  page
}) => {
  await app.open();
  const before = await complianceOf(app);
  const measures = page.getByTestId('measure-select');
  await openTab(page, 'standards');
  const rules = page.locator('[data-testid^="rule-on-"]');
  await expect(rules.first()).toBeVisible();
  const all = await rules.count();
  expect(all).toBeGreaterThanOrEqual(146);
  // By words of its title, by its id, and by what its source says.
  await page.getByTestId('rule-search').fill('健身圈 15');
  await expect(page.getByTestId('rule-FIT-15-100')).toBeVisible();
  expect(await rules.count()).toBeLessThan(10);
  await page.getByTestId('rule-search').fill('fit-15-100');
  await expect(rules).toHaveCount(1);

  // With the keyboard alone.
  await expect(measures).not.toContainText('FIT-15-100');
  await page.getByTestId('rule-on-FIT-15-100').focus();
  await app.change(() => page.keyboard.press('Space'));
  await expect(page.getByTestId('rule-on-FIT-15-100')).toBeChecked();
  await expect(measures).toContainText('FIT-15-100');
  await app.change(() => measures.getByRole('radio', { name: /FIT-15-100/ }).check());
  await expect(page.getByTestId('share')).toHaveText(/^\d+(\.\d+)?%$/);
  await page.getByTestId('rule-search').fill('');
  await page.getByTestId('rule-view').selectOption('on');
  await expect(rules).toHaveCount(8);

  // The measure on the map goes with its rule, and another is asked.
  await app.change(() => page.getByTestId('rule-on-FIT-15-100').uncheck());
  await expect(measures).not.toContainText('FIT-15-100');
  await expect(measures.getByRole('radio', { checked: true })).toHaveCount(1);
  expect(await complianceOf(app)).toBe(before);
});

test('a threshold is changed with its effect in sight, is kept, and put back', async ({ app, page }) => {
  await app.open();
  const before = await complianceOf(app);
  await openMatrix(page);
  const failing = await cellsSaying(page, AREA_TITLE, '未达标');
  expect(failing).toBeGreaterThan(1);

  await openRule(page, AREA);
  await page.getByTestId('rule-edit').click();
  const preview = page.getByTestId('rule-preview');
  await expect(preview).toContainText('各单元结果不变');
  await page.getByTestId('rule-threshold').fill('0.5');
  await expect(preview).toContainText(/改后.*✓ 达标/s);
  const [, was, now, left, changed] =
    /现在.*未达标 (\d+).*改后.*✓ 达标 (\d+).*未达标 (\d+).*?(\d+) 个单元的结果会变/s
      .exec((await preview.textContent())!)!
      .map(Number);
  expect([was, now, left]).toEqual([failing, changed, failing - changed]);
  // Nothing has been taken over yet.
  expect(await complianceOf(app)).toBe(before);
  await app.change(() => page.getByTestId('rule-save').click());
  await expect(page.getByTestId(`rule-${AREA}`)).toContainText('已改');
  const card = page.getByTestId('rule-card');
  await expect(card.locator('s')).toHaveText('20');
  await expect(card).toContainText('不少于 0.5');
  expect(await complianceOf(app)).not.toBe(before);

  await openMatrix(page);
  await expect.poll(() => cellsSaying(page, AREA_TITLE, '达标')).toBe(now);
  expect(await cellsSaying(page, AREA_TITLE, '未达标')).toBe(left);

  await app.reload();
  await openMatrix(page);
  expect(await cellsSaying(page, AREA_TITLE, '达标')).toBe(now);
  await openRule(page, AREA);
  await expect(page.getByTestId(`rule-${AREA}`)).toContainText('已改');
  await app.change(() => page.getByTestId('rule-restore').click());
  await expect(page.getByTestId(`rule-${AREA}`)).not.toContainText('已改');
  await expect(page.getByTestId('rule-restore')).toHaveCount(0);
  expect(await complianceOf(app)).toBe(before);
});

test('figures that cannot be are named and not taken', async ({ app, page }) => {
  await app.open();
  const before = await complianceOf(app);
  await openRule(page, AREA);
  await page.getByTestId('rule-edit').click();
  const save = page.getByTestId('rule-save');
  const faults = page.getByTestId('rule-faults');
  await expect(save).toBeEnabled();
  for (const [field, wrong, right] of [
    ['rule-threshold', '', '20'],
    ['rule-deadline', 'soon', '2027'],
    ['rule-title', '', '名称']
  ]) {
    await page.getByTestId(field).fill(wrong);
    await expect(faults, field).toContainText(/[\u4e00-\u9fff]{4}/);
    await expect(save, field).toBeDisabled();
    await page.getByTestId(field).fill(right);
    await expect(faults, field).toHaveCount(0);
    await expect(save, field).toBeEnabled();
  }
  await page.getByTestId('rule-form').getByRole('button', { name: '取消' }).click();
  await expect(page.getByTestId('rule-card')).toBeVisible();
  expect(await complianceOf(app)).toBe(before);

  await page.getByTestId('rule-copy').click();
  for (const taken of ['', AREA]) {
    await page.getByTestId('rule-id').fill(taken);
    await expect(faults, taken).toContainText(/[\u4e00-\u9fff]{4}/);
    await expect(save, taken).toBeDisabled();
  }
});

test('a rule is copied as one of the user’s own, judged by, and deleted', async ({ app, page }) => {
  await app.open();
  const before = await complianceOf(app);
  await openRule(page, AREA);
  await page.getByTestId('rule-copy').click();
  await page.getByTestId('rule-title').fill('本街道养老面积');
  await page.getByTestId('rule-threshold').fill('0.5');
  await expect(page.getByTestId('rule-preview')).toContainText('达标');
  await app.change(() => page.getByTestId('rule-save').click());
  await expect(page.getByTestId('rule-card')).toContainText('OWN-1 · 自建');
  await expect(page.getByTestId('rule-on-OWN-1')).toBeChecked();
  await openMatrix(page);
  expect(await cellsSaying(page, '本街道养老面积', '达标')).toBeGreaterThan(1);
  // Beside it the rule it was made of stands as it was.
  expect(await cellsSaying(page, AREA_TITLE, '未达标')).toBeGreaterThan(1);

  await app.reload();
  await openRule(page, 'OWN-1');
  await app.change(() => page.getByTestId('rule-on-OWN-1').uncheck());
  expect(await complianceOf(app)).toBe(before);
  await app.change(() => page.getByTestId('rule-on-OWN-1').check());
  expect(await complianceOf(app)).not.toBe(before);
  await app.change(() => page.getByTestId('rule-delete').click());
  await expect(page.getByTestId('rule-OWN-1')).toHaveCount(0);
  expect(await complianceOf(app)).toBe(before);
});

test('rules go out as a pack and come back from it; a file that is none is refused', async ({
  app,
  page
}) => {
  await app.open();
  const before = await complianceOf(app);
  await openRule(page, AREA);
  await page.getByTestId('rule-edit').click();
  await page.getByTestId('rule-threshold').fill('0.5');
  await app.change(() => page.getByTestId('rule-save').click());
  const changed = await complianceOf(app);
  const pack = await app.download(() => page.getByTestId('rules-export').click());
  expect(pack.name).toMatch(/标准包\.json$/);
  expect(JSON.parse(pack.bytes.toString('utf8'))).toMatchObject({ yike_pack: 1 });
  await app.change(() => page.getByTestId('rule-restore').click());
  expect(await complianceOf(app)).toBe(before);
  await app.change(() => page.getByTestId('rules-input').setInputFiles(fileOf(pack.name, pack.bytes)));
  await expect(page.getByTestId(`rule-${AREA}`)).toContainText('已改');
  expect(await complianceOf(app)).toBe(changed);

  await page.getByTestId('rules-input').setInputFiles(fileOf('不是.json', '{"rules": 1}'));
  await expect(page.getByTestId('failure')).toContainText('这不是标准包');
  await page.getByTestId('failure').getByRole('button').click();
  expect(await complianceOf(app)).toBe(changed);
});

test('the matrix shows what is not met, and leads to the sum, the source, the unit and its parts', async ({
  app,
  page
}) => {
  await app.open();
  const matrix = await openMatrix(page);
  const rows = page.getByTestId('matrix-row');
  await expect(rows).toHaveCount(12);
  await page.getByTestId('matrix-only').selectOption('not_met');
  const failing = await rows.count();
  expect(failing).toBeGreaterThan(0);
  for (let i = 0; i < failing; i++)
    expect(await rows.nth(i).locator('td.not_met').count()).toBeGreaterThan(0);

  // By the keyboard, as by the pointer.
  const cell = matrix.locator(`button[aria-label$="${AREA_TITLE} 未达标"]`).first();
  const label = (await cell.getAttribute('aria-label'))!;
  const unit = label.split(' ')[0];
  await cell.focus();
  await page.keyboard.press('Enter');
  const detail = page.getByTestId('compliance-detail');
  await expect(detail).toContainText(unit);
  await expect(detail).toContainText(AREA_TITLE);
  await expect(detail).toContainText(/= [\d,.]+ \/ [\d,.]+/);
  await expect(detail).toContainText('不少于 20');
  await expect(detail).toContainText('每百户20平方米');
  await expect(page.getByTestId('why-name')).toHaveText(unit);
  await app.settle();

  // From the subdistrict down to its communities.
  await page.getByTestId('matrix-only').selectOption('');
  await page.getByTestId('matrix-level').selectOption('subdistrict');
  await expect(rows).toHaveCount(1);
  await rows.getByTestId('matrix-drill').click();
  await expect(rows).toHaveCount(12);
  await expect(page.getByTestId('matrix-level')).toHaveValue('community');

  // The list tells the same, rule by rule.
  await page.getByTestId('compliance-list').click();
  await page.getByRole('button', { name: '返回全部社区' }).click();
  await expect(page.getByTestId('standard-row')).toHaveCount(7);
  const row = page.getByTestId('standard-row').filter({ hasText: AREA });
  const said = Number(/未达标\s*(\d+)/.exec((await row.textContent())!)![1]);
  await row.getByRole('button').click();
  await expect(page.getByTestId('compliance-row')).toHaveCount(12);
  await expect(page.getByTestId('compliance-row').filter({ hasText: '未达标' })).toHaveCount(said);
  await page.getByTestId('all-standards').click();
  await expect(page.getByTestId('standard-row')).toHaveCount(7);
});

test('gaps are ranked by weights of the user’s own, which are called so', async ({ app, page }) => {
  await app.open();
  const order = () =>
    page.getByTestId('unit-row').evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.unit));
  const byPeople = await order();
  expect(byPeople.length).toBe(12);
  await page.getByTestId('rank-by').selectOption('severity');
  await expect(page.getByText('权重由您设定，没有政策来源')).toBeVisible();
  for (const weight of ['people', 'personM', 'share']) await page.getByTestId(`weight-${weight}`).fill('0');
  const byDistance = await order();
  expect(byDistance).not.toEqual(byPeople);
  expect(byDistance.toSorted()).toEqual(byPeople.toSorted());
  await page.getByTestId('weight-distance').fill('0');
  await page.getByTestId('weight-people').fill('2');
  expect((await order()).slice(0, 3)).toEqual(byPeople.slice(0, 3));
  await page.getByTestId('rank-by').selectOption('people');
  await expect(page.getByText('权重由您设定，没有政策来源')).toHaveCount(0);
  expect(await order()).toEqual(byPeople);
});

test('tasks are filtered, and go into a file that the import takes for the ledger', async ({ app, page }) => {
  await app.open();
  await openTab(page, 'tasks');
  const rows = page.getByTestId('task-row');
  await expect(rows.first()).toBeVisible();
  const all = await rows.count();
  const given = readFileSync(`${sample}/tasks.csv`, 'utf8').trim().split('\n').slice(1);
  expect(all).toBe(given.length);
  await page.getByTestId('task-department').selectOption('区残联');
  const own = given.filter((line) => line.includes('区残联'));
  await expect(rows).toHaveCount(own.length);
  for (const text of await rows.allTextContents()) expect(text).toContain('区残联');
  const file = await app.download(() => page.getByTestId('tasks-export').click());
  expect(file.name).toMatch(/\.csv$/);
  await rows.first().getByRole('button').click();
  await expect(page.getByTestId('rule-card')).toBeVisible();

  await app.drop([{ name: '台账.csv', bytes: file.bytes }]);
  const panel = page.getByTestId('import-dialog');
  await expect(panel.getByTestId('file-card')).toContainText('台账.csv');
  await expect(panel).toHaveAttribute('data-busy', 'false');
  await expect(panel.getByTestId('as-select')).toHaveValue('tasks');
  await expect(panel.getByTestId('import-failure')).toHaveCount(0);
});

test('a study none of whose rules asks who reaches what still tells what is met', async ({ app, page }) => {
  await app.open();
  const files = ['communities.geojson', 'residential.csv', 'facilities.csv'].map((name) => ({
    name,
    bytes: readFileSync(`${sample}/${name}`)
  }));
  const study = JSON.stringify({
    ...{ yike: 1, title: '面积', profiles: ['seed-generic'], standards: [AREA, 'ELD-COV-15'] },
    layers: [
      { as: 'communities', file: 'communities.geojson', crs: 'EPSG:4326' },
      { as: 'residential', file: 'residential.csv', crs: 'EPSG:4326' },
      { as: 'facilities', file: 'facilities.csv', crs: 'EPSG:4326' }
    ]
  });
  await app.change(() => app.drop([{ name: 'study.json', bytes: Buffer.from(study) }, ...files]));
  await expect(page.getByTestId('measure-select')).toContainText('ELD-COV-15');
  await openTab(page, 'standards');
  await app.change(() => page.getByTestId('rule-on-ELD-COV-15').uncheck());
  await expect(page.getByTestId('share')).toHaveCount(0);
  await openMatrix(page);
  await app.reload();
  await openMatrix(page);
  await openTab(page, 'standards');
  await app.change(() => page.getByTestId('rule-on-ELD-COV-15').check());
  await expect(page.getByTestId('share')).toHaveText(/^\d+(\.\d+)?%$/);
});
