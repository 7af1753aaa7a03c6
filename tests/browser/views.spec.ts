import { expect, test } from './app.ts';

test('what the colours say, figures at the pointer, and what a figure is made of', async ({ app, page }) => {
  await app.open();
  const groups = page.getByTestId('group-table');
  await expect(groups).toContainText('全体常住居民');
  // The group that is asked for has the share of the headline.
  const share = (await page.getByTestId('share').textContent())!.trim();
  await expect(groups.locator('tr.on')).toContainText(share);

  // The score follows the services that count.
  await page.getByTestId('view-select').selectOption('score');
  await expect(page.getByTestId('score-mean')).toContainText(/\d(\.\d)? \/ 2 项/);
  await page.getByTestId('services').click();
  await page.getByTestId('service-HLT-COV-15').uncheck();
  await expect(page.getByTestId('score-mean')).toContainText(/\/ 1 项/);
  await page.getByTestId('services').click();
  await page.getByTestId('view-select').selectOption('areas');
  await page.getByTestId('area-by').selectOption('metres');
  await page.getByTestId('view-select').selectOption('share');

  // A unit: at the pointer, in the panel, and what it is made of down to the rows of the files.
  await page.getByTestId('unit-row').filter({ hasText: '宫前园社区' }).click();
  await page.getByTestId('figure-detail').click();
  const parts = page.getByTestId('figure-parts');
  await expect(parts.getByTestId('numerator')).toContainText('979');
  await expect(parts.getByTestId('denominator')).toContainText('998');
  await expect(parts.getByTestId('source-rows')).toContainText(/communities\.geojson 第 \d+ 行/);
  await expect(parts.getByTestId('source-rows')).toContainText('官前园社区 → 宫前园社区');
  const served = parts.getByTestId('served').getByRole('button').first();
  const name = (await served.textContent())!.trim();
  await served.click();
  await expect(page.getByTestId('why-name')).toHaveText(name);
  await expect(page.getByTestId('catchment')).toContainText('人够得着');
  await expect(page.getByTestId('source-rows')).toContainText(/facilities\.csv 第 \d+ 行/);

  // A demand point, looked for under the pointer.
  const canvas = (await page.locator('.map canvas').first().boundingBox())!;
  const hover = page.getByTestId('hover');
  let isFound = false;
  for (let step = 0; step < 60 && !isFound; step++) {
    const at = [canvas.x + canvas.width * (0.42 + 0.003 * step), canvas.y + canvas.height * 0.6] as const;
    await page.mouse.move(...at);
    await page.waitForTimeout(80);
    isFound = ((await hover.count()) > 0 && (await hover.textContent())?.startsWith('居民点')) || false;
    if (isFound) await page.mouse.click(...at);
  }
  expect(isFound).toBe(true);
  await expect(page.getByTestId('point-card')).toContainText(/居民点 \d+ 号/);
  await expect(page.getByTestId('point-walk')).toContainText(/步行 [\d,]+ 米/);
  await expect(page.getByTestId('point-services')).toContainText(/[✓✕]/);
  await expect(page.getByTestId('source-rows')).toContainText(/第 [\d,]+ 行/);
});
