// The desk as a user sits at it, in Chromium: seconds to the first useful paint with a warm disk, megabytes of the first
// load, frames of a drag on the sample, and with the folder of a city sample also its opening, long tasks of the page's
// own thread, panning and zooming, scrolling of the table, and memory. All that is script is counted in processor time of
// the page's thread, which other work on the machine does not change much; frames are drawn here without a graphics card.
//   npm run build && npx tsx tests/bench/desk.ts [DIR]        (DIR: npx tsx src/cli/yike.ts sample --size city --out DIR)
import { readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Page } from '@playwright/test';
import { App } from '../browser/app.ts';
import { findFreeFacilities } from '../browser/facility.ts';
import { browserArgs, findBrowser } from '../browser/find-browser.ts';
import { servePlainly, subPath } from '../browser/plain-server.ts';

const folder = process.argv[2] ?? '';
const build = 'build/app';
const STEPS = 60;
const rows: [what: string, figure: string, aim: string][] = [];
const tell = (what: string, figure: string, aim = ''): void => {
  rows.push([what, figure, aim]);
  console.log(`${what.padEnd(46)} ${figure.padEnd(34)} ${aim}`);
};
const atShare = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
const spread = (values: number[]): string => {
  const sorted = values.toSorted((a, b) => a - b);
  return `p50 ${atShare(sorted, 0.5).toFixed(1)} ms, p95 ${atShare(sorted, 0.95).toFixed(1)} ms`;
};

const server = await servePlainly(build);
const { executablePath, env } = await findBrowser();
const browser = await chromium.launch({
  executablePath,
  args: [...browserArgs, '--enable-precise-memory-info'],
  env: { ...(process.env as Record<string, string>), ...env }
});
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${subPath}`;
const context = await browser.newContext({ baseURL: address, viewport: { width: 1440, height: 900 } });
// What the worker that keeps the app for later fetches besides is no part of the first load.
const asked = new Set<string>();
context.on('request', (request) => {
  if (!request.serviceWorker()) asked.add(decodeURIComponent(new URL(request.url()).pathname));
});
const page = await context.newPage();
page.setDefaultTimeout(400_000);
const app = new App(page, new URL(address).origin);
await page.addInitScript(() => {
  const long: number[] = [];
  Object.assign(window, { long });
  new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask'
  });
});

const load = () => loadavg()[0].toFixed(1);
tell('load of the machine', load(), 'below 4');

/** The four documents of the sample, from the click to the file. */
async function writeDocuments(): Promise<void> {
  await page.getByTestId('step-report').click();
  const began = performance.now();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByTestId('report-all').click()]);
  await file.path();
  tell('four documents of the sample', `${((performance.now() - began) / 1000).toFixed(1)} s`, 'below 10 s');
}

/** Until the study stands on the map. */
async function settle(): Promise<void> {
  await page.waitForSelector('[data-ready=true]', { state: 'attached' });
  await page.getByTestId('progress').waitFor({ state: 'detached' });
  await page.waitForSelector('[data-bounds][aria-busy=false]');
}

await page.goto('./');
await settle();
const files = [...asked]
  .filter((path) => path.startsWith(subPath))
  .map((path) => path.slice(subPath.length) || 'index.html')
  .map((path) => ({ path, gzip: gzipSync(readFileSync(join(build, path)), { level: 6 }).length / 1e6 }));
const sum = (list: typeof files) => list.reduce((total, { gzip }) => total + gzip, 0).toFixed(2);
tell(
  'first load without DuckDB, gzip',
  `${sum(files.filter(({ path }) => !/duckdb.*\.wasm$/.test(path)))} MB`,
  'below 6 MB'
);
tell('first load with DuckDB, gzip', `${sum(files)} MB`, 'below 16 MB');

// A user's second visit: everything is in the browser's cache, the study in its files.
await page.reload();
// Useful: the figure of the study and the map below it are there.
const useful = await page.waitForFunction(
  () =>
    document.querySelector('[data-testid=share]') !== null &&
    document.querySelector('[data-bounds]') !== null &&
    performance.now()
);
const painted = Number(await useful.jsonValue());
const paints = await page.evaluate(() =>
  performance.getEntriesByName('first-contentful-paint').map(({ startTime }) => startTime)
);
tell('first paint of the page', `${((paints[0] ?? NaN) / 1000).toFixed(2)} s`);
tell('first useful paint, warm disk', `${(painted / 1000).toFixed(2)} s`, 'below 2 s');
await settle();

interface Trace {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  tdur?: number;
  pid: number;
  tid: number;
  args?: { name?: string; data?: { type?: string } };
}

/** Tasks of the page's thread while something is done: when each began, its time on the clock and of the processor, in ms. */
async function traced(act: () => Promise<void>): Promise<{ events: Trace[]; tasks: Trace[] }> {
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8')) as {
    traceEvents: Trace[];
  };
  const mains = new Set(
    traceEvents.flatMap(({ name, args, pid, tid }) =>
      name === 'thread_name' && args?.name === 'CrRendererMain' ? [`${pid}/${tid}`] : []
    )
  );
  const own = traceEvents.filter(({ pid, tid }) => mains.has(`${pid}/${tid}`));
  return { events: own, tasks: own.filter(({ ph, name }) => ph === 'X' && name.endsWith('RunTask')) };
}

/** Drags what is at a place; for each step how long the page's thread works for it, and from the pointer to the frame after it. */
async function dragFrames(from: { x: number; y: number }, what: string, aim: string): Promise<void> {
  const { mouse } = page;
  await mouse.move(from.x, from.y);
  await mouse.down();
  // The first step opens the searches that the others follow.
  await mouse.move(from.x + 6, from.y + 3);
  await page.waitForTimeout(2500);
  const { events, tasks } = await traced(async () => {
    for (let i = 1; i <= STEPS; i++) {
      await mouse.move(from.x + 6 + 2 * i, from.y + 3 + i);
      await page.waitForTimeout(60);
    }
  });
  await mouse.up();
  const moves = events
    .filter(({ name, args }) => name === 'EventDispatch' && args?.data?.type === 'mousemove')
    .map(({ ts }) => ts)
    .sort((a, b) => a - b);
  const frames = events.filter(({ name }) => name === 'FireAnimationFrame').sort((a, b) => a.ts - b.ts);
  const script: number[] = [];
  const toFrame: number[] = [];
  moves.forEach((began, i) => {
    const end = moves[i + 1] ?? began + 60_000;
    const within = tasks.filter(({ ts }) => ts >= began - 1000 && ts < end - 1000);
    script.push(within.reduce((total, { tdur }) => total + (tdur ?? 0), 0) / 1000);
    // The frame in which the answer is drawn is the last one of some length before the pointer moves on.
    const drawn = frames.filter(({ ts, dur }) => ts >= began && ts < end && (dur ?? 0) > 1000).at(0);
    if (drawn) toFrame.push((drawn.ts + (drawn.dur ?? 0) - began) / 1000);
  });
  tell(`${what}: page's thread a step`, `${spread(script)} (${script.length} steps)`, aim);
  tell(`${what}: pointer to the next frame drawn`, spread(toFrame), aim);
}

const [facility] = await findFreeFacilities(app);
if (facility) await dragFrames(facility, 'drag on the sample', '16 ms at p95');
await writeDocuments();
await settle();

if (folder) await city(page, folder);
else console.log('no folder of a city was given: the sample only');
tell('load of the machine at the end', load());
await browser.close();
server.closeAllConnections();
server.close();

async function longTasks(): Promise<string> {
  const long = await page.evaluate(() =>
    (window as unknown as { long: number[] }).long.splice(0).sort((a, b) => b - a)
  );
  const most = long.slice(0, 5).map((ms) => ms.toFixed(0));
  return `${long.length} > 50 ms, ${long.filter((ms) => ms > 100).length} > 100 ms (${most.join(', ')})`;
}

async function city(on: Page, from: string): Promise<void> {
  await on.evaluate(() => {
    const input = document.createElement('input');
    Object.assign(input, { type: 'file', multiple: true, id: 'files', hidden: true });
    document.body.append(input);
    performance.clearMarks();
  });
  const names = readdirSync(from).filter((name) => /\.(geojson|csv)$|^study\.json$/.test(name));
  await on.locator('#files').setInputFiles(names.map((name) => join(from, name)));
  await longTasks();
  const began = performance.now();
  const { tasks } = await traced(async () => {
    await on.evaluate(() => {
      const transfer = new DataTransfer();
      for (const file of document.querySelector<HTMLInputElement>('#files')!.files!) transfer.items.add(file);
      const drop = { dataTransfer: transfer, bubbles: true, cancelable: true };
      document.body.dispatchEvent(new DragEvent('drop', drop));
    });
    await on.waitForFunction(
      () =>
        performance.getEntriesByName('yike:siting').length > 0 &&
        !document.querySelector('[data-testid=progress]')
    );
    await settle();
  });
  tell('city: opened and sited', `${((performance.now() - began) / 1000).toFixed(1)} s`);
  tell('city: long tasks by the clock', await longTasks(), 'none > 100 ms');
  const worst = tasks
    .map(({ tdur }) => (tdur ?? 0) / 1000)
    .sort((a, b) => b - a)
    .slice(0, 5);
  tell(
    'city: longest tasks, processor time',
    `${worst.map((ms) => ms.toFixed(0)).join(', ')} ms`,
    'none > 100 ms'
  );

  const box = (await app.map.boundingBox())!;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const { events: panning } = await traced(async () => {
    await on.mouse.move(middle.x, middle.y);
    for (let i = 0; i < 8; i++) {
      await on.mouse.wheel(0, i < 4 ? -240 : 240);
      await on.waitForTimeout(250);
    }
  });
  const frames = panning.filter(({ name }) => name === 'FireAnimationFrame');
  const seconds = (Math.max(...frames.map(({ ts }) => ts)) - Math.min(...frames.map(({ ts }) => ts))) / 1e6;
  tell(
    'city: zooming, software WebGL',
    `${(frames.length / seconds).toFixed(0)} frames a second`,
    '30 with a GPU'
  );
  tell('city: script a frame', spread(frames.map(({ tdur, dur }) => (tdur ?? dur ?? 0) / 1000)), '33 ms');
  await settle();

  const table = on.getByTestId('unit-row').first();
  await table.hover();
  const { tasks: scrolling } = await traced(async () => {
    for (let i = 0; i < 40; i++) {
      await on.mouse.wheel(0, 600);
      await on.waitForTimeout(40);
    }
  });
  tell('city: tasks while the table scrolls', spread(scrolling.map(({ tdur }) => (tdur ?? 0) / 1000)));

  const shown = await cityFacility(from);
  if (shown) await dragFrames(shown, 'drag on the city', '50 ms at p95');
  const heap = await on.evaluate(
    () => (performance as unknown as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? NaN
  );
  tell('city: heap of the page', `${(heap / 1e6).toFixed(0)} MB`);
  const cdp = await browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  const resident = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentMb(id));
  tell('city: memory of the tab with its workers', `${Math.max(...resident).toFixed(0)} MB`, 'below 2000 MB');
}

/** Where a facility of the first question stands on the screen, far enough from the map's edge; null: none does. */
async function cityFacility(from: string): Promise<{ x: number; y: number } | null> {
  const box = (await app.map.boundingBox())!;
  const [west, south, east, north] = (await app.map.getAttribute('data-bounds'))!.split(',').map(Number);
  const [head, ...lines] = readFileSync(join(from, 'facilities.csv'), 'utf8').trim().split(/\r?\n/);
  const columns = head.replace(/^\uFEFF/, '').split(',');
  const [lonAt, latAt] = [columns.indexOf('lon'), columns.indexOf('lat')];
  if (lonAt < 0 || latAt < 0) throw new Error(`expected columns lon and lat, got ${head}`);
  const near = ([lon, lat]: number[]) => Math.hypot(lon - (west + east) / 2, lat - (south + north) / 2);
  const [best] = lines
    .filter((line) => /eldercare|day_care/.test(line))
    .map((line) => line.split(','))
    .map((cells) => [Number(cells[lonAt]), Number(cells[latAt])])
    .sort((a, b) => near(a) - near(b));
  if (!best) return null;
  const at = await app.pixelOf(best[0], best[1]);
  const isInside = at.x > box.x + 20 && at.x < box.x + box.width - 20;
  return isInside && at.y > box.y + 20 && at.y < box.y + box.height - 20 ? at : null;
}

/** Megabytes of a process's own memory; NaN where the system does not tell. */
function residentMb(pid: number): number {
  try {
    return (
      Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? NaN) / 1024
    );
  } catch {
    return NaN;
  }
}
