import { addProtocol, type LayerSpecification, type Map as MapLibre } from 'maplibre-gl';
import type { BasemapLook } from './choice.ts';
import type { TileReader } from './tile-reader.ts';
import { vectorStyle } from './vector-style.ts';

const PROTOCOL = 'yike-base';
const PREFIX = 'basemap-';
/** Our own areas that would hide what lies under them, and how strongly they are drawn over a base map. */
const OVER = { 'unit-fill': 0.55, 'landuse-fill': 0.15 } as const;

/**
 * Puts base maps onto the map, under all other layers. All tiles come by a protocol of the page's own, so that whatever is
 * fetched is fetched by the page, under its policy: a worker has none.
 */
export class BasemapDrawer {
  private readers: TileReader[] = [];
  private turn = 0;
  /** How strongly they are drawn where there is no base map. */
  private readonly plain = new Map<string, unknown>();

  constructor() {
    addProtocol(PROTOCOL, async ({ url }, controller) => {
      const [turn, index, z, x, y] = url
        .slice(PROTOCOL.length + 3)
        .split('/')
        .map(Number);
      const reader = turn === this.turn ? this.readers[index] : undefined;
      const tile = await reader?.read(z, x, y, controller.signal);
      return { data: tile ?? new ArrayBuffer(0) };
    });
  }

  /** Draws these, the first lowest, in the place of what was drawn; none: the map is as it was. */
  draw(map: MapLibre, readers: TileReader[], look: BasemapLook): void {
    for (const { id } of map.getStyle().layers) if (id.startsWith(PREFIX)) map.removeLayer(id);
    for (const id of Object.keys(map.getStyle().sources)) if (id.startsWith(PREFIX)) map.removeSource(id);
    for (const reader of this.readers) reader.close();
    this.readers = readers;
    this.turn++;
    const above = map.getStyle().layers.find(({ type }) => type !== 'background')?.id;
    this.letThrough(map, readers.length > 0);
    readers.forEach((reader, i) => {
      const id = `${PREFIX}${i}`;
      map.addSource(id, {
        type: reader.content,
        tiles: [`${PROTOCOL}://${this.turn}/${i}/{z}/{x}/{y}`],
        minzoom: reader.leastZoom,
        maxzoom: reader.mostZoom,
        ...(reader.content === 'raster' ? { tileSize: reader.tileSize } : {}),
        ...(reader.box ? { bounds: reader.box } : {})
      });
      for (const layer of layersOf(reader, id, look)) map.addLayer(layer, above);
    });
  }

  private letThrough(map: MapLibre, isShown: boolean): void {
    for (const [id, opacity] of Object.entries(OVER)) {
      if (!map.getLayer(id) || this.plain.has(id) === isShown) continue;
      if (isShown) this.plain.set(id, map.getPaintProperty(id, 'fill-opacity'));
      map.setPaintProperty(id, 'fill-opacity', (isShown ? opacity : this.plain.get(id)) as number);
      if (!isShown) this.plain.delete(id);
    }
  }

  setLook(map: MapLibre, look: BasemapLook): void {
    this.readers.forEach((reader, i) => {
      for (const layer of layersOf(reader, `${PREFIX}${i}`, look))
        for (const [name, value] of Object.entries(layer.paint ?? {}))
          map.setPaintProperty(layer.id, name as 'raster-opacity', value as never);
    });
  }
}

function layersOf(reader: TileReader, source: string, look: BasemapLook): LayerSpecification[] {
  if (reader.content === 'vector') return vectorStyle(source, reader.layers, look.opacity, `${source}-`);
  return [
    {
      id: `${source}-tiles`,
      type: 'raster',
      source,
      paint: {
        'raster-opacity': look.opacity,
        'raster-saturation': look.grey ? -1 : 0,
        'raster-contrast': look.grey ? -0.15 : 0,
        'raster-fade-duration': 0
      }
    }
  ];
}
