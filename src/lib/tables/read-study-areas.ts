import { polygonsFromGeoJson, type Polygons } from '../geometry/shapes.ts';
import { decodeWkb } from '../geometry/wkb.ts';
import type { MultiPolygon, Polygon } from 'geojson';
import type { Database } from './database.ts';
import { textsOf } from './pick-columns.ts';

/** The areas that rules speak of (`central_area`), by kind; a row without a kind is of the kind that its name says. */
export async function readStudyAreas(db: Database): Promise<Record<string, Polygons>> {
  const table = await db.query(
    `SELECT coalesce(kind, name, '') AS kind, geometry FROM study_areas WHERE geometry IS NOT NULL ORDER BY rowid`
  );
  const wkbs = table.get('geometry')!.values as Uint8Array[];
  const byKind = new Map<string, (Polygon | MultiPolygon)[]>();
  textsOf(table, 'kind').forEach((kind, i) => {
    const shape = decodeWkb(wkbs[i]);
    if (kind === '' || (shape.type !== 'Polygon' && shape.type !== 'MultiPolygon')) return;
    byKind.set(kind!, [...(byKind.get(kind!) ?? []), shape]);
  });
  return Object.fromEntries([...byKind].map(([kind, shapes]) => [kind!, polygonsFromGeoJson(shapes)]));
}
