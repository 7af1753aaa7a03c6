import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { listFiles } from '../../packaging/list-files.mjs';
import { expect, test as base, type App } from './app.ts';
import { servePlainly, subPath } from './plain-server.ts';

const built = resolve(import.meta.dirname, '../../build/app');

/** A server of its own with a copy of the app that a journey may change. */
const test = base.extend<{ folder: string; address: string }>({
  serviceWorkers: 'allow',
  // eslint-disable-next-line no-empty-pattern -- Playwright reads what is asked for from this pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'yike-pwa-'));
    cpSync(built, folder, { recursive: true });
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  address: async ({ folder }, use) => {
    const server = await servePlainly(folder);
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}${subPath}`);
    server.closeAllConnections();
    server.close();
  },
  baseURL: async ({ address }, use) => use(address)
});

/** Puts another version where the first lay: a page that says so, and a worker that lists it. */
function renewApp(folder: string): void {
  const page = join(folder, 'index.html');
  writeFileSync(page, readFileSync(page, 'utf8').replace('<html ', '<html data-version="2" '));
  const worker = join(folder, 'service-worker.js');
  const text = readFileSync(worker, 'utf8');
  writeFileSync(
    worker,
    text
      .replace(/const files = \{.*\};/, 'const files = {};')
      .replace(/const version = '.+';/, "const version = '';")
  );
  listFiles(folder);
}

const stores = (app: App) => app.page.evaluate(async () => (await caches.keys()).sort());
const versionOf = (app: App) => app.page.evaluate(() => document.documentElement.dataset.version ?? '1');

test('opens without a network once opened, keeps the work, and takes a new version only when asked', async ({
  app,
  page,
  context,
  folder
}) => {
  const kept = page.getByTestId('offline');
  await app.open();
  await expect(kept).toHaveAttribute('data-state', 'kept');
  const files = await page.evaluate(async () => {
    const [name] = await caches.keys();
    return (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
  });
  expect(files.filter((path) => /duckdb-eh.*\.wasm$/.test(path))).toHaveLength(1);
  expect(files).toContain(subPath);
  const numbers = await app.numbers();

  await context.setOffline(true);
  await app.reload();
  expect(await app.numbers()).toBe(numbers);
  expect(app.problems).toEqual([]);
  await context.setOffline(false);

  // A folder that is only half copied is no version.
  const [before] = await stores(app);
  renewApp(folder);
  const page2 = readFileSync(join(folder, 'index.html'));
  writeFileSync(join(folder, 'index.html'), page2.subarray(0, 500));
  app.expectError(/service-worker|as it was built/);
  await page.evaluate(async () => {
    const registration = (await navigator.serviceWorker.getRegistration())!;
    await registration.update();
    const worker = registration.installing ?? registration.waiting;
    await new Promise<void>((done) => {
      if (!worker || worker.state === 'redundant') done();
      worker?.addEventListener('statechange', () => worker.state === 'redundant' && done());
    });
  });
  await expect(page.getByTestId('update-note')).toHaveCount(0);
  await app.reload();
  expect(await versionOf(app)).toBe('1');

  writeFileSync(join(folder, 'index.html'), page2);
  await page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())!.update()));
  await expect(page.getByTestId('update-note')).toContainText('有新版本');
  expect(await versionOf(app)).toBe('1');
  await Promise.all([page.waitForEvent('load'), page.getByTestId('update-now').click()]);
  await app.settle();
  expect(await versionOf(app)).toBe('2');
  await expect(page.getByTestId('update-note')).toHaveCount(0);
  expect(await app.numbers()).toBe(numbers);
  await page.reload();
  await app.settle();
  const after = await stores(app);
  expect(after).toHaveLength(1);
  expect(after).not.toEqual([before]);
});

test('is installable: a manifest whose icons are there, of the sizes it says', async ({
  page,
  address,
  request
}) => {
  await page.goto('./licences.txt');
  const manifest = (await (await request.get(`${address}manifest.json`)).json()) as {
    icons: { src: string; sizes: string; purpose?: string }[];
    start_url: string;
  };
  expect(manifest.start_url).toBe('./');
  for (const { src, sizes } of manifest.icons.filter(({ src }) => src.endsWith('.png'))) {
    const size = await page.evaluate(async (url) => {
      const image = await createImageBitmap(await (await fetch(url)).blob());
      return `${image.width}x${image.height}`;
    }, `${address}${src}`);
    expect(size).toBe(sizes);
  }
  expect(manifest.icons.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']));
  expect(manifest.icons.some(({ purpose }) => purpose === 'maskable')).toBe(true);
});
