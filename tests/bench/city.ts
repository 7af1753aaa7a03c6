// The app with a made-up city (5,000 communities, 200,000 homes, 60,000 facilities, 500,000 vertices of ways) and a study of 12
// kinds of facilities × 3 limits × 5 groups: seconds of each step after its files are dropped, of the whole study, the
// longest tasks of the page's own thread (on the clock), and the most memory of the tab. Beside it stands a fixed loop in the
// same page, so that figures of different machines can be compared. Run after `npm run build`:
//   npx tsx src/cli/yike.ts sample --size city --out DIR && npx tsx tests/bench/city.ts DIR [picture.png]
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { browserArgs, findBrowser } from '../browser/find-browser.ts';
import { servePlainly, subPath } from '../browser/plain-server.ts';
import { fullStudyMeasures } from './full-study.ts';

const [folder, picture] = process.argv.slice(2);
if (!folder) throw new Error('expected the folder of a city sample');
const scratch = await mkdtemp(join(tmpdir(), 'yike-city-'));
const study = JSON.parse(readFileSync(join(folder, 'study.json'), 'utf8')) as Record<string, unknown>;
const full = { ...study, standards: [], siting: [], measure: fullStudyMeasures() };
await writeFile(join(scratch, 'study.json'), JSON.stringify(full));

const server = await servePlainly('build/app');
const { executablePath, env } = await findBrowser();
const browser = await chromium.launch({
  executablePath,
  args: browserArgs,
  env: { ...(process.env as Record<string, string>), ...env }
});
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${subPath}`;
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, baseURL: address });
page.setDefaultTimeout(300_000);
await page.addInitScript(() => {
  const long: number[] = [];
  Object.assign(window, { long });
  new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask'
  });
});
await page.goto('./');
await page.waitForSelector('[data-ready=true]', { state: 'attached' });
await page.locator('[data-bounds][aria-busy=false]').waitFor();

const session = await browser.newBrowserCDPSession();
let peak = 0;
const watch = setInterval(async () => {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo').catch(() => ({ processInfo: [] }));
  for (const { type, id } of processInfo) if (type === 'renderer') peak = Math.max(peak, residentMb(id));
}, 200);
const unit = await page.evaluate(() => {
  const start = performance.now();
  let sum = 0;
  for (let i = 0; i < 5e7; i++) sum = (sum + i) | 0;
  return performance.now() - start + (sum === 1 ? 1e-9 : 0);
});
console.log(`fixed loop beside it: ${unit.toFixed(0)} ms`);

/** Tasks of the page's thread over 50 ms since the last call, the longest first. */
const longTasks = () =>
  page.evaluate(() => (window as unknown as { long: number[] }).long.splice(0).sort((a, b) => b - a));
const tell = (what: string, ms: number) =>
  console.log(`${what.padEnd(12)} ${(ms / 1000).toFixed(2)} s = ${(ms / unit).toFixed(1)} loops`);
const settled = async () => {
  await page.waitForFunction(
    () =>
      document.querySelector('[data-testid=failure]') !== null ||
      (performance.getEntriesByName('yike:siting').length > 0 &&
        !document.querySelector('[data-testid=progress]'))
  );
  await page.locator('[data-bounds][aria-busy=false]').waitFor();
};

// Files from the disk, dropped on the page as one does: a base64 copy of 80 MB would be measured too.
await page.evaluate(() => {
  const input = document.createElement('input');
  Object.assign(input, { type: 'file', multiple: true, id: 'files', hidden: true });
  document.body.append(input);
  performance.clearMarks();
});
const layers = readdirSync(folder).filter((name) => /\.(geojson|csv)$/.test(name));
await page
  .locator('#files')
  .setInputFiles([join(scratch, 'study.json'), ...layers.map((name) => join(folder, name))]);
await longTasks();
await page.evaluate(() => {
  const transfer = new DataTransfer();
  for (const file of document.querySelector<HTMLInputElement>('#files')!.files!) transfer.items.add(file);
  document.body.dispatchEvent(
    new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true })
  );
});
await settled();
const marks = await page.evaluate(() =>
  performance.getEntriesByType('mark').map(({ name, startTime }) => ({ name, startTime }))
);
const steps = marks.filter(({ name }) => name.startsWith('yike:'));
steps
  .slice(0, -1)
  .forEach(({ name, startTime }, i) => tell(name.slice(5), steps[i + 1].startTime - startTime));
console.log(`tasks over 50 ms: ${(await longTasks()).map((ms) => ms.toFixed(0)).join(', ')}`);

const since = performance.now();
await page.getByTestId('tab-compliance').click();
await page.getByTestId('matrix').waitFor();
tell('whole study', performance.now() - since);
console.log(`tasks over 50 ms: ${(await longTasks()).map((ms) => ms.toFixed(0)).join(', ')}`);
console.log(`most memory of the tab: ${peak.toFixed(0)} MB`);
clearInterval(watch);
const failure = page.getByTestId('failure');
if (await failure.count()) console.log(await failure.innerText());
if (picture) await page.screenshot({ path: picture });
await browser.close();
server.closeAllConnections();
server.close();
await rm(scratch, { recursive: true });

function residentMb(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
