import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './app.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

test('charts are brushed by pointer and keys, and filter table and map; a bar selects everywhere', async ({
  app,
  page
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await app.open();
  await page.getByTestId('step-coverage').click();
  await expect(page.getByTestId('chart-walk')).toBeVisible();
  const all = await page.getByTestId('unit-row').count();

  const drag = async (from: number, to: number) => {
    const box = (await page.getByTestId('brush-area').boundingBox())!;
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width * from, y);
    await page.mouse.down();
    await page.mouse.move(box.x + (box.width * (from + to)) / 2, y);
    await page.mouse.move(box.x + box.width * to, y);
    await page.mouse.up();
  };
  await drag(0.3, 0.6);
  const note = page.getByTestId('brush-note');
  await expect(note).toContainText(/\d+–\d+ 米/);
  await page.getByTestId('brush-clear').click();
  await expect(note).toHaveCount(0);

  // The same by keys, from the first edge on.
  await page.getByTestId('brush-to').focus();
  await page.keyboard.press('Home');
  await expect(note).toBeVisible();
  const few = await page.getByTestId('unit-row').count();
  expect(few).toBeLessThan(all);
  await expect(page.getByTestId('brush-to')).toHaveAttribute('aria-valuetext', /米/);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('unit-row')).toHaveCount(all);

  // People of all bins, and those who reach nothing, are the people that the panel speaks of.
  await page.getByTestId('chart-as-table').click();
  const cells = await page
    .getByTestId('chart-table')
    .locator('tbody td:nth-child(2)')
    .evaluateAll((found) => found.map((cell) => Number(cell.textContent!.replaceAll(',', ''))));
  const said = await page.getByTestId('grid-totals').innerText();
  const total = Number(/[\d,]+/.exec(said)![0].replaceAll(',', ''));
  expect(Math.abs(cells.reduce((sum, each) => sum + each, 0) - total)).toBeLessThanOrEqual(cells.length);
  await page.getByTestId('chart-as-table').click();

  await page.getByTestId('step-gaps').click();
  await expect(page.getByTestId('chart-gap')).toBeVisible();
  const box = (await page.getByTestId('brush-area').boundingBox())!;
  await page.mouse.click(box.x + 8, box.y + box.height - 8);
  const worst = await page.getByTestId('unit-row').first().getAttribute('data-unit');
  await expect(page.getByTestId('why-name')).toHaveText(worst!);
  await drag(0.02, 0.3);
  await expect(note).toContainText('缺口最大');
  await page.getByTestId('brush-clear').click();

  const { violations } = await new AxeBuilder({ page }).include('#tab-panel').withTags(rules).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`)).toEqual([]);

  await page.getByTestId('toggle-charts').click();
  await expect(page.getByTestId('chart-pane')).toHaveCount(0);
});
