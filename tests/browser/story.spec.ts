import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
// @ts-expect-error the bundler is a plain script that runs before anything is built
import { bundleViewer } from '../../src/cli/bundle.mjs';
import { figure } from '../../src/lib/report/figures.ts';
import { readFacts } from '../../src/lib/report/read-facts.ts';
import { makeStory } from '../../src/lib/report/story/make-story.ts';
import { writeStoryPage } from '../../src/lib/report/story/write-story-page.ts';
import { madeDossier, OPTIONS } from '../report/dossiers.ts';

const dossier = madeDossier({ communities: 12, sites: 3, links: 1 });
const facts = readFacts(dossier, OPTIONS);
const story = makeStory(facts);

/** Different colours in a canvas of the page that is shown: a blank one has one. */
const coloursOf = (page: Page, canvas: string) =>
  page
    .locator(`.shown ${canvas}`)
    .first()
    .evaluate((element) => {
      const { width, height } = element as HTMLCanvasElement;
      const { data } = (element as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
      const found = new Set<number>();
      for (let at = 0; at < data.length; at += 16)
        found.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
      return found.size;
    });

const show = async (page: Page, id: string) => {
  await page
    .locator('.dot')
    .nth(story.pages.findIndex((one) => one.id === id))
    .click();
  await expect(page.locator('#story')).toHaveAttribute('data-shown', id);
};

test('an exported story opens by double click, walks by keys, and its maps are alive', async ({ page }) => {
  const problems: string[] = [];
  page.on('console', (message) => problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  const file = join(mkdtempSync(join(tmpdir(), 'yike-story-')), '汇报.html');
  writeFileSync(file, writeStoryPage(story, dossier, facts, await bundleViewer()));
  const address = pathToFileURL(file).href;
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== address) problems.push(`request ${request.url()}`);
  });
  await page.goto(address);
  const stage = page.locator('#story');

  // Keys.
  await expect(stage).toHaveAttribute('data-shown', 'title');
  for (const [key, at] of [
    ['ArrowRight', 1],
    [' ', 2],
    ['PageDown', 3],
    ['PageUp', 2],
    ['ArrowLeft', 1],
    ['End', story.pages.length - 1],
    ['Home', 0]
  ] as const) {
    await page.keyboard.press(key);
    await expect(stage).toHaveAttribute('data-shown', story.pages[at].id);
  }
  await page.keyboard.press('f');
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await page.keyboard.press('f');
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(false);

  // Every page says what the story says, in full.
  const [measure] = facts.measures;
  for (const { id, title, table } of story.pages) {
    await show(page, id);
    await expect(page.locator('.shown .title')).toHaveText(title);
    await expect(page.locator('.shown')).toContainText('内部资料 不得公开');
    for (const cell of table?.rows.flat() ?? [])
      if (cell.trim() !== '')
        await expect(page.locator('.shown table')).toContainText(cell.replace(/\s+/g, ' '));
  }
  await show(page, `number/${measure.key}`);
  await expect(page.locator('.shown .value')).toHaveText(figure(measure.share, 'share'));

  // A map that is drawn, zoomed, moved and put back.
  await show(page, `map/${measure.key}`);
  const map = page.locator('.shown .map');
  expect(await coloursOf(page, '.ground')).toBeGreaterThan(20);
  expect(await coloursOf(page, '.legend canvas')).toBeGreaterThan(5);
  const whole = await map.getAttribute('data-view');
  const box = (await map.boundingBox())!;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  const hint = page.locator('.shown .hint');
  await expect(hint).toBeVisible();
  const said = await hint.innerText();
  const unit = measure.units.find(
    ({ name, level }) => level === 'community' && said.split('\n')[0] === name
  )!;
  expect(said).toContain(figure(unit.share, 'share'));
  expect(said).toContain(figure(unit.covered, 'people'));
  await page.mouse.wheel(0, -300);
  await expect(map).not.toHaveAttribute('data-view', whole!);
  const near = await map.getAttribute('data-view');
  expect(Number(near!.split(',')[2])).toBeLessThan(Number(whole!.split(',')[2]));
  await page.mouse.down();
  await page.mouse.move(middle.x + 80, middle.y + 40, { steps: 4 });
  await page.mouse.up();
  await expect(map).not.toHaveAttribute('data-view', near!);
  await page.keyboard.press('0');
  await expect(map).toHaveAttribute('data-view', whole!);

  // Before and after.
  await show(page, 'compare/1');
  const divider = page.locator('.shown .divider');
  await expect(divider).toHaveAttribute('aria-valuenow', '50');
  const place = (await page.locator('.shown .map').boundingBox())!;
  await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2);
  await page.mouse.down();
  await page.mouse.move(place.x + place.width / 4, place.y + place.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(divider).toHaveAttribute('aria-valuenow', '25');
  await divider.press('ArrowRight');
  await expect(divider).toHaveAttribute('aria-valuenow', '30');
  expect(await coloursOf(page, '.after')).toBeGreaterThan(20);
  expect(problems).toEqual([]);
});
