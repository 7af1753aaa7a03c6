import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';

/** Colour and count of units of each class that the legend shows. */
const classesOf = (page: Page) =>
  page.locator('[data-testid^="class-"][data-colour]').evaluateAll((rows) =>
    rows.map((row) => ({
      colour: (row as HTMLElement).dataset.colour!,
      units: Number(row.children[1].textContent)
    }))
  );

const orderOf = (page: Page) =>
  page.locator('[data-layer]').evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.layer!));

test('layers are put in order, faded, counted and filtered, classes cut otherwise, and all is kept and reset', async ({
  app,
  page
}) => {
  await app.open();
  await page.getByTestId('left-layers').click();
  const first = await classesOf(page);
  expect(first).toHaveLength(5);
  expect(first.reduce((sum, { units }) => sum + units, 0)).toBe(12);
  await expect(page.getByTestId('layer-count-units')).toHaveText('12 / 12');

  // Classes and colours.
  await page.getByTestId('layer-more-units').click();
  await page.getByTestId('class-method').selectOption('quantile');
  await page.getByTestId('class-count').selectOption('4');
  await page.getByTestId('class-ramp').selectOption('cividis');
  const cut = await classesOf(page);
  expect(cut.length).toBeLessThanOrEqual(4);
  expect(cut.reduce((sum, { units }) => sum + units, 0)).toBe(12);
  expect(cut.map(({ colour }) => colour)).not.toContain(first[0].colour);

  // A class is left out of the map and of the counts, and comes back.
  await page.getByTestId('class-0').click();
  await expect(page.getByTestId('class-0')).toHaveAttribute('aria-pressed', 'false');
  await expect(page.getByTestId('layer-count-units')).toHaveText(
    `${12 - cut[0].units} / ${12 - cut[0].units}`
  );
  await page.getByTestId('class-0').click();
  await page.getByTestId('layer-opacity').fill('50');

  // Order, by buttons, by keys and by dragging.
  const before = await orderOf(page);
  await page.getByTestId('layer-up').click();
  expect(await orderOf(page)).toEqual([...before.slice(0, -2), 'units', before[before.length - 2]]);
  await page.getByTestId('layer-grip-units').press('ArrowDown');
  expect(await orderOf(page)).toEqual(before);
  await page.getByTestId('layer-more-units').click();
  await page.getByTestId('layer-points').scrollIntoViewIfNeeded();
  const grip = (await page.getByTestId('layer-grip-points').boundingBox())!;
  const goal = (await page.getByTestId('layer-borders').boundingBox())!;
  await page.mouse.move(grip.x + 5, grip.y + 5);
  await page.mouse.down();
  await page.mouse.move(goal.x + 20, goal.y + goal.height - 3, { steps: 4 });
  await page.mouse.up();
  const moved = await orderOf(page);
  expect(moved.indexOf('points')).toBe(moved.indexOf('borders') + 1);

  // Zooming to a layer changes what is in view.
  await page.getByTestId('layer-more-sites').click();
  await page.getByTestId('layer-zoom').click();
  await page.getByTestId('layer-more-sites').click();
  await page.getByTestId('mark-0').click();
  await expect(page.getByTestId('layer-count-points')).not.toHaveText('1,178 / 1,178');

  // Kept over a reload, but for the filters.
  await app.reload();
  expect(await orderOf(page)).toEqual(moved);
  expect((await classesOf(page)).map(({ colour }) => colour)).toEqual(cut.map(({ colour }) => colour));
  await expect(page.getByTestId('mark-0')).toHaveAttribute('aria-pressed', 'true');
  await page.getByTestId('legend-reset').click();
  expect(await classesOf(page)).toEqual(first);
  expect(await orderOf(page)).toEqual(before);
  await expect(page.getByTestId('legend-reset')).toBeDisabled();
});
