import { expect, test } from './app.ts';
import { drag, findFreeFacilities } from './facility.ts';

test('the sample town opens analysed, in Chinese, without another origin, and never holds the page', async ({
  app,
  page
}) => {
  const tasks = await app.measureTasks(() => app.open());
  expect(tasks.length).toBeGreaterThan(10);
  expect(tasks.filter((task) => task > 200)).toEqual([]);
  await expect(page.getByText('示例数据（虚构）').first()).toBeVisible();
  await expect(page.getByTestId('unit-row')).toHaveCount(12);
  await expect(page.getByTestId('share')).toHaveText(/^\d+(\.\d+)?\s?%$/);
  expect(await page.evaluate(() => window.isSecureContext)).toBe(true);
  expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(false);
});

test('a community answers on map, table and panel together', async ({ app, page }) => {
  await app.open();
  const row = page.getByTestId('unit-row').nth(1);
  const name = await row.getAttribute('data-unit');
  await row.click();
  await expect(page.getByTestId('why-name')).toHaveText(name!);
  await expect(row).toHaveClass(/chosen/);
  await expect(page.getByTestId('sentence')).not.toBeEmpty();
});

test('move a facility, and undo gives exactly the numbers that were there', async ({ app, page }) => {
  await app.open();
  const before = await app.numbers();
  const [facility] = await findFreeFacilities(app);
  expect(facility, 'a facility that lies free on the map').toBeDefined();
  const tasks = await app.measureTasks(() => app.change(() => drag(app, facility, { x: -160, y: 90 })));
  const moved = await app.numbers();
  expect(moved).not.toBe(before);
  await app.change(() => page.getByTestId('undo').click());
  expect(await app.numbers()).toBe(before);
  await app.change(() => page.getByTestId('redo').click());
  expect(await app.numbers()).toBe(moved);
  expect(tasks.length).toBeGreaterThan(10);
  expect(tasks.filter((task) => task > 200)).toEqual([]);
});

test('add and close a facility, and undo both', async ({ app, page }) => {
  await app.open();
  const before = await app.numbers();
  const [facility] = await findFreeFacilities(app);
  await page.mouse.click(facility.x, facility.y);
  await app.change(() => page.getByTestId('close-facility').click());
  const closed = await app.numbers();
  expect(closed).not.toBe(before);
  await page.getByTestId('add-facility').selectOption({ index: 1 });
  await app.change(() => page.mouse.click(facility.x - 30, facility.y + 30));
  expect(await app.numbers()).not.toBe(closed);
  await app.change(() => page.getByTestId('undo').click());
  expect(await app.numbers()).toBe(closed);
  await app.change(() => page.getByTestId('undo').click());
  expect(await app.numbers()).toBe(before);
});

test('another walker and another limit change the answer as they must', async ({ app, page }) => {
  await app.open();
  const share = async () => Number((await page.getByTestId('share').textContent())!.replace('%', ''));
  const limits: number[] = [];
  for (const limit of ['5min', '10min', '15min']) {
    await app.change(() => page.getByTestId('limit-select').selectOption(limit));
    limits.push(await share());
  }
  expect(limits[0]).toBeLessThan(limits[1]);
  expect(limits[1]).toBeLessThanOrEqual(limits[2]);
  await app.change(() => page.getByTestId('walker-select').selectOption('frail_older'));
  expect(await share()).toBeLessThanOrEqual(limits[2]);
});
