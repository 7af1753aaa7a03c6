// The app with a made-up city (5,000 communities, 200,000 homes, 60,000 facilities, 500,000 vertices of ways): seconds of
// each step after its files are chosen, the longest tasks of the page's own thread, and the most memory of the tab. Beside it
// stands a fixed loop in the same page, so that figures of different machines can be compared. Run after `npm run build`:
//   npx tsx src/cli/yike.ts sample --size city --out DIR && npx tsx tests/bench/city.ts DIR [--pictures DIR2]
import { readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { App } from '../browser/app.ts';
import { browserArgs, findBrowser } from '../browser/find-browser.ts';
import { servePlainly, subPath } from '../browser/plain-server.ts';

const [folder] = process.argv.slice(2);
const pictures = process.argv.includes('--pictures') ? process.argv.at(-1)! : null;
if (!folder) throw new Error('expected the folder of a city sample');
const server = await servePlainly('build/app');
const { executablePath, env } = await findBrowser();
const browser = await chromium.launch({
  executablePath,
  args: browserArgs,
  env: { ...(process.env as Record<string, string>), ...env }
});
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${subPath}`;
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, baseURL: address });
page.setDefaultTimeout(600_000);
const app = new App(page, new URL(address).origin);
await app.watch();
await page.goto('./');
await page.waitForSelector('[data-ready=true]', { state: 'attached' });

const session = await browser.newBrowserCDPSession();
let peak = 0;
const watch = setInterval(async () => {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo').catch(() => ({ processInfo: [] }));
  for (const { type, id } of processInfo) if (type === 'renderer') peak = Math.max(peak, residentMb(id));
}, 100);

const unit = await page.evaluate(() => {
  const start = performance.now();
  let sum = 0;
  for (let i = 0; i < 5e7; i++) sum = (sum + i) | 0;
  return performance.now() - start + (sum === 1 ? 1e-9 : 0);
});
console.log(`fixed loop beside it: ${unit.toFixed(0)} ms`);

await page.evaluate(() => performance.clearMarks());
const since = await page.evaluate(() => performance.now());
const tasks = await app.measureTasks(async () => {
  // Files from the disk, dropped on the page as one does: a base64 copy of 80 MB would be measured too.
  await page.evaluate(() => {
    const input = document.createElement('input');
    Object.assign(input, { type: 'file', multiple: true, id: 'files', hidden: true });
    document.body.append(input);
  });
  const names = readdirSync(folder).filter((name) => /\.(json|geojson|csv)$/.test(name));
  await page.locator('#files').setInputFiles(names.map((name) => join(folder, name)));
  await page.evaluate(() => {
    const transfer = new DataTransfer();
    for (const file of document.querySelector<HTMLInputElement>('#files')!.files!) transfer.items.add(file);
    document.body.dispatchEvent(
      new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true })
    );
  });
  await page.waitForFunction(
    () =>
      document.querySelector('[data-testid=failure]') !== null ||
      (document.body.innerText.includes('示例城市') && !document.querySelector('[data-testid=progress]'))
  );
  await page.locator('[data-bounds][aria-busy=false]').waitFor();
});
clearInterval(watch);
const failure = page.getByTestId('failure');
if (await failure.count()) console.log(await failure.innerText());
const marks = await page.evaluate(() =>
  performance.getEntriesByType('mark').map(({ name, startTime }) => ({ name, startTime }))
);
const end = await page.evaluate(() => performance.now());
const steps = marks.filter(({ name }) => name.startsWith('yike:'));
console.log(`files chosen to first step: ${((steps[0]?.startTime ?? end) - since).toFixed(0)} ms`);
steps.forEach(({ name, startTime }, i) => {
  const ms = (steps[i + 1]?.startTime ?? end) - startTime;
  console.log(`${name.slice(5).padEnd(10)} ${(ms / 1000).toFixed(2)} s = ${(ms / unit).toFixed(1)} loops`);
});
console.log(
  `longest tasks of the page's thread: ${tasks
    .slice(0, 8)
    .map((ms) => ms.toFixed(0))
    .join(', ')} ms`
);
console.log(`most memory of the tab: ${peak.toFixed(0)} MB`);
if (pictures) await page.screenshot({ path: join(pictures, 'city.png') });
if (app.problems.length) console.log('problems:', app.problems);
await browser.close();
server.closeAllConnections();
server.close();

function residentMb(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
