import type { Page } from '@playwright/test';
import { expect, openTab, test } from './app.ts';

/** Calls the extension that takes the drawing context away, or gives it back. */
async function context(page: Page, what: 'loseContext' | 'restoreContext'): Promise<void> {
  await page.locator('canvas.maplibregl-canvas').evaluate((canvas: HTMLCanvasElement, method) => {
    const held = window as unknown as { lost?: WEBGL_lose_context | null };
    held.lost ??= canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context') ?? null;
    if (!held.lost) throw new Error('expected a context that can be lost, got none');
    held.lost[method]();
  }, what);
}

/** The map as a picture of few pixels, each of 0 to 255 a colour: small differences of smoothing are lost in it. */
const pictureOf = (page: Page): Promise<number[]> =>
  page.locator('canvas.maplibregl-canvas').evaluate((canvas: HTMLCanvasElement) => {
    const small = new OffscreenCanvas(48, 32);
    const ink = small.getContext('2d')!;
    ink.drawImage(canvas, 0, 0, 48, 32);
    return [...ink.getImageData(0, 0, 48, 32).data];
  });

const meanDifference = (a: number[], b: number[]): number =>
  a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length;

test('the map comes back as it was when the drawing context is lost and restored', async ({ app, page }) => {
  app.expectError(/WebGL|context/i);
  await app.open();
  await openTab(page, 'gaps');
  await page.getByTestId('unit-row').first().click();
  await app.settle();
  // The pointer lies on nothing, so that no card does.
  await page.mouse.move(2, 2);
  await page.waitForTimeout(500);
  const before = await pictureOf(page);

  await context(page, 'loseContext');
  await page.waitForTimeout(300);
  await context(page, 'restoreContext');
  await expect
    .poll(async () => meanDifference(before, await pictureOf(page)), { timeout: 60_000 })
    .toBeLessThan(2);
  await app.settle();

  // It still follows what is asked.
  await page.getByTestId('view-select').selectOption('uncovered');
  await app.settle();
  await expect.poll(async () => meanDifference(before, await pictureOf(page))).toBeGreaterThan(2);
});
