import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './app.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

test('the main screen has no known barrier', async ({ app, page }) => {
  await app.open();
  const { violations, passes } = await new AxeBuilder({ page }).withTags(rules).analyze();
  expect(passes.length).toBeGreaterThan(5);
  expect(violations.map(describe)).toEqual([]);
});

test('neither have the other tables and the import dialog', async ({ app, page }) => {
  await app.open();
  for (const tab of ['coverage', 'siting', 'compliance', 'data']) {
    await page.getByTestId(`tab-${tab}`).click();
    const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
    expect(violations.map(describe), tab).toEqual([]);
  }
  await page.getByTestId('import').click();
  await expect(page.getByTestId('import-dialog')).toBeVisible();
  const { violations } = await new AxeBuilder({ page })
    .include('[data-testid="import-dialog"]')
    .withTags(rules)
    .analyze();
  expect(violations.map(describe)).toEqual([]);
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
