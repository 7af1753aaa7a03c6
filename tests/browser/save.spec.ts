import { expect, test } from './app.ts';
import { drag, findFreeFacilities } from './facility.ts';

test('what is said to be saved is there after the tab is closed, with the same numbers', async ({
  app,
  page
}) => {
  await app.open();
  const [facility] = await findFreeFacilities(app);
  await app.change(() => drag(app, facility, { x: 140, y: 60 }));
  const numbers = await app.numbers();
  const scenario = await page.getByTestId('scenario').textContent();
  await app.reload();
  expect(await app.numbers()).toBe(numbers);
  await expect(page.getByTestId('scenario')).toHaveText(scenario!);
  await app.change(() => page.getByTestId('undo').click());
  expect(await app.numbers()).not.toBe(numbers);
});

test('a study goes to one file and comes back from it, with the same numbers', async ({ app, page }) => {
  await app.open();
  const untouched = await app.numbers();
  const [facility] = await findFreeFacilities(app);
  await app.change(() => drag(app, facility, { x: 140, y: 60 }));
  const numbers = await app.numbers();
  await page.getByTestId('study-menu').click();
  const file = await app.download(() => page.getByTestId('to-file').click());
  expect(file.name).toMatch(/\.yike$/);
  await page.getByTestId('study-menu').click();
  await app.change(() => page.getByTestId('open-sample').click());
  expect(await app.numbers()).toBe(untouched);
  await app.change(() =>
    page
      .getByTestId('open-input')
      .setInputFiles({ name: file.name, mimeType: 'application/octet-stream', buffer: file.bytes })
  );
  expect(await app.numbers()).toBe(numbers);
});

test('a study file that is cut short is refused with a sentence, and the open study stays', async ({
  app,
  page
}) => {
  await app.open();
  const numbers = await app.numbers();
  await page.getByTestId('study-menu').click();
  const file = await app.download(() => page.getByTestId('to-file').click());
  await page.getByTestId('open-input').setInputFiles({
    name: 'cut.yike',
    mimeType: 'application/octet-stream',
    buffer: file.bytes.subarray(0, Math.floor(file.bytes.length * 0.6))
  });
  await expect(page.getByTestId('failure')).toHaveText(/[\u4e00-\u9fff]{4}/);
  await page.getByTestId('failure').getByRole('button').click();
  expect(await app.numbers()).toBe(numbers);
});
