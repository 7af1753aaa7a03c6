import { expect, test, openTab } from './app.ts';

test('a gap in the streets is mended by a click, kept with the study, and parted again', async ({
  app,
  page
}) => {
  await app.open();
  const before = await app.numbers();
  await openTab(page, 'roads');
  await expect(page.getByTestId('break-row').first()).toBeVisible();
  const open = async () => Number((await page.getByTestId('roads-breaks').textContent())!.replace(/\D/g, ''));
  const all = await open();
  expect(all).toBeGreaterThan(1);

  // A gap that parts a piece of streets from the others: whoever lives there walks otherwise once it is joined.
  const gap = page.getByTestId('break-row').filter({ hasText: '连上孤立的一片' }).first();
  while ((await gap.count()) === 0) await page.locator('button.more').click();
  await gap.click();
  await expect(gap).toHaveClass(/chosen/);
  await app.change(() => gap.getByTestId('mend').click());
  expect(await open()).toBeLessThan(all);
  const mended = await app.numbers();
  expect(mended).not.toBe(before);

  await app.reload();
  expect(await app.numbers()).toBe(mended);
  await openTab(page, 'roads');
  await page.getByTestId('roads-done').click();
  await expect(page.getByTestId('mended-row')).toHaveCount(1);
  await app.change(() => page.getByTestId('unmend').click());
  expect(await app.numbers()).toBe(before);
  expect(await open()).toBe(all);
});

test('a gap that is meant so is kept and no longer listed; figures stay', async ({ app, page }) => {
  await app.open();
  const before = await app.numbers();
  await openTab(page, 'roads');
  await expect(page.getByTestId('break-row').first()).toBeVisible();
  const first = await page.getByTestId('roads-breaks').textContent();
  await app.change(() => page.getByTestId('keep').first().click());
  expect(await page.getByTestId('roads-breaks').textContent()).not.toBe(first);
  await page.getByTestId('roads-done').click();
  await app.change(() => page.getByTestId('unkeep').click());
  expect(await page.getByTestId('roads-breaks').textContent()).toBe(first);
  expect(await app.numbers()).toBe(before);
});

test('pieces, the edge of the data and its effect are shown', async ({ app, page }) => {
  await app.open();
  await expect(page.getByTestId('edge-note')).toBeVisible();
  await page.getByTestId('left-layers').click();
  await page.getByTestId('show-edge').check();
  await openTab(page, 'roads');
  await page.getByTestId('show-pieces').check();
  await page.getByTestId('roads-pieces').click();
  await expect(page.getByTestId('piece-row').first()).toBeVisible();
  await page.getByTestId('roads-unconnected').click();
  await app.settle();
});
