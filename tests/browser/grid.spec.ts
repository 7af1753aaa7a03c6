import AxeBuilder from '@axe-core/playwright';
import { expect, test, type App } from './app.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

async function checkBarriers({ page }: App, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include('#tab-panel').withTags(rules).analyze();
  expect
    .soft(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`),
      what
    )
    .toEqual([]);
}

test('a table is sorted, filtered, walked by keys, copied, and follows what is selected', async ({
  app,
  page
}) => {
  await app.open();
  await page.getByTestId('step-gaps').click();
  const names = () =>
    page.getByTestId('unit-row').evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.unit));
  const first = await names();
  await page.getByTestId('sort-people').click();
  const up = await names();
  await page.getByTestId('sort-people').click();
  expect(await names()).toEqual(up.toReversed());
  expect(up.toSorted()).toEqual(first.toSorted());
  await page.getByTestId('sort-rank').click();
  expect(await names()).toEqual(first);

  await page.getByTestId('grid-search').fill(first[3]!);
  await expect(page.getByTestId('unit-row')).toHaveCount(1);
  await expect(page.getByTestId('grid-count')).toContainText('1 / 12');
  await page.getByTestId('grid-clear').click();
  await page.getByTestId('menu-uncovered').click();
  await page.getByTestId('filter-least').fill('1');
  await page.keyboard.press('Escape');
  const left = await page.getByTestId('unit-row').count();
  expect(left).toBeLessThanOrEqual(12);
  await page.getByTestId('grid-clear').click();

  await page.getByTestId('grid').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('why-name')).toHaveText(first[1]!);
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByTestId('unit-row').and(page.locator('[aria-selected=true]'))).toHaveCount(2);

  const { bytes } = await app.download(() => page.getByTestId('grid-csv').click());
  const text = bytes.toString('utf8');
  expect(text.charCodeAt(0)).toBe(0xfeff);
  const lines = text.trim().split('\r\n');
  expect(lines).toHaveLength(13);
  expect(lines[1]).toContain(first[0]);
  expect(lines[1]).toMatch(/%/);
  await checkBarriers(app, 'gaps');
});

test('facilities are edited in their table, wrong values are told, and undo brings back what was there', async ({
  app,
  page
}) => {
  await app.open();
  await page.getByTestId('step-data').click();
  await page.getByTestId('tab-attributes').click();
  const row = page.getByTestId('attribute-row').nth(1);
  await row.click();
  const cell = row.locator('[role=gridcell]').first();
  const before = (await cell.textContent())!.trim();
  await expect(page.getByTestId('why-name')).toHaveText(before);
  await cell.dblclick();
  await page.getByTestId('cell-editor').fill('');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('cell-fault')).not.toBeEmpty();
  await checkBarriers(app, 'editing');
  await page.getByTestId('cell-editor').fill('<img src=x onerror=alert(1)>');
  await app.change(() => page.keyboard.press('Enter'));
  await expect(cell).toHaveText('<img src=x onerror=alert(1)>');
  await expect(cell).toHaveAttribute('title', new RegExp(before));
  await page.getByTestId('grid').focus();
  await page.keyboard.press('F2');
  await page.getByTestId('cell-editor').fill('另一个');
  await page.keyboard.press('Escape');
  await expect(cell).toHaveText('<img src=x onerror=alert(1)>');
  await app.change(() => page.getByTestId('undo').click());
  await expect(cell).toHaveText(before);
  for (const layer of ['candidates', 'units', 'points']) {
    await page.getByTestId('attribute-layer').selectOption(layer);
    await expect(page.getByTestId('attribute-row').first()).toBeVisible();
    await checkBarriers(app, layer);
  }
  const grid = page.getByTestId('grid');
  const count = Number(await grid.getAttribute('aria-rowcount'));
  await grid.focus();
  await page.keyboard.press('End');
  await expect(page.locator('[data-testid=attribute-row][aria-selected=true]')).toBeVisible();
  expect(count).toBeGreaterThan(1000);
  expect(await page.getByTestId('attribute-row').count()).toBeLessThan(120);
});
