import type { Page } from '@playwright/test';
import { expect, test, openTab } from './app.ts';

const answered = async (page: Page) => {
  await expect(page.getByTestId('siting-solving')).toHaveCount(0);
  await expect(page.getByTestId('siting-result')).toBeVisible();
};
const people = (text: string | null) => Number((text ?? '').replace(/\D/g, ''));
const gains = async (page: Page) =>
  (await page.getByTestId('site-row').locator('td.number b').allTextContents()).map(people);

test.beforeEach(async ({ app, page }) => {
  await app.open();
  await openTab(page, 'siting');
  await answered(page);
});

test('sites in words: proven, with reasons, and anew when one is excluded or locked', async ({ page }) => {
  await expect(page.getByTestId('siting-question')).toContainText('存量房屋');
  await expect(page.getByText('已证明最优')).toBeVisible();
  const rows = page.getByTestId('site-row');
  await expect(rows).toHaveCount(3);
  const before = await gains(page);
  expect(before[0]).toBeGreaterThanOrEqual(before[1]);
  const first = (await rows.first().locator('td').nth(1).textContent())!.trim();

  await rows.first().click();
  await expect(page.getByTestId('site-card')).toContainText('次选');
  await expect(page.getByTestId('site-sentence')).toContainText(`第 1 处`);
  await page.getByTestId('card-forbid').click();
  await answered(page);
  await expect(rows).toHaveCount(3);
  for (const name of await rows.locator('td:nth-child(2)').allTextContents())
    expect(name).not.toContain(first);
  const sum = (list: number[]) => list.reduce((total, each) => total + each, 0);
  expect(sum(await gains(page))).toBeLessThan(sum(before));

  await page.getByTestId('siting-clear').click();
  await answered(page);
  expect(await gains(page)).toEqual(before);
  await rows.nth(2).getByTestId('site-lock').click();
  await answered(page);
  await expect(rows.filter({ hasText: '已锁定' })).toHaveCount(1);
});

test('how many for 95 %, and what the money gives', async ({ page }) => {
  await page.getByTestId('siting-goal').selectOption('share');
  await answered(page);
  await expect(page.getByTestId('siting-result')).toContainText(/最少要 \d+ 处/);
  const after = (await page.getByTestId('siting-before-after').textContent())!.split('→')[1];
  expect(Number.parseFloat(after)).toBeGreaterThanOrEqual(95);

  await page.getByTestId('siting-goal').selectOption('mclp');
  await answered(page);
  await page.getByTestId('siting-budget').fill('150');
  await page.getByTestId('siting-budget').press('Enter');
  await answered(page);
  const header = await page.locator('table.grid thead th').allTextContents();
  const column = header.findIndex((each) => each.includes('费用')) + 1;
  const costs = await page.getByTestId('site-row').locator(`td:nth-child(${column})`).allTextContents();
  expect(costs.map(Number).reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(150);
  await page.getByTestId('siting-by-money').click();
  await expect(page.getByTestId('siting-curve')).toBeVisible();

  await page.getByTestId('siting-budget').fill('0');
  await page.getByTestId('siting-budget').press('Enter');
  await expect(page.getByTestId('siting-fault')).toContainText('预算');
});

test('before and after on the map, scenarios kept and compared, also after a reload', async ({
  app,
  page
}) => {
  const share = async () => Number.parseFloat((await page.getByTestId('share').textContent())!);
  const before = await share();
  await page.getByTestId('siting-after').click();
  await expect.poll(share).toBeGreaterThan(before);
  await page.getByTestId('siting-before').click();
  await expect.poll(share).toBe(before);

  await page.getByTestId('siting-save').click();
  await expect(page.getByTestId('notice')).toContainText('已存为');
  await page.getByTestId('siting-view-scenarios').click();
  const rows = page.getByTestId('scenario-row');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('现状');
  const [, , covered] = await rows.nth(1).locator('td').allTextContents();
  const [, , now] = await rows.first().locator('td').allTextContents();
  expect(people(covered)).toBeGreaterThan(people(now));

  await expect(page.getByTestId('saved')).toHaveAttribute('data-state', 'yes');
  await app.reload();
  await openTab(page, 'siting');
  await page.getByTestId('siting-view-scenarios').click();
  await expect(rows).toHaveCount(2);
  await rows.nth(1).getByTestId('scenario-open').click();
  await expect.poll(share).toBeGreaterThan(before);
});

test('new links are proposed and one is opened', async ({ page }) => {
  await page.getByTestId('siting-view-links').click();
  await page.getByTestId('links-run').click();
  await expect(page.getByTestId('links-result')).toBeVisible();
  const rows = page.getByTestId('link-row');
  expect(await rows.count()).toBeGreaterThan(0);
  const gain = people(await rows.first().locator('b').textContent());
  expect(gain).toBeGreaterThan(0);
});
