import { area } from '@turf/turf';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { Source } from '../source.ts';
import type { CheckedPoints } from './check-points.ts';

/** Whether the file, or its layer, is called vacant land. */
export function saysVacantLand({ file, layer }: Pick<Source, 'file' | 'layer'>): boolean {
  return /闲置(用地|土地|地块)|空地|储备用地|vacant[-_ ]?(land|lot|plot)/i.test(`${layer ?? ''} ${file}`);
}

/**
 * Ground of each candidate that is drawn as an area, m² (to a tenth), NaN for points and for rows that were rejected; null where
 * none is drawn.
 */
export function groundAreas(
  { geometry, rows }: Source,
  { lon, lat, crs }: CheckedPoints
): Float64Array | null {
  const out = new Float64Array(rows).fill(NaN);
  let given = false;
  for (let i = 0; i < rows; i++) {
    const shape = geometry?.[i];
    if ((shape?.type !== 'Polygon' && shape?.type !== 'MultiPolygon') || Number.isNaN(lon[i])) continue;
    // Where longitude and latitude were exchanged, the place says so.
    const [x, y] = firstOf(shape);
    const [straight] = crs.transform(x, y);
    const isTurned = !(Math.abs(straight - lon[i]) < 1) && Math.abs(crs.transform(y, x)[1] - lat[i]) < 1;
    const toGround = ([a, b]: Position): Position => (isTurned ? crs.transform(b, a) : crs.transform(a, b));
    out[i] = Math.round(area(mapRings(shape, toGround)) * 10) / 10;
    given = true;
  }
  return given ? out : null;
}

function firstOf(shape: Polygon | MultiPolygon): Position {
  return shape.type === 'Polygon' ? shape.coordinates[0][0] : shape.coordinates[0][0][0];
}

function mapRings(
  shape: Polygon | MultiPolygon,
  move: (position: Position) => Position
): Polygon | MultiPolygon {
  const mapped = (rings: Position[][]): Position[][] => rings.map((ring) => ring.map(move));
  if (shape.type === 'Polygon') return { type: 'Polygon', coordinates: mapped(shape.coordinates) };
  return { type: 'MultiPolygon', coordinates: shape.coordinates.map(mapped) };
}
