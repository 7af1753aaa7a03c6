import { createServer } from 'node:net';
import { defineConfig } from '@playwright/test';
import { browserArgs, findBrowser } from './find-browser.ts';
import { subPath } from './plain-server.ts';

// Each worker reads this file again: what was found once is handed on through the environment.
process.env.YIKE_TEST_PORT ??= String(await findFreePort());
process.env.YIKE_FOUND_BROWSER ??= JSON.stringify(await findBrowser());
const port = process.env.YIKE_TEST_PORT;
const browser = JSON.parse(process.env.YIKE_FOUND_BROWSER) as Awaited<ReturnType<typeof findBrowser>>;

const MEASURED = ['harness.spec.ts', 'sample.spec.ts'];

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  globalSetup: './start-server.ts',
  // Two at a time but for those that measure how long the page's thread is held: `measured` is run alone, after the others.
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // A hang guard, not a speed limit.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
    // Keeping the app for later costs a download of it all: only the journey about that does it.
    serviceWorkers: 'block',
    launchOptions: {
      executablePath: browser.executablePath,
      args: browserArgs,
      env: { ...(process.env as Record<string, string>), ...browser.env }
    }
  },
  projects: [
    {
      name: 'plain server',
      testIgnore: ['intranet.spec.ts', ...MEASURED],
      use: { baseURL: `http://127.0.0.1:${port}${subPath}` }
    },
    {
      name: 'measured',
      testMatch: MEASURED,
      use: { baseURL: `http://127.0.0.1:${port}${subPath}` }
    },
    {
      name: 'intranet',
      testMatch: 'intranet.spec.ts',
      use: { baseURL: `http://yike.test:${port}${subPath}` }
    }
  ]
});

function findFreePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? done(address.port) : fail(new Error('no port'))
      );
    });
  });
}
