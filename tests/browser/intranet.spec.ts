import { expect, test } from './app.ts';
import { drag, findFreeFacilities } from './facility.ts';

test('over plain http on an intranet address everything works, and is kept in small pieces', async ({
  app,
  page
}) => {
  await app.open();
  expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
  expect(await page.evaluate(() => typeof navigator.storage?.getDirectory)).toBe('undefined');
  const [facility] = await findFreeFacilities(app);
  await app.change(() => drag(app, facility, { x: 140, y: 60 }));
  const numbers = await app.numbers();
  await app.reload();
  expect(await app.numbers()).toBe(numbers);
  await app.change(() => page.getByTestId('undo').click());
  await expect(page.getByTestId('saved')).toHaveAttribute('title', /浏览器数据库/);
  expect(await app.numbers()).not.toBe(numbers);
});
