import { expect, test } from './app.ts';

// One long journey: opening the sample takes longer than all of its steps.
test('finds by pinyin and coordinate, measures a walk from the palette, copies a coordinate, moves a facility by keys', async ({
  app,
  context
}) => {
  const { page, map } = app;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.open();
  const search = page.getByTestId('search');
  const rows = page.getByTestId('search-row');

  // A community by the initials of its name; the choice is selected.
  await page.keyboard.press('/');
  await expect(search).toBeFocused();
  await search.fill('jslsq');
  await expect(rows.first()).toContainText('积善里社区');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('why-name')).toHaveText('积善里社区');

  // A coordinate, latitude first: read in three systems, marked where it is, and left again.
  await page.keyboard.press('Control+f');
  await search.fill('39.11881 117.20535');
  await expect(rows).toHaveCount(3);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('place-card')).toContainText('117.199045');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('place-card')).toBeHidden();
  await page.keyboard.press('0');
  await app.settle();

  // The palette, by pinyin; it gives the keys to the map.
  await page.keyboard.press('Control+k');
  await page.getByTestId('palette-input').fill('liangbuxing');
  await expect(page.getByTestId('command-measure.walk')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('palette')).toBeHidden();
  const box = (await map.boundingBox())!;
  await page.mouse.click(box.x + box.width * 0.4, box.y + box.height * 0.45);
  await page.mouse.click(box.x + box.width * 0.6, box.y + box.height * 0.65);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('measured')).toHaveText(/^[\d,.]+ (米|公里)，[\d.]+ 分钟$/);
  await expect(page.getByTestId('measured-lines').locator('li').first()).toContainText('沿');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('measure-card')).toBeHidden();

  // What the button copies is what the line says.
  await page.getByTestId('coordinate-form').selectOption('zone');
  await expect(page.getByTestId('coordinate')).toHaveText(/^39\d{6}\.\d, \d{7}\.\d$/);
  const written = await page.getByTestId('coordinate').textContent();
  await page.getByTestId('coordinate-copy').click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(written);

  // A facility is moved and the move undone, without a pointer.
  await page.keyboard.press('/');
  await search.fill('丰盈里社区卫生服务站');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('why-name')).toHaveText('丰盈里社区卫生服务站');
  await page.keyboard.press('m');
  await expect(page.getByTestId('moving')).toBeVisible();
  for (let step = 0; step < 3; step++) await page.keyboard.press('Shift+ArrowRight');
  await app.change(() => page.keyboard.press('Enter'));
  await expect(page.getByTestId('undo')).toBeEnabled();
  await app.change(() => page.keyboard.press('Control+z'));
  await expect(page.getByTestId('undo')).toBeDisabled();
});
