import type { Page } from '@playwright/test';
import { expect, openTab, test } from './app.ts';

async function write(page: Page, text: string): Promise<void> {
  await page.getByTestId('sql-text').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text);
}

test('A clerk asks the tables by SQL: example, own query, faults with their place, stop, table, map, file', async ({
  app,
  page
}) => {
  await app.open();
  await openTab(page, 'sql');
  // Where coloured text is typed over, the browser itself puts the colour it had into the editor; the policy refuses, which is right.
  app.expectError(/style-src-attr/);
  const told = page.getByTestId('sql-told');

  // An example, run by the keyboard; its rows on the map, in the list of layers, and as a file.
  await page.getByTestId('sql-examples').selectOption('largest-uncovered');
  await expect(page.getByTestId('sql-text')).toContainText('ORDER BY people DESC');
  await page.getByTestId('sql-text').click();
  await page.keyboard.press('Control+Enter');
  await expect(told).toContainText('20 行、7 列');
  await page.getByTestId('sql-map').click();
  await expect(page.getByTestId('notice')).toContainText('20 个点');
  const places = await app.download(() => page.getByTestId('sql-geojson').click());
  const { features } = JSON.parse(places.bytes.toString('utf8')) as GeoJSON.FeatureCollection;
  expect(features).toHaveLength(20);
  expect(features[0].properties!.people).toBeGreaterThanOrEqual(features[19].properties!.people as number);
  const csv = await app.download(() => page.getByTestId('grid-csv').click());
  expect([...csv.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(csv.bytes.toString('utf8').trim().split('\r\n')).toHaveLength(21);

  // Communities by code: outlined.
  await page.getByTestId('sql-examples').selectOption('old-uncovered');
  await page.getByTestId('sql-run').click();
  await expect(told).toContainText('12 行、4 列');
  await page.getByTestId('sql-map').click();
  await expect(page.getByTestId('notice')).toContainText('12 个单元');
  await page.getByTestId('sql-unmap').click();

  // Names are offered with what they mean.
  await write(page, 'SELECT * FROM ');
  await page.keyboard.type('scenario');
  const offer = page.locator('.cm-tooltip-autocomplete');
  await expect(offer).toContainText('当前方案的设施');
  await page.keyboard.press('Escape');

  // A fault says its place and the name that was meant; what changes the data is refused.
  await write(page, 'SELECT *\nFROM comunities');
  await page.keyboard.press('Control+Enter');
  const fault = page.getByTestId('sql-fault');
  await expect(fault).toContainText('第 2 行第 6 列');
  await expect(fault).toContainText('communities');
  for (const sql of [
    'DROP TABLE communities',
    'SELECT 1; DELETE FROM communities',
    "FROM read_csv('/etc/passwd')"
  ]) {
    await write(page, sql);
    await page.keyboard.press('Control+Enter');
    await expect(fault).toContainText(/只能查询|只能运行一句|不能用函数/);
  }
  await write(page, 'SELECT count(*) AS n FROM communities');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('sql-row').first()).toHaveText(/^\s*12\s*$/);

  // A query without end is stopped, and the next has its answer.
  await write(page, 'SELECT sum(a.x * b.x) FROM range(3000000) AS a(x), range(1000000) AS b(x)');
  await page.keyboard.press('Control+Enter');
  await page.getByTestId('sql-stop').click();
  await expect(page.getByTestId('sql-run')).toBeVisible();
  await write(page, 'SELECT \'<img src=x onerror=alert(1)>\' AS "<b>"');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('sql-row')).toHaveText('<img src=x onerror=alert(1)>');

  // Results say of which question they are, and when that has changed.
  await write(page, "SELECT sum(covered) FROM units WHERE level = 'community'");
  await page.keyboard.press('Control+Enter');
  await expect(told).toContainText('1 行、1 列');
  const of = await page.getByTestId('sql-of').innerText();
  await page.getByRole('radio').nth(1).check();
  await expect(told).toContainText('请重新运行');
  expect(await page.getByTestId('sql-of').innerText()).not.toBe(of);

  // Tab leaves the editor; queries of before outlive a reload, which brings no rows and no text back.
  await page.getByTestId('sql-text').click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(page.getByTestId('sql-text')).not.toBeFocused();
  await app.reload();
  await openTab(page, 'sql');
  await expect(page.getByTestId('sql-history').locator('option', { hasText: 'sum(covered)' })).toHaveCount(1);
});
