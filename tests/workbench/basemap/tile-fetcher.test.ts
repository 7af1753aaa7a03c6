import initSqlJs from 'sql.js';
import { gzipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import { createMbtiles } from '../../../src/lib/workbench/basemap/mbtiles.ts';
import { TileFetcher } from '../../../src/lib/workbench/basemap/tile-fetcher.ts';

const address = 'https://a.cn/1/2/3.png?tk=secret';
const png = { 'content-type': 'image/png' };

function made(answer: () => Response | Promise<Response>, allowed = true) {
  const told: { kind: string; host: string; message: string }[] = [];
  const asked = vi.fn(answer);
  const fetcher = new TileFetcher(
    () => allowed,
    (fault) => told.push(fault),
    asked as unknown as typeof fetch
  );
  return { fetcher, told, asked };
}

describe('fetching tiles', () => {
  it('gives the bytes', async () => {
    const { fetcher, told } = made(() => new Response('abc', { headers: png }));
    expect((await fetcher.fetchTile(address))!.byteLength).toBe(3);
    expect(told).toEqual([]);
  });
  it('asks nobody who was not allowed', async () => {
    const { fetcher, told, asked } = made(() => new Response('abc'), false);
    expect(await fetcher.fetchTile(address)).toBeNull();
    expect([asked.mock.calls.length, told.map(({ kind }) => kind)]).toEqual([0, ['blocked']]);
  });
  it.each([
    [401, 'key'],
    [403, 'key'],
    [429, 'busy'],
    [500, 'server']
  ])('says a refusal (%d) once, without the key, and asks no more', async (status, kind) => {
    const { fetcher, told, asked } = made(() => new Response('', { status }));
    for (let i = 0; i < 5; i++) expect(await fetcher.fetchTile(address)).toBeNull();
    expect(told.map((fault) => [fault.kind, fault.host])).toEqual([[kind, 'a.cn']]);
    expect(JSON.stringify(told) + told[0].message).not.toContain('secret');
    expect(asked).toHaveBeenCalledTimes(1);
  });
  it('says many missing tiles once, and goes on', async () => {
    const { fetcher, told, asked } = made(() => new Response('', { status: 404 }));
    for (let i = 0; i < 20; i++) await fetcher.fetchTile(address);
    expect([told.map(({ kind }) => kind), asked.mock.calls.length]).toEqual([['missing'], 20]);
  });
  it('takes a page for no tile', async () => {
    const { fetcher, told } = made(
      () => new Response('<html>', { headers: { 'content-type': 'text/html' } })
    );
    expect(await fetcher.fetchTile(address)).toBeNull();
    expect(told[0].kind).toBe('notTiles');
  });
});

describe('an MBTiles file', () => {
  it('gives its tiles by rows from the north, unpacked, and says what it is by its bytes', async () => {
    const SQL = await initSqlJs();
    const file = new SQL.Database();
    file.run(
      'CREATE TABLE metadata (name text, value text); CREATE TABLE tiles (zoom_level int, tile_column int, tile_row int, tile_data blob)'
    );
    file.run(
      "INSERT INTO metadata VALUES ('format', 'png'), ('bounds', '116,39,117,40'), ('attribution', '甲')"
    );
    file.run('INSERT INTO tiles VALUES (3, 6, 5, ?)', [gzipSync(new Uint8Array([1, 2, 3]))]);
    const opened = (await createMbtiles(file.export()))!;
    expect(opened.about).toMatchObject({ format: 'pbf', leastZoom: 3, mostZoom: 3, box: [116, 39, 117, 40] });
    expect([...new Uint8Array(opened.tile(3, 6, 2)!)]).toEqual([1, 2, 3]);
    expect(opened.tile(3, 6, 5)).toBeNull();
  });
  it('is none where it is another database', async () => {
    const SQL = await initSqlJs();
    const file = new SQL.Database();
    file.run('CREATE TABLE a (b int)');
    expect(await createMbtiles(file.export())).toBeNull();
  });
});
