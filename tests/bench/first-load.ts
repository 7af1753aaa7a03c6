// What the first opening of the app brings over the line: every file that the server was asked for until the sample
// stands, plain, with gzip and with brotli, without and with DuckDB's wasm. Run after `npm run build`:
//   npx tsx tests/bench/first-load.ts
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { browserArgs, findBrowser } from '../browser/find-browser.ts';
import { servePlainly, subPath } from '../browser/plain-server.ts';

/** Megabytes (10⁶ bytes) with gzip: what the app promises. */
const targets = { without: 6, with: 16 };

const folder = 'build/app';
const server = await servePlainly(folder);
const asked = new Set<string>();
// The server knows of every request, also of those that workers of workers make.
server.on('request', ({ url }) => asked.add(decodeURIComponent(new URL(url!, 'http://plain').pathname)));
const { executablePath, env } = await findBrowser();
const browser = await chromium.launch({
  executablePath,
  args: browserArgs,
  env: { ...(process.env as Record<string, string>), ...env }
});
// Keeping the app for later begins when it stands, and is no part of the first load.
const page = await browser.newPage({ serviceWorkers: 'block' });
await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}${subPath}`);
await page.waitForSelector('[data-ready=true]', { state: 'attached', timeout: 240_000 });
await page.waitForSelector('[data-bounds][aria-busy=false]', { timeout: 240_000 });
await browser.close();
server.closeAllConnections();
server.close();

const files = [...asked]
  .filter((path) => path.startsWith(subPath))
  .map((path) => path.slice(subPath.length) || 'index.html')
  .map((path) => {
    const bytes = readFileSync(`${folder}/${path}`);
    const params = { [constants.BROTLI_PARAM_QUALITY]: 5 };
    return {
      path,
      plain: bytes.length,
      gzip: gzipSync(bytes, { level: 6 }).length,
      brotli: brotliCompressSync(bytes, { params }).length
    };
  });
const isDatabase = (path: string) => /duckdb.*\.wasm$/.test(path);
const megabytes = (list: typeof files, key: 'plain' | 'gzip' | 'brotli') =>
  list.reduce((sum, file) => sum + file[key], 0) / 1e6;
const lists = { without: files.filter(({ path }) => !isDatabase(path)), with: files };
for (const [name, list] of Object.entries(lists) as [keyof typeof targets, typeof files][]) {
  const gzip = megabytes(list, 'gzip');
  console.log(
    `${name.padEnd(7)} DuckDB's wasm: ${list.length} files, ${megabytes(list, 'plain').toFixed(1)} MB plain, ` +
      `${gzip.toFixed(2)} MB gzip 6, ${megabytes(list, 'brotli').toFixed(2)} MB brotli 5; ` +
      `target ${targets[name]} MB: ${gzip < targets[name] ? 'met' : 'MISSED'}`
  );
}
for (const { path, plain, gzip } of files.toSorted((a, b) => b.gzip - a.gzip).slice(0, 12))
  console.log(`  ${(gzip / 1e6).toFixed(2)} MB gzip of ${(plain / 1e6).toFixed(2)}  ${path}`);
if (!files.some(({ path }) => isDatabase(path)))
  throw new Error('expected DuckDB among the files, found it not');
