import AxeBuilder from '@axe-core/playwright';
import { expect, test, openTab } from './app.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

test('the main screen has no known barrier', async ({ app, page }) => {
  await app.open();
  const { violations, passes } = await new AxeBuilder({ page }).withTags(rules).analyze();
  expect(passes.length).toBeGreaterThan(5);
  expect(violations.map(describe)).toEqual([]);
});

test('neither have the other tables and the import dialog', async ({ app, page }) => {
  await app.open();
  for (const tab of ['coverage', 'siting', 'compliance', 'tasks', 'roads', 'data', 'report'] as const) {
    await openTab(page, tab);
    if (tab === 'compliance') await expect(page.getByTestId('matrix-row').first()).toBeVisible();
    if (tab === 'tasks') await expect(page.getByTestId('task-row').first()).toBeVisible();
    if (tab === 'roads') await expect(page.getByTestId('break-row').first()).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
    expect.soft(violations.map(describe), tab).toEqual([]);
  }
  await page.getByTestId('import').click();
  await expect(page.getByTestId('import-dialog')).toBeVisible();
  const { violations } = await new AxeBuilder({ page })
    .include('[data-testid="import-dialog"]')
    .withTags(rules)
    .analyze();
  expect(violations.map(describe)).toEqual([]);
});

test('neither have a rule, its form, the matrix with a cell chosen, the list, and gaps with weights', async ({
  app,
  page
}) => {
  await app.open();
  const check = async (what: string) => {
    const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
    expect.soft(violations.map(describe), what).toEqual([]);
  };
  await openTab(page, 'standards');
  await page.getByTestId('rule-ELD-COV-15').click();
  await expect(page.getByTestId('rule-card')).toContainText('仅报告');
  await check('rule');
  await page.getByTestId('rule-edit').click();
  await expect(page.getByTestId('rule-preview')).toBeVisible();
  await check('form');
  await page.getByTestId('rule-title').fill('');
  await expect(page.getByTestId('rule-faults')).toBeVisible();
  await check('faults');
  await openTab(page, 'compliance');
  await page.getByTestId('matrix').locator('td.not_met button').first().click();
  await expect(page.getByTestId('compliance-detail')).toBeVisible();
  await check('matrix');
  await page.getByTestId('compliance-list').click();
  await expect(page.getByTestId('compliance-row').first()).toBeVisible();
  await check('list');
  await openTab(page, 'gaps');
  await page.getByTestId('rank-by').selectOption('severity');
  await check('ranking');
});

test('a community can be chosen by keyboard alone', async ({ app, page }) => {
  await app.open();
  const row = page.getByTestId('unit-row').nth(2);
  await row.getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('why-name')).toHaveText((await row.getAttribute('data-unit'))!);
});

function describe(violation: { id: string; help: string; nodes: { html: string }[] }): string {
  return `${violation.id}: ${violation.help}: ${violation.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`;
}
