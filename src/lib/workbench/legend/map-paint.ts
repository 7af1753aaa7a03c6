import type {
  ExpressionSpecification,
  FilterSpecification,
  GeoJSONSource,
  Map as MapLibre
} from 'maplibre-gl';
import { orderLayers } from './layer-order.ts';

const UNITS = { source: 'ground', sourceLayer: 'units' };

/** Colours units by their states, those only whose colour is another. */
export class UnitPainter {
  private painted: string[] = [];

  paint(map: MapLibre, units: Int32Array, colourOf: (unit: number) => string): void {
    for (const unit of units) {
      const colour = colourOf(unit);
      if (this.painted[unit] === colour) continue;
      this.painted[unit] = colour;
      map.setFeatureState({ ...UNITS, id: unit }, { colour });
    }
  }
}

/** From so many figures on a source is quicker to fill than to change. */
const MANY = 500;

/** Writes figures under the names, those only that are other ones. */
export class FigureWriter {
  private written: Float64Array | null = null;

  /** What is on the map now has just been written whole. */
  begin(values: Float64Array | null): void {
    this.written = values?.slice() ?? null;
  }

  /** False where so much is another that the source is to be filled anew. */
  write(map: MapLibre, values: Float64Array, label: (value: number) => string): boolean {
    const { written } = this;
    if (written?.length !== values.length) return false;
    const others: number[] = [];
    values.forEach((value, unit) => {
      if (!Object.is(value, written[unit])) others.push(unit);
    });
    if (others.length > MANY) return false;
    if (others.length === 0) return true;
    written.set(values);
    (map.getSource('names') as GeoJSONSource | undefined)?.updateData({
      update: others.map((unit) => ({
        id: unit,
        addOrUpdateProperties: [{ key: 'figure', value: label(values[unit]) }]
      }))
    });
    return true;
  }
}

type PaintName = Parameters<MapLibre['setPaintProperty']>[1];

const OPACITIES: Record<string, readonly PaintName[]> = {
  fill: ['fill-opacity'],
  line: ['line-opacity'],
  circle: ['circle-opacity', 'circle-stroke-opacity'],
  symbol: ['icon-opacity', 'text-opacity'],
  raster: ['raster-opacity']
};

/** How one layer of the map is to be shown. */
export interface LayerLook {
  layer: string;
  isShown: boolean;
  opacity: number;
}

/** Puts the layers of the map into order and shows each as its row says; what the layers come with is remembered by layer. */
export class LayerArranger {
  private readonly first = new Map<string, Map<string, unknown>>();
  private readonly filters = new Map<string, FilterSpecification | undefined>();

  /** `looks` lowest first. */
  arrange(map: MapLibre, looks: readonly LayerLook[]): void {
    for (const { layer, isShown, opacity } of looks) {
      if (!map.getLayer(layer)) continue;
      const visibility = isShown ? 'visible' : 'none';
      if ((map.getLayoutProperty(layer, 'visibility') ?? 'visible') !== visibility)
        map.setLayoutProperty(layer, 'visibility', visibility);
      this.fade(map, layer, opacity);
    }
    const current = map.getLayersOrder();
    const wanted = orderLayers(
      current,
      looks.map(({ layer }) => layer)
    );
    if (wanted.every((layer, i) => layer === current[i])) return;
    for (let i = wanted.length - 1; i >= 0; i--) map.moveLayer(wanted[i], wanted[i + 1]);
  }

  private fade(map: MapLibre, layer: string, opacity: number): void {
    const type = map.getLayer(layer)?.type ?? '';
    const first = this.first.get(layer) ?? new Map<string, unknown>();
    // A layer that nobody has faded yet keeps what it comes with.
    if (opacity === 1 && first.size === 0) return;
    for (const name of OPACITIES[type] ?? []) {
      if (!first.has(name)) first.set(name, map.getPaintProperty(layer, name) ?? 1);
      const own = first.get(name);
      const value = typeof own === 'number' ? own * opacity : opacity === 1 ? own : ['*', opacity, own];
      if (JSON.stringify(map.getPaintProperty(layer, name)) !== JSON.stringify(value))
        map.setPaintProperty(layer, name, value as number);
    }
    this.first.set(layer, first);
  }

  /** Leaves out features of `layers` whose property `name` is one of `hidden`. */
  leaveOut(map: MapLibre, layers: readonly string[], name: string, hidden: ReadonlySet<string>): void {
    for (const layer of layers) {
      if (!map.getLayer(layer)) continue;
      if (!this.filters.has(layer)) this.filters.set(layer, map.getFilter(layer) ?? undefined);
      const own = this.filters.get(layer) as ExpressionSpecification | undefined;
      const others: ExpressionSpecification = ['!', ['in', ['get', name], ['literal', [...hidden]]]];
      const both: FilterSpecification | null =
        hidden.size === 0 ? (own ?? null) : own ? ['all', own, others] : others;
      if (JSON.stringify(map.getFilter(layer) ?? null) !== JSON.stringify(both)) map.setFilter(layer, both);
    }
  }
}
