import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';
import { decodeWkb } from '../../geometry/wkb.ts';
import type { Table } from '../../tables/database.ts';

/** So many shapes tell where a layer lies; more would only be slow to draw. */
const SHAPES = 4000;
/** And so many positions in all. */
const POSITIONS = 120_000;

/** The shapes or points of a layer's table, evenly thinned to at most some thousand, named by its rows. */
export function previewShapes(table: Table): FeatureCollection {
  const shapes = table.get('geometry');
  const [lon, lat] = [table.get('lon')?.values, table.get('lat')?.values];
  const names = table.get('name')?.values;
  const rows = table.get('source_row')?.values.length ?? 0;
  const step = Math.max(1, Math.ceil(rows / SHAPES));
  const features: Feature[] = [];
  let left = POSITIONS;
  for (let i = 0; i < rows && left > 0; i += step) {
    const geometry = shapes ? decoded(shapes.values[i]) : pointAt(lon?.[i], lat?.[i]);
    if (!geometry) continue;
    left -= countPositions(geometry);
    features.push({ type: 'Feature', properties: { name: names?.[i] ?? '' }, geometry });
  }
  return { type: 'FeatureCollection', features };
}

const decoded = (wkb: unknown): Geometry | null => (wkb instanceof Uint8Array ? decodeWkb(wkb) : null);

function pointAt(lon: unknown, lat: unknown): Geometry | null {
  if (typeof lon !== 'number' || typeof lat !== 'number' || Number.isNaN(lon + lat)) return null;
  return { type: 'Point', coordinates: [lon, lat] };
}

function countPositions(geometry: Geometry): number {
  const count = (value: Position | unknown[]): number =>
    Array.isArray(value[0]) ? value.reduce<number>((sum, part) => sum + count(part as unknown[]), 0) : 1;
  return geometry.type === 'GeometryCollection' ? 0 : count(geometry.coordinates as unknown[]);
}
