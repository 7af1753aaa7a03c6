import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from '@playwright/test';
import { App, expect, test } from './app.ts';
import { drag, findFreeFacilities } from './facility.ts';

/** Every process of the browser that has `folder` as its profile; Linux only. */
function processesOf(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
      } catch {
        // It has ended between the listing and the reading.
        return false;
      }
    })
    .map(Number);
}

/** Ends the browser as a power cut does: no handler runs, nothing is flushed. */
async function kill(context: BrowserContext, folder: string): Promise<void> {
  const gone = new Promise((done) => context.once('close', done));
  for (const pid of processesOf(folder)) process.kill(pid, 'SIGKILL');
  await gone;
  await expect.poll(() => processesOf(folder)).toEqual([]);
  rmSync(join(folder, 'SingletonLock'), { force: true });
}

const linux = process.platform === 'linux';
if (!linux)
  console.info('kill.spec.ts is skipped: it finds the browser’s processes in /proc, which only Linux has');

for (const { store, host } of [
  { store: 'the private file system', host: '127.0.0.1' },
  { store: 'IndexedDB on plain http', host: 'yike.test' }
])
  test(`a browser that is killed loses nothing that was said to be saved in ${store}`, async ({
    baseURL,
    launchOptions
  }) => {
    test.skip(!linux, 'finds the browser’s processes in /proc, which only Linux has');
    const folder = mkdtempSync(join(tmpdir(), 'yike-kill-'));
    const address = baseURL!.replace('127.0.0.1', host);
    const start = async () => {
      const context = await chromium.launchPersistentContext(folder, {
        ...launchOptions,
        baseURL: address,
        viewport: { width: 1440, height: 900 },
        acceptDownloads: true
      });
      const page = context.pages()[0];
      const app = new App(page, new URL(address).origin);
      await app.watch();
      await app.open();
      return { context, page, app };
    };
    try {
      const first = await start();
      const [facility] = await findFreeFacilities(first.app);
      await first.app.change(() => drag(first.app, facility, { x: 120, y: 70 }));
      const numbers = await first.app.numbers();
      // Said to be saved; and then another change is begun, and the power goes.
      await drag(first.app, { x: facility.x + 120, y: facility.y + 70 }, { x: -60, y: 20 });
      await kill(first.context, folder);
      const second = await start();
      await expect(second.page.getByTestId('scenario')).toHaveText(/1|2/);
      if (/2/.test((await second.page.getByTestId('scenario').textContent())!))
        await second.app.change(() => second.page.getByTestId('undo').click());
      expect(await second.app.numbers()).toBe(numbers);
      expect(second.app.problems).toEqual([]);
      await second.context.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
