import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AddressInfo } from 'node:net';
import { chromium } from '@playwright/test';
import { browserArgs, findBrowser } from './find-browser.ts';
import { servePlainly, subPath } from './plain-server.ts';

/** `npm run screenshots`: docs/screenshot.png, the built app on the sample town with its worst community chosen. */
const root = resolve(import.meta.dirname, '../..');
const server = await servePlainly(`${root}/build/app`);
const { executablePath, env } = await findBrowser();
const browser = await chromium.launch({
  executablePath,
  args: browserArgs,
  env: { ...(process.env as Record<string, string>), ...env }
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}${subPath}`);
  const settle = async () => {
    await page
      .locator('[data-testid="ready"][data-ready="true"]')
      .waitFor({ state: 'attached', timeout: 120_000 });
    await page.getByTestId('progress').waitFor({ state: 'detached', timeout: 120_000 });
    await page.locator('[data-bounds][aria-busy="false"]').waitFor({ timeout: 120_000 });
  };
  await settle();
  await page.getByTestId('unit-row').first().click();
  await page.getByTestId('sentence').waitFor();
  await settle();
  mkdirSync(`${root}/docs`, { recursive: true });
  await page.screenshot({ path: `${root}/docs/screenshot.png` });
  console.log('docs/screenshot.png');
} finally {
  await browser.close();
  server.closeAllConnections();
  server.close();
}
