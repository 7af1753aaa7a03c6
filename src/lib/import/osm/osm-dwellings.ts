import { area, pointOnFeature } from '@turf/turf';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { mayBeLivedIn } from './osm-kinds.ts';
import { covers } from './osm-rings.ts';
import type { Source } from '../source.ts';

/** Dwellings: each building a point within it, with its footprint; those that nobody lives in are told row by row. */
export function settleDwellings(source: Source): void {
  const building = source.columns[source.headers.indexOf('building')];
  const footprints = new Array<string | null>(source.rows).fill(null);
  const faulty = new Set(source.faults.map(({ index }) => index));
  source.geometry!.forEach((shape, i) => {
    const value = building?.[i] ?? '';
    if (!faulty.has(i) && !mayBeLivedIn(value))
      source.faults.push({
        index: i,
        code: 'osm_not_dwelling',
        params: { id: source.columns[0][i] ?? '', value }
      });
    if (shape?.type !== 'Polygon' && shape?.type !== 'MultiPolygon') return;
    footprints[i] = String(Math.round(area(shape) * 10) / 10);
    source.geometry![i] = { type: 'Point', coordinates: placeIn(shape) };
  });
  source.headers.push('footprint_m2');
  source.columns.push(footprints);
}

/** The mean of the corners where it lies inside, which for most buildings it does; else a point that Turf finds inside. */
function placeIn(shape: Polygon | MultiPolygon): Position {
  if (shape.type === 'Polygon' && shape.coordinates.length === 1) {
    const corners = shape.coordinates[0].slice(1);
    const [x, y] = [0, 1].map((axis) => corners.reduce((sum, at) => sum + at[axis], 0) / corners.length);
    if (covers(shape.coordinates[0], x, y)) return [x, y];
  }
  try {
    return pointOnFeature(shape).geometry.coordinates;
  } catch {
    return (shape.type === 'Polygon' ? shape.coordinates : shape.coordinates[0])[0][0];
  }
}

/** Footprints on the map are land of the kind `building`. */
export function nameKind(source: Source): void {
  source.headers.push('kind');
  source.columns.push(new Array<string | null>(source.rows).fill('building'));
}
