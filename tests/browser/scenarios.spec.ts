import { expect, test } from './app.ts';

test('housing and a link put on the map, a size, a saved scenario, two compared by a divider, all undone', async ({
  app,
  page
}) => {
  test.slow();
  await app.open();
  const share = page.getByTestId('share');
  const first = (await share.textContent())!;
  const before = await app.numbers();
  const canvas = (await page.locator('.map canvas').first().boundingBox())!;
  const at = (x: number, y: number) => [canvas.x + canvas.width * x, canvas.y + canvas.height * y] as const;

  // Housing: the card tells by whose shares its groups are taken, and where it lies afterwards.
  await page.getByTestId('add-facility').selectOption('plan:housing');
  await page.mouse.click(...at(0.55, 0.55));
  await expect(page.getByTestId('plan-shares')).toContainText('比例推算');
  await page.getByTestId('plan-name').fill('新里');
  await page.getByTestId('plan-people').fill('1200');
  await app.change(() => page.getByTestId('plan-make').click());
  await expect(page.getByTestId('housing-card').getByTestId('why-name')).toHaveText('新里');
  await app.change(async () => {
    await page.getByTestId('housing-people').fill('1500');
    await page.getByTestId('housing-people').press('Enter');
  });
  await expect(page.getByTestId('housing-people')).toHaveValue('1500');

  // A link: its ends go to the nearest ways; what it saves is said before it is made.
  await page.getByTestId('add-facility').selectOption('plan:path');
  const ends = [at(0.45, 0.45), at(0.5, 0.55), at(0.51, 0.58), at(0.53, 0.5)];
  for (const end of ends) {
    if ((await page.getByTestId('plan-draft').count()) > 0) break;
    await page.mouse.click(...end);
    await page.waitForTimeout(800);
  }
  await expect(page.getByTestId('link-note')).toContainText(/长 [\d,]+ 米/);
  await app.change(() => page.getByTestId('plan-make').click());
  await expect(page.getByTestId('link-card')).toBeVisible();
  await expect(page.getByTestId('link-lost')).toHaveCount(0);
  await expect(page.getByTestId('undo')).toHaveAttribute('title', /打通/);

  // A size: what it was stands beside what it is.
  await page.getByTestId('search').fill('驿站');
  await page.getByTestId('search-row').first().click();
  await page.getByTestId('resize').locator('summary').click();
  await app.change(async () => {
    await page.getByTestId('size-floorAreaM2').fill('999');
    await page.getByTestId('size-floorAreaM2').press('Enter');
  });
  await expect(page.getByTestId('size-was-floorAreaM2')).toContainText('→ 999');

  // Saved under a name from above, then compared with the present state.
  await page.getByTestId('scenario').selectOption({ label: '另存为方案…' });
  await page.getByTestId('scenario-as').fill('住房与步道');
  await page.getByTestId('scenario-cost').fill('300');
  await app.change(() => page.getByTestId('scenario-keep').click());
  await page.getByTestId('scenario').selectOption({ label: '对比方案…' });
  await expect(page.getByTestId('swipe-left')).toHaveAttribute('data-ready', 'true');
  await expect(page.getByTestId('swipe-label-left')).toHaveText('现状');
  await expect(page.getByTestId('swipe-label-right')).toContainText('住房与步道');
  const divider = page.getByTestId('swipe-divider');
  await divider.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(divider).toHaveAttribute('aria-valuenow', '48');
  const box = (await divider.boundingBox())!;
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width / 2, middle);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, middle, { steps: 4 });
  await page.mouse.up();
  expect(Number(await divider.getAttribute('aria-valuenow'))).toBeGreaterThan(55);
  await expect(page.getByTestId('compare-totals')).toContainText('百分点');
  expect(await page.getByTestId('diff-row').count()).toBeGreaterThan(0);

  // The list of scenarios; leaving the comparison takes the second map away.
  await page.getByTestId('siting-view-scenarios').click();
  await expect(page.getByTestId('swipe-left')).toHaveCount(0);
  const saved = page.getByTestId('scenario-row').filter({ hasText: '300' });
  await expect(saved).toContainText('规模 1');
  await expect(saved).toContainText('住房 1');
  await expect(saved).toContainText('通道 1');
  await app.change(() => saved.getByTestId('scenario-copy').click());
  await expect(page.getByTestId('scenario-row').filter({ hasText: '住房与步道 副本' })).toBeVisible();

  // All of it is there again after a reload, and all of it can be undone.
  await app.reload();
  await expect(page.getByTestId('scenario')).toContainText('住房与步道 副本');
  const undo = page.getByTestId('undo');
  while (await undo.isEnabled()) await app.change(() => undo.click());
  await expect(page.getByTestId('scenario')).not.toContainText('住房与步道');
  await page.keyboard.press('Escape');
  await expect(share).toHaveText(first);
  expect(await app.numbers()).toBe(before);
});
