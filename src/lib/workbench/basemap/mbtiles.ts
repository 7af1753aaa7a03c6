import { gunzipSync } from 'fflate';
import { openSqlite } from '../../import/formats/sqlite.ts';

export interface MbtilesAbout {
  format: string;
  leastZoom: number;
  mostZoom: number;
  box: [number, number, number, number] | null;
  attribution: string;
  /** Layers of vector tiles, as the file has them. */
  json: string;
}

/** A tile of more than this unpacked is no tile of a map. */
const MOST_TILE_BYTES = 32 * 1024 ** 2;

/** Opens an MBTiles file (1.1 to 1.3) from its bytes; null where it is none. Its rows are counted from the south. */
export async function createMbtiles(bytes: Uint8Array) {
  const database = await openSqlite(bytes);
  const rows = (sql: string): unknown[][] => database.exec(sql)[0]?.values ?? [];
  const has = rows("SELECT name FROM sqlite_master WHERE name IN ('metadata', 'tiles')");
  if (has.length < 2) {
    database.close();
    return null;
  }
  const said = new Map(
    rows('SELECT name, value FROM metadata').map(([name, value]) => [String(name), String(value)])
  );
  const [zooms] = rows('SELECT min(zoom_level), max(zoom_level) FROM tiles');
  const [first] = rows('SELECT tile_data FROM tiles LIMIT 1');
  if (!first || !(first[0] instanceof Uint8Array)) {
    database.close();
    return null;
  }
  const box = said.get('bounds')?.split(',').map(Number);
  const about: MbtilesAbout = {
    format: formatOf(first[0]),
    leastZoom: Number(zooms[0]),
    mostZoom: Number(zooms[1]),
    box: box?.length === 4 && box.every(Number.isFinite) ? (box as [number, number, number, number]) : null,
    attribution: said.get('attribution') ?? '',
    json: said.get('json') ?? ''
  };
  const query = database.prepare(
    'SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?'
  );
  return {
    about,
    /** The tile x/y counted from the north west; null: there is none. */
    tile(z: number, x: number, y: number): ArrayBuffer | null {
      query.bind([z, x, 2 ** z - 1 - y]);
      const row = query.step() ? query.get()[0] : null;
      query.reset();
      if (!(row instanceof Uint8Array)) return null;
      return unpack(row).slice().buffer;
    }
  };
}

/** What tiles are, by their bytes: the file's own word for it is often wrong. */
function formatOf(tile: Uint8Array): string {
  if (tile[0] === 0x89 && tile[1] === 0x50) return 'png';
  if (tile[0] === 0xff && tile[1] === 0xd8) return 'jpg';
  if (tile[0] === 0x52 && tile[8] === 0x57) return 'webp';
  return 'pbf';
}

function unpack(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  // The last four bytes of gzip say how long it is unpacked; a lie in them makes unpacking fail.
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4, true);
  if (size > MOST_TILE_BYTES) return new Uint8Array(0);
  return gunzipSync(bytes, { out: new Uint8Array(size) });
}
