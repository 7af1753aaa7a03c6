import { addressOf, isVectorAddress } from './tile-address.ts';
import type { TileFetcher } from './tile-fetcher.ts';
import { TileFault } from './tile-fault.ts';
import { DRAWN, isWebGrid, mercatorGrid, planTile, zoomOf, type TileGrid } from './tile-grid.ts';
import { drawPlan } from './draw-plan.ts';
import type { TileReader } from './tile-reader.ts';
import { KNOWN_LAYERS } from './vector-style.ts';

export interface WebMap {
  template: string;
  datum: 'wgs84' | 'gcj02';
  leastZoom: number;
  mostZoom: number;
  /** Null: the grid of web maps. */
  grid: TileGrid | null;
  attribution: string;
  box: [number, number, number, number] | null;
}

/** So many tiles of the service are kept while those that overlap them are drawn. */
const KEPT = 96;

/** Tiles of a service: as they come where its grid and datum are the map's, else drawn anew. */
export function openWebMap(map: WebMap, fetcher: TileFetcher): TileReader {
  const content = isVectorAddress(map.template) ? 'vector' : 'raster';
  if (content === 'vector' && map.datum === 'gcj02') throw new TileFault('vectorShift');
  const grid = map.grid;
  const isPlain = map.datum === 'wgs84' && (!grid || isWebGrid(grid));
  const zooms = grid?.levels.map((level) => zoomOf(level, grid.crs)) ?? [map.leastZoom, map.mostZoom];
  const size = isPlain ? (grid?.levels[0].tileWidth ?? 256) : DRAWN;
  const reader = {
    content,
    leastZoom: Math.max(0, Math.floor(Math.min(...zooms) + 1e-6) - (size === 512 ? 1 : 0)),
    mostZoom: Math.max(0, Math.round(Math.max(...zooms)) - (size === 512 ? 1 : 0)),
    tileSize: content === 'vector' ? 512 : size,
    layers: content === 'vector' ? KNOWN_LAYERS : [],
    box: map.box,
    attribution: map.attribution
  } as const;
  if (isPlain) {
    const levelOf = new Map(grid?.levels.map((level) => [Math.round(Math.log2(level.columns)), level.id]));
    return {
      ...reader,
      layers: [...reader.layers],
      read: (z, x, y, signal) => {
        const id = grid ? levelIdOf(grid, z, size) : undefined;
        if (grid && id === undefined && !levelOf.has(z)) return Promise.resolve(null);
        return fetcher.fetchTile(addressOf(withLevel(map.template, id), z, x, y), signal);
      },
      close: () => fetcher.stop()
    };
  }
  const source = grid ?? mercatorGrid(map.leastZoom, map.mostZoom);
  const tiles = new Map<string, Promise<ImageBitmap | null>>();
  const take = (id: string, z: number, x: number, y: number): Promise<ImageBitmap | null> => {
    const key = `${id}/${x}/${y}`;
    let tile = tiles.get(key);
    if (!tile) {
      // Not given up with the tile that asked first: its neighbours need it too.
      tile = fetcher
        .fetchTile(addressOf(withLevel(map.template, id), z, x, y))
        .then((bytes) => (bytes ? createImageBitmap(new Blob([bytes])) : null))
        .catch(() => null);
      tiles.set(key, tile);
      if (tiles.size > KEPT) tiles.delete(tiles.keys().next().value!);
    }
    return tile;
  };
  return {
    ...reader,
    layers: [],
    read: async (z, x, y) => {
      const plan = planTile(source, map.datum, z, x, y);
      if (!plan) return null;
      const { level } = plan;
      const number = Math.round(zoomOf(level, source.crs));
      return drawPlan(plan, (column, row) => take(level.id, number, column, row));
    },
    close: () => {
      fetcher.stop();
      tiles.clear();
    }
  };
}

/** A level's own name in the place of its number. */
function withLevel(template: string, id: string | undefined): string {
  return id === undefined ? template : template.replace(/\{tilematrix\}/gi, () => encodeURIComponent(id));
}

function levelIdOf(grid: TileGrid, z: number, size: number): string | undefined {
  return grid.levels.find((level) => Math.round(zoomOf(level)) - (size === 512 ? 1 : 0) === z)?.id;
}
