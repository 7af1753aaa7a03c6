import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

test('a first user is shown round by keys alone, finds what numbers mean, and works by night', async ({
  app,
  page
}) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await app.open();

  // The tour is offered, never forced; keys lead through it and back to where they were.
  await expect(page.getByTestId('tour')).toHaveCount(0);
  const begin = page.getByTestId('tour-begin');
  await begin.focus();
  await page.keyboard.press('Enter');
  const tour = page.getByTestId('tour');
  const seen: string[] = [];
  for (let i = 0; i < 7; i++) {
    seen.push((await tour.getAttribute('data-stop'))!);
    await expect(tour.locator(':focus')).toHaveCount(1);
    const box = (await tour.boundingBox())!;
    expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= 1280 && box.y + box.height <= 720).toBe(true);
    if (i === 2) {
      await page.keyboard.press('ArrowLeft');
      await expect(tour).toHaveAttribute('data-stop', seen[1]);
      await page.keyboard.press('ArrowRight');
    }
    await page.keyboard.press('Enter');
  }
  expect(seen).toEqual(['data', 'question', 'map', 'why', 'gaps', 'siting', 'report']);
  await expect(tour).toHaveCount(0);
  await expect(page.getByTestId('tour-note')).toHaveCount(0);
  await expect(page.getByTestId('step-gaps')).toHaveAttribute('aria-current', 'step');

  // Help beside a number, by focus; Escape closes it and nothing else.
  const help = page.getByTestId('help-share');
  await help.click();
  const tip = page.getByTestId('help-tip');
  await expect(tip).toContainText('分母');
  await expect(help).toHaveAttribute('aria-describedby', (await tip.getAttribute('id'))!);
  await page.keyboard.press('Escape');
  await expect(tip).toHaveCount(0);

  // The page of all of it.
  await page.keyboard.press('F1');
  const dialog = page.getByTestId('help-dialog');
  await expect(dialog).toBeVisible();
  await expect(dialog.getByTestId('version')).toContainText(/\d+\.\d+\.\d+/);
  await expect(dialog.locator('kbd').first()).toBeVisible();
  const inHelp = await new AxeBuilder({ page })
    .include('[data-testid="help-dialog"]')
    .withTags(rules)
    .analyze();
  expect(inHelp.violations.map(describe)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  // By night, kept over a reload, and set before anything is drawn; pictures stay as by day.
  const html = page.locator('html');
  while ((await page.getByTestId('theme').getAttribute('data-choice')) !== 'dark')
    await page.getByTestId('theme').click();
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await app.settle();
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  expect(violations.map(describe)).toEqual([]);
  const picture = await app.export('png');
  expect(await paperOf(page, picture.bytes)).toBe('243,241,236');
  await app.reload();
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByTestId('tour-note')).toHaveCount(0);

  // For a room: the figure, the map and its legend.
  const share = await page.getByTestId('share').textContent();
  await page.getByTestId('help-menu').click();
  await page.getByTestId('present').click();
  await expect(page.getByTestId('present-share')).toHaveText(share!);
  await expect(page.getByTestId('map-key')).toBeVisible();
  await expect(page.getByTestId('steps')).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('steps')).toBeVisible();
});

test('an empty desk says what it needs, gives heads to fill in, and the sample is one click away', async ({
  app,
  page
}) => {
  await app.open();
  await page.getByTestId('study-menu').click();
  await page.getByTestId('new-study').click();
  const empty = page.getByTestId('empty-desk');
  await expect(empty).toBeVisible();
  for (const layer of ['communities', 'facilities', 'population'])
    await expect(page.getByTestId(`guide-${layer}`)).toContainText('必需');
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  expect(violations.map(describe)).toEqual([]);
  const template = await app.download(() => page.getByTestId('template-population').click());
  expect(template.name).toBe('人口.csv');
  expect(template.bytes.toString('utf8')).toMatch(/^\uFEFF社区（单元）,户数,常住人口,/);

  for (const step of ['standards', 'coverage', 'gaps', 'siting', 'report'] as const) {
    await page.getByTestId(`step-${step}`).click();
    await expect(page.getByTestId('step-needs')).toBeVisible();
  }
  await expect(page.getByTestId('step-needs')).toContainText('社区边界');

  // A template that was filled in is known again.
  const heads = template.bytes.toString('utf8').trimEnd();
  const row = [
    '某社区',
    ...heads
      .split(',')
      .slice(1)
      .map((_, i) => String(10 + i))
  ].join(',');
  await app.drop([{ name: '人口.csv', bytes: Buffer.from(`${heads}\r\n${row}\r\n`) }]);
  await expect(page.getByTestId('import-dialog')).toContainText('人口.csv');
  await page.keyboard.press('Escape');
  await page.getByTestId('empty-sample').click();
  await app.settle();
  await expect(page.getByTestId('share')).toBeVisible();
  await expect(empty).toHaveCount(0);
});

/** The colour of the map's paper in an exported picture, in its upper left corner: red, green, blue. */
function paperOf(page: Page, bytes: Buffer): Promise<string> {
  return page.evaluate(async (base64) => {
    const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([data]));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    // Three pixels of the picture to one of the screen; the head of it is 84 high.
    const [r, g, b] = context.getImageData(8 * 3, (84 + 8) * 3, 1, 1).data;
    return [r, g, b].join();
  }, bytes.toString('base64'));
}

function describe(violation: { id: string; help: string; nodes: { html: string }[] }): string {
  return `${violation.id}: ${violation.help}: ${violation.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`;
}
