// The app as a user meets it: bytes of the first load, seconds of each step on the sample town, memory of the tab, and
// how long an answer takes while a facility is dragged. Beside each time stands that of a fixed loop run in the same page
// at the same moment, so that figures of different machines can be compared. Run after `npm run build`:
//   npx tsx tests/bench/app.ts
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { App } from '../browser/app.ts';
import { drag, findFreeFacilities } from '../browser/facility.ts';
import { browserArgs, findBrowser } from '../browser/find-browser.ts';
import type { AddressInfo } from 'node:net';
import { servePlainly, subPath } from '../browser/plain-server.ts';

const server = await servePlainly('build/app');
const { port } = server.address() as AddressInfo;
const { executablePath, env } = await findBrowser();
const browser = await chromium.launch({
  executablePath,
  args: browserArgs,
  env: { ...(process.env as Record<string, string>), ...env }
});
const address = `http://127.0.0.1:${port}${subPath}`;
const context = await browser.newContext({ baseURL: address, viewport: { width: 1440, height: 900 } });
const page = await context.newPage();
const loaded: { name: string; bytes: number; gzip: number }[] = [];
context.on('response', (response) => {
  if (response.request().method() !== 'GET') return;
  void response.body().then(
    (body) => loaded.push({ name: response.url(), bytes: body.length, gzip: gzipSync(body).length }),
    () => undefined
  );
});
const app = new App(page, new URL(address).origin);
await app.watch();
await page.goto('./');
await page.waitForSelector('[data-ready=true]', { state: 'attached', timeout: 120_000 });
await app.settle();

/** Milliseconds of 50 million additions in the page. */
const loop = () =>
  page.evaluate(() => {
    const start = performance.now();
    let sum = 0;
    for (let i = 0; i < 5e7; i++) sum = (sum + i) | 0;
    return performance.now() - start + (sum === 1 ? 1e-9 : 0);
  });
const unit = await loop();

const marks = await page.evaluate(() => [
  ...performance.getEntriesByType('mark').map(({ name, startTime }) => ({ name, startTime })),
  { name: 'yike:ready', startTime: performance.now() }
]);
const steps = marks.filter(({ name }) => name.startsWith('yike:'));
console.log(`fixed loop beside it: ${unit.toFixed(0)} ms`);
console.log(`page to first step: ${(steps[0].startTime / 1000).toFixed(2)} s`);
steps.slice(0, -1).forEach(({ name, startTime }, i) => {
  const ms = steps[i + 1].startTime - startTime;
  console.log(`${name.slice(5).padEnd(10)} ${(ms / 1000).toFixed(2)} s = ${(ms / unit).toFixed(1)} loops`);
});

// Fetched by the engine's own worker, whose answers the browser's tool does not hand on.
const assets = 'build/app/_app/immutable/assets';
for (const name of readdirSync(assets).filter((each) => /duckdb-eh.*\.wasm$/.test(each)))
  if (!loaded.some((file) => file.name.endsWith(name))) {
    const body = readFileSync(`${assets}/${name}`);
    loaded.push({ name, bytes: body.length, gzip: gzipSync(body).length });
  }
const sum = (key: 'bytes' | 'gzip') => loaded.reduce((total, file) => total + file[key], 0) / 1e6;
console.log(
  `first load: ${loaded.length} files, ${sum('bytes').toFixed(1)} MB, gzip ${sum('gzip').toFixed(1)} MB`
);
for (const file of loaded.toSorted((a, b) => b.gzip - a.gzip).slice(0, 5))
  console.log(`  ${(file.gzip / 1e6).toFixed(2)} MB gzip  ${file.name.replace(/^.*\//, '')}`);

const session = await browser.newBrowserCDPSession();
const { processInfo } = await session.send('SystemInfo.getProcessInfo');
const residentMb = (pid: number) =>
  Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? NaN) / 1024;
if (process.platform === 'linux') {
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentMb(id));
  console.log(`memory of the tab: ${Math.max(...renderers).toFixed(0)} MB`);
}

const [facility] = await findFreeFacilities(app);
const tasks = await app.measureTasks(() => app.change(() => drag(app, facility, { x: -160, y: 90 })));
console.log(
  `longest tasks of the page's thread in a drag: ${tasks
    .slice(0, 3)
    .map((ms) => ms.toFixed(0))
    .join(', ')} ms`
);
if (app.problems.length) console.log('problems:', app.problems);
await browser.close();
server.closeAllConnections();
server.close();
