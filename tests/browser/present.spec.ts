import { expect, openTab, test } from './app.ts';

test('a study is told page by page from its live map, is edited in place and kept, and the desk is as it was', async ({
  app,
  page
}) => {
  await app.open();
  const share = await page.getByTestId('share').textContent();
  // Somewhere of one's own: a community is chosen and the map moved.
  await page.getByTestId('unit-row').first().click();
  await app.settle();
  const bounds = await app.map.getAttribute('data-bounds');
  const address = page.url();
  const numbers = await app.numbers();

  await page.keyboard.press('Shift+P');
  const story = page.getByTestId('story');
  const turned = (id: RegExp) => expect(story).toHaveAttribute('data-page', id);
  const settled = async () => {
    await expect(story).toHaveAttribute('aria-busy', 'false');
    await expect(app.map).toHaveAttribute('aria-busy', 'false');
  };
  await turned(/^title$/);
  await expect(page.getByTestId('steps')).toBeHidden();

  // What a remote sends; the figure is that of the desk.
  await page.keyboard.press('PageDown');
  await turned(/^number\//);
  await expect(page.getByTestId('story-number')).toHaveText(share!);
  await page.keyboard.press('ArrowRight');
  await turned(/^map\//);
  await settled();
  await expect(page.getByTestId('map-key').filter({ visible: true })).toHaveCount(1);
  const title = await page.getByTestId('story-title').textContent();

  // Before and after on one map, with a divider that keeps no keys.
  for (let i = 0; i < 20; i++) {
    if ((await story.getAttribute('data-page'))!.startsWith('compare/')) break;
    await page.keyboard.press('Space');
    await settled();
  }
  await turned(/^compare\//);
  await expect(page.getByTestId('swipe-left')).toHaveAttribute('data-ready', 'true');
  const divider = (await page.getByTestId('swipe-divider').boundingBox())!;
  await page.mouse.move(divider.x + divider.width / 2, divider.y + 60);
  await page.mouse.down();
  await page.mouse.move(divider.x + 120, divider.y + 60);
  await page.mouse.up();
  await expect(page.getByTestId('swipe-divider')).not.toHaveAttribute('aria-valuenow', '50');
  await page.keyboard.press('End');
  await turned(/^end$/);
  await page.keyboard.press('Home');
  await turned(/^title$/);

  // Arranged: a text in place, a page passed over, one of one's own from what the map shows.
  await page.keyboard.press('e');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await turned(/^map\//);
  await settled();
  await page.getByTestId('story-title').fill('先看这里');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('story-item').nth(2)).toContainText('先看这里');
  await page.getByTestId('story-item').nth(1).getByTestId('story-hide').click();
  await page.getByTestId('story-add').click();
  await turned(/^own\//);
  await settled();
  await page.getByTestId('story-text').fill('自己的一页');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Home');
  await page.keyboard.press('PageDown');
  await turned(/^map\//);
  await page.keyboard.press('PageDown');
  await turned(/^own\//);
  await expect(page.getByTestId('story-text')).toHaveText('自己的一页');

  await page.keyboard.press('Escape');
  await expect(page.getByTestId('steps')).toBeVisible();
  await app.settle();
  await expect(app.map).toHaveAttribute('data-bounds', bounds!);
  expect(page.url()).toBe(address);
  expect(await app.numbers()).toBe(numbers);
  await expect(page.getByTestId('saved')).toHaveAttribute('data-state', 'yes');

  // Kept with the study, and undone like all else.
  await app.reload();
  await openTab(page, 'report');
  await page.getByTestId('story-arrange').click();
  await expect(page.getByTestId('story-item').nth(2)).toContainText('先看这里');
  await expect(page.getByTestId('story-item').nth(3)).toHaveAttribute('data-id', /^own\//);
  await page.getByTestId('story-item').nth(2).getByRole('button').first().click();
  await turned(/^map\//);
  await page.getByTestId('story-reset').click();
  await expect(page.getByTestId('story-title')).toHaveValue(title!);
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('story-title')).toHaveValue('先看这里');
  await page.getByTestId('story-leave').click();
  await expect(page.getByTestId('steps')).toBeVisible();
});
