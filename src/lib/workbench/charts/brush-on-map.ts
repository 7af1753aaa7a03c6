import type { FilterSpecification, Map as MapLibre } from 'maplibre-gl';
import { storedWalk } from '../map/point-colours.ts';
import type { BrushRange } from './brush-range.ts';

const UNITS = { source: 'ground', sourceLayer: 'units' };
const VEIL = 'brush-veil';
/** What lies over units that are filtered away: most of the paper, so that they stay where they are. */
const VEILS = { light: 'rgba(243,241,236,0.82)', dark: 'rgba(22,27,25,0.82)' };

/** The filter of the demand points on the map; null: all are drawn. Walks of tiles are whole metres, rounded down. */
export function pointFilter(range: BrushRange | null): FilterSpecification | null {
  if (range?.of !== 'walk') return null;
  const walk: ['to-number', ['get', string]] = ['to-number', ['get', 'walk']];
  if (range.from === Infinity) return ['>=', walk, storedWalk(Infinity)];
  return ['all', ['>=', walk, range.from], ['<', walk, storedWalk(range.to)]];
}

/** Draws units that are filtered away under a veil, over their points too, by states: no tile is cut or parsed anew. */
export class VeilPainter {
  private out: Uint8Array = new Uint8Array(0);

  /** `kept` null: nothing is veiled. */
  paint(map: MapLibre, kept: Uint8Array | null, theme: 'light' | 'dark'): void {
    if (!map.getLayer(VEIL)) {
      if (!kept) return;
      map.addLayer(
        {
          ...{ id: VEIL, type: 'fill', source: 'ground', 'source-layer': 'units' },
          paint: { 'fill-opacity': ['case', ['boolean', ['feature-state', 'out'], false], 1, 0] }
        },
        'piece-line'
      );
    }
    map.setPaintProperty(VEIL, 'fill-color', VEILS[theme]);
    const count = Math.max(kept?.length ?? 0, this.out.length);
    const next = new Uint8Array(count);
    for (let unit = 0; unit < count; unit++) {
      next[unit] = kept && unit < kept.length && !kept[unit] ? 1 : 0;
      if (next[unit] !== (this.out[unit] ?? 0))
        map.setFeatureState({ ...UNITS, id: unit }, { out: next[unit] === 1 });
    }
    this.out = next;
  }
}
