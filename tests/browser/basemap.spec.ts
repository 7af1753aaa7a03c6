import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import initSqlJs from 'sql.js';
import { fromWgs84 } from '../../src/lib/geometry/datum.ts';
import { expect, test } from './app.ts';

type Colour = [red: number, green: number, blue: number];

/** A tile of 256 pixels as PNG. */
function drawPng(colourAt: (u: number, v: number) => Colour): Buffer {
  const rows = Buffer.alloc(256 * 769);
  for (let v = 0; v < 256; v++) for (let u = 0; u < 256; u++) rows.set(colourAt(u, v), v * 769 + 1 + u * 3);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(256, 0);
  head.writeUInt32BE(256, 4);
  head.set([8, 2], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0))
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  let sum = ~0;
  for (const byte of body) {
    sum ^= byte;
    for (let k = 0; k < 8; k++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(~sum >>> 0, body.length + 4);
  return whole;
}

const world = (lon: number, lat: number): [number, number] => {
  const sin = Math.sin((lat * Math.PI) / 180);
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)];
};

/** A server of tiles at a port of its own, and what it was asked. */
async function serveTiles(draw: (z: number, x: number, y: number) => Buffer | number) {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const [, z, x, y] = /\/(\d+)\/(\d+)\/(\d+)/.exec(request.url ?? '')!.map(Number);
    const tile = draw(z, x, y);
    const headers = { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'image/png' };
    if (typeof tile === 'number') response.writeHead(tile, headers).end();
    else response.writeHead(200, headers).end(tile);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { asked, origin: `http://127.0.0.1:${port}`, server };
}

/** Middle of what is magenta on screen around a pixel; null: nothing is. */
function findMark(page: Page, shot: Buffer): Promise<{ x: number; y: number } | null> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let [sumX, sumY, count] = [0, 0, 0];
    for (let i = 0; i < data.length; i += 4) {
      if (data[i] < data[i + 1] + 90 || data[i + 2] < data[i + 1] + 90) continue;
      sumX += (i / 4) % image.width;
      sumY += Math.floor(i / 4 / image.width);
      count++;
    }
    return count > 4 ? { x: sumX / count, y: sumY / count } : null;
  }, shot.toString('base64'));
}

test('a GCJ-02 service is asked only after consent, and drawn where its things are', async ({
  page,
  baseURL
}) => {
  const ready = async () => {
    await expect(page.getByTestId('ready')).toHaveAttribute('data-ready', 'true');
    await expect(page.locator('[data-bounds]')).toHaveAttribute('aria-busy', 'false');
  };
  await page.goto(baseURL!);
  await ready();
  const map = page.locator('[data-bounds]');
  const [west, south, east, north] = (await map.getAttribute('data-bounds'))!.split(',').map(Number);
  const place: [number, number] = [west + (east - west) * 0.08, south + (north - south) * 0.5];
  const gcj = world(...fromWgs84(...place, 'gcj02'));
  const tiles = await serveTiles((z, x, y) => {
    const [u, v] = [(gcj[0] * 2 ** z - x) * 256, (gcj[1] * 2 ** z - y) * 256];
    return drawPng((i, j) => (Math.hypot(i + 0.5 - u, j + 0.5 - v) < 9 ? [255, 0, 255] : [250, 250, 250]));
  });
  const reach = () =>
    page.evaluate(
      (to) =>
        fetch(to).then(
          () => 'reached',
          () => 'refused'
        ),
      `${tiles.origin}/1/1/1`
    );

  // Before: the browser itself lets nothing out.
  expect(await reach()).toBe('refused');
  expect(tiles.asked).toEqual([]);
  await page.getByTestId('basemap-open').click();
  await page.getByTestId('basemap-kind').selectOption('xyz');
  await page.getByTestId('basemap-address').fill(`${tiles.origin}/{z}/{x}/{y}.png?key=very-secret`);
  await page.getByTestId('basemap-datum').selectOption('gcj02');
  await page.getByTestId('basemap-attribution-input').fill('某图源');
  await page.getByTestId('basemap-use').click();
  await expect(page.getByTestId('basemap-consent-hosts')).toHaveText(tiles.origin);
  await page.getByTestId('basemap-consent-no').click();
  expect(tiles.asked).toEqual([]);
  await page.getByTestId('basemap-use').click();
  const loaded = page.waitForEvent('load');
  await page.getByTestId('basemap-consent-yes').click();
  await loaded;
  await ready();
  await expect(page.getByTestId('basemap-attribution')).toHaveText('某图源');
  await expect.poll(() => tiles.asked.length).toBeGreaterThan(0);
  await expect(map).toHaveAttribute('aria-busy', 'false');

  // The mark stands at its place of WGS84, to the pixel, hundreds of metres from where the service has it.
  const box = (await map.boundingBox())!;
  const [w, s, e, n] = (await map.getAttribute('data-bounds'))!.split(',').map(Number);
  const [x] = world(...place);
  const y = world(...place)[1];
  const expected = {
    x: (box.width * (x - world(w, s)[0])) / (world(e, s)[0] - world(w, s)[0]),
    y: (box.height * (y - world(w, n)[1])) / (world(w, s)[1] - world(w, n)[1])
  };
  const clip = { x: box.x + expected.x - 40, y: box.y + expected.y - 40, width: 80, height: 80 };
  const mark = await findMark(page, await page.screenshot({ clip }));
  expect(mark).not.toBeNull();
  expect(Math.hypot(mark!.x - 40, mark!.y - 40)).toBeLessThan(2);

  // Neither the address bar nor a reload tells the key, and the permission ends with a click.
  expect(page.url()).not.toContain('very-secret');
  await page.getByTestId('basemap-open').click();
  const again = page.waitForEvent('load');
  await page.getByTestId('basemap-withdraw').click();
  await again;
  await ready();
  tiles.asked.length = 0;
  expect(await reach()).toBe('refused');
  await expect(page.getByTestId('basemap-attribution')).toHaveCount(0);
  expect(tiles.asked).toEqual([]);
  tiles.server.close();
});

test('a file from disk is a base map, is asked for again after a reload, and nothing leaves', async ({
  app,
  page
}) => {
  await app.open();
  const SQL = await initSqlJs();
  const file = new SQL.Database();
  file.run('CREATE TABLE metadata (name text, value text)');
  file.run('CREATE TABLE tiles (zoom_level int, tile_column int, tile_row int, tile_data blob)');
  file.run("INSERT INTO metadata VALUES ('attribution', '<b>某测绘院</b>')");
  file.run('INSERT INTO tiles VALUES (0, 0, 0, ?)', [drawPng(() => [255, 0, 255])]);
  await page.getByTestId('basemap-open').click();
  await page.getByTestId('basemap-kind').selectOption('file');
  const give = (name: string, buffer: Buffer) =>
    page.getByTestId('basemap-file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await give('坏.mbtiles', Buffer.from('not a map'));
  await expect(page.getByTestId('basemap-fault')).toBeVisible();
  await give('城区.mbtiles', Buffer.from(file.export()));
  await expect(page.getByTestId('basemap-attribution')).toHaveText('某测绘院');
  await expect(page.getByTestId('basemap-fault')).toHaveCount(0);
  await app.settle();
  expect(await findMark(page, await page.screenshot())).not.toBeNull();
  await app.reload();
  await page.getByTestId('basemap-open').click();
  await expect(page.getByTestId('basemap-again')).toContainText('城区.mbtiles');
  await page.getByTestId('basemap-kind').selectOption('none');
  await expect(page.getByTestId('basemap-attribution')).toHaveCount(0);
});
