import type { MbtilesApi } from './mbtiles.worker.ts';
import type { TileReader } from './tile-reader.ts';
import { textOfAttribution } from './tile-reader.ts';
import { TileFault } from './tile-fault.ts';

/** An MBTiles file is read into memory whole; beyond this a tab may not live through it. */
const MOST_MBTILES_BYTES = 1.5 * 1024 ** 3;

/** Opens a file of map tiles by what it begins with; throws a TileFault for any other. */
export async function openTileFile(file: File): Promise<TileReader> {
  let start: Uint8Array;
  try {
    start = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  } catch {
    throw new TileFault('fileGone');
  }
  const text = new TextDecoder('latin1').decode(start);
  if (text.startsWith('PMTiles')) return openPmtiles(file);
  if (!text.startsWith('SQLite format 3')) throw new TileFault('notFile');
  if (file.size > MOST_MBTILES_BYTES) throw new TileFault('tooLarge');
  return openMbtiles(file);
}

async function openPmtiles(file: File): Promise<TileReader> {
  const { FileSource, PMTiles, TileType } = await import('pmtiles');
  const tiles = new PMTiles(new FileSource(file));
  let header: Awaited<ReturnType<typeof tiles.getHeader>>;
  let about: Record<string, unknown>;
  try {
    header = await tiles.getHeader();
    about = ((await tiles.getMetadata()) ?? {}) as Record<string, unknown>;
  } catch {
    throw new TileFault('notFile');
  }
  const isVector = header.tileType === TileType.Mvt;
  if (!isVector && ![TileType.Png, TileType.Jpeg, TileType.Webp, TileType.Avif].includes(header.tileType))
    throw new TileFault('notTiles');
  return {
    content: isVector ? 'vector' : 'raster',
    leastZoom: header.minZoom,
    mostZoom: header.maxZoom,
    tileSize: isVector ? 512 : 256,
    layers: layerNamesOf(about),
    box: [header.minLon, header.minLat, header.maxLon, header.maxLat],
    attribution: textOfAttribution(about.attribution),
    read: async (z, x, y) => (await tiles.getZxy(z, x, y))?.data ?? null,
    close: () => undefined
  };
}

async function openMbtiles(file: File): Promise<TileReader> {
  const { default: MbtilesWorker } = await import('./mbtiles.worker.ts?worker');
  const Comlink = await import('comlink');
  const worker = new MbtilesWorker();
  const remote = Comlink.wrap<MbtilesApi>(worker);
  const about = await remote.open(file);
  if (!about) {
    worker.terminate();
    throw new TileFault('notFile');
  }
  const { format, leastZoom, mostZoom, box, attribution, json } = about;
  const isVector = format === 'pbf';
  let layers: string[] = [];
  try {
    layers = layerNamesOf(JSON.parse(json || '{}') as Record<string, unknown>);
  } catch {
    // A file without a list of layers is drawn by the names that are usual.
  }
  return {
    content: isVector ? 'vector' : 'raster',
    leastZoom,
    mostZoom,
    tileSize: isVector ? 512 : 256,
    layers,
    box,
    attribution: textOfAttribution(attribution),
    read: (z, x, y) => remote.tile(z, x, y),
    close: () => worker.terminate()
  };
}

function layerNamesOf(about: Record<string, unknown>): string[] {
  const list = about.vector_layers;
  if (!Array.isArray(list)) return [];
  return list.map((each: { id?: unknown }) => each?.id).filter((id): id is string => typeof id === 'string');
}
