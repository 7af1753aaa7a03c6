import { polygonsFromGeoJson, type Polygons } from '../geometry/shapes.ts';
import { decodeWkb } from '../geometry/wkb.ts';
import type { Database } from './database.ts';

/** Kinds of land on which nobody lives; of `other` and `building` that is not known. */
const NOBODY_LIVES_ON = ['green', 'water', 'rail', 'motorway_area'];

/** The areas of the land-use table on which nobody lives (lines left out); null where there are none. */
export async function readNonResidential(db: Database): Promise<Polygons | null> {
  const table = await db.query(
    `SELECT geometry FROM landuse WHERE geometry IS NOT NULL
      AND kind IN (${NOBODY_LIVES_ON.map(() => '?').join(', ')}) ORDER BY rowid`,
    NOBODY_LIVES_ON
  );
  const areas = (table.get('geometry')!.values as Uint8Array[]).flatMap((wkb) => {
    const geometry = decodeWkb(wkb);
    return geometry.type === 'Polygon' || geometry.type === 'MultiPolygon' ? [geometry] : [];
  });
  return areas.length > 0 ? polygonsFromGeoJson(areas) : null;
}
