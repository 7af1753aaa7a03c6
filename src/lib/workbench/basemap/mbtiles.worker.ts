import * as Comlink from 'comlink';
import { createMbtiles } from './mbtiles.ts';

let opened: Awaited<ReturnType<typeof createMbtiles>> = null;

/** What the page asks of the worker that holds an MBTiles file. */
const api = {
  /** What the file says of itself; null where it is no such file. */
  async open(file: File) {
    opened = await createMbtiles(new Uint8Array(await file.arrayBuffer())).catch(() => null);
    return opened?.about ?? null;
  },
  tile(z: number, x: number, y: number): ArrayBuffer | null {
    const bytes = opened?.tile(z, x, y) ?? null;
    return bytes ? Comlink.transfer(bytes, [bytes]) : null;
  }
};
export type MbtilesApi = typeof api;

Comlink.expose(api);
