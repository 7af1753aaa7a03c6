import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, openTab, test, type App } from './app.ts';

/**
 * How the main views look, as a grid of mean colours: so coarse that another machine's fonts and lines do not matter, so fine that
 * a panel that is gone, empty or misplaced does. `YIKE_RENEW_LOOKS=1` writes the file anew, after somebody has looked.
 */
const FILE = join(import.meta.dirname, 'looks.json');
const [COLUMNS, ROWS] = [36, 24];
/** Mean difference of a colour channel, 0 to 255, over all cells; and the share of cells that may differ by more than `STRANGE`. */
const MEAN_DIFFERENCE = 8;
const STRANGE = 48;
const STRANGE_SHARE = 0.04;

type Look = number[];

/** The views, in the order in which a user can reach each from the one before. */
const VIEWS: { name: string; go: (app: App, page: Page) => Promise<unknown> }[] = [
  { name: 'gaps', go: (app) => app.settle() },
  { name: 'gaps-unit', go: (_, page) => page.getByTestId('unit-row').first().click() },
  { name: 'coverage', go: (_, page) => openTab(page, 'coverage') },
  {
    name: 'walks',
    go: (_, page) => page.getByTestId('view-select').selectOption('walk')
  },
  {
    name: 'layers',
    go: async (_, page) => {
      await page.getByTestId('view-select').selectOption('share');
      await page.getByTestId('left-layers').click();
    }
  },
  {
    name: 'data',
    go: async (_, page) => {
      await page.getByTestId('left-ask').click();
      await openTab(page, 'data');
    }
  },
  { name: 'attributes', go: (_, page) => openTab(page, 'attributes') },
  { name: 'standards', go: (_, page) => openTab(page, 'standards') },
  {
    name: 'compliance',
    go: async (_, page) => {
      await openTab(page, 'compliance');
      await expect(page.getByTestId('matrix-row').first()).toBeVisible();
    }
  },
  { name: 'siting', go: (_, page) => openTab(page, 'siting') },
  { name: 'report', go: (_, page) => openTab(page, 'report') },
  {
    name: 'english-dark',
    go: async (_, page) => {
      await page.getByTestId('language').click();
      await page.emulateMedia({ colorScheme: 'dark' });
    }
  }
];

test('the twelve main views look as they did', async ({ app, page, context }) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await app.open();
  await page.getByTestId('tour-dismiss').click();
  const looks: Record<string, Look> = {};
  const reader = await context.newPage();
  for (const { name, go } of VIEWS) {
    await go(app, page);
    await page.mouse.move(5, 5);
    await app.settle();
    looks[name] = await lookOf(reader, await page.screenshot({ animations: 'disabled', caret: 'hide' }));
  }
  await reader.close();
  if (process.env.YIKE_RENEW_LOOKS) {
    const lines = Object.entries(looks).map(([name, look]) => `  "${name}": "${packed(look)}"`);
    writeFileSync(FILE, `{\n${lines.join(',\n')}\n}\n`);
  }
  const known = JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, string>;
  expect(Object.keys(known)).toEqual(VIEWS.map(({ name }) => name));
  for (const [name, look] of Object.entries(looks)) {
    const was = [...Buffer.from(known[name], 'base64')];
    const { mean, strange } = differenceOf(was, look);
    expect.soft(mean, `${name}: mean difference of a channel`).toBeLessThan(MEAN_DIFFERENCE);
    expect.soft(strange, `${name}: share of cells that differ much`).toBeLessThan(STRANGE_SHARE);
  }
  // The measure itself sees a view in the place of another.
  const other = differenceOf(looks.standards, looks.gaps);
  expect(other.mean > MEAN_DIFFERENCE || other.strange > STRANGE_SHARE).toBe(true);
});

const packed = (look: Look): string => Buffer.from(look).toString('base64');

/** Red, green and blue of each cell, row by row, 0 to 255; worked out on a page without a policy. */
function lookOf(reader: Page, png: Buffer): Promise<Look> {
  return reader.evaluate(
    async ([base64, columns, rows]) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d')!;
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      const sums = new Float64Array(columns * rows * 4);
      for (let y = 0; y < image.height; y++)
        for (let x = 0; x < image.width; x++) {
          const cell =
            Math.floor((y * rows) / image.height) * columns + Math.floor((x * columns) / image.width);
          const at = 4 * (y * image.width + x);
          for (let channel = 0; channel < 3; channel++) sums[4 * cell + channel] += data[at + channel];
          sums[4 * cell + 3]++;
        }
      return Array.from({ length: columns * rows * 3 }, (_, i) => {
        const cell = Math.floor(i / 3);
        return Math.round(sums[4 * cell + (i % 3)] / sums[4 * cell + 3]);
      });
    },
    [png.toString('base64'), COLUMNS, ROWS] as const
  );
}

function differenceOf(a: Look, b: Look): { mean: number; strange: number } {
  let sum = 0;
  let strange = 0;
  for (let cell = 0; cell < COLUMNS * ROWS; cell++) {
    const apart = [0, 1, 2].map((channel) => Math.abs(a[3 * cell + channel] - b[3 * cell + channel]));
    sum += apart[0] + apart[1] + apart[2];
    if (Math.max(...apart) > STRANGE) strange++;
  }
  return { mean: sum / (3 * COLUMNS * ROWS), strange: strange / (COLUMNS * ROWS) };
}
