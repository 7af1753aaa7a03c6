import type { Ledger } from '../coverage/ledgers.ts';
import type { Gates } from '../demand/gates.ts';
import { createNearestShape } from '../geometry/nearest-shape.ts';
import type { Polygons } from '../geometry/shapes.ts';
import type { Database } from './database.ts';
import { numbersOf, textsOf } from './pick-columns.ts';

/** A gate stands on the outline of its estate, or this near it. */
const NEAR_M = 50;

/**
 * The gates of the table `gates`, each with its estate: the one it names by code, or by a name that no other has, else the
 * one it lies in or that is nearest within 50 m. Null where there are none.
 */
export async function readGates(
  db: Database,
  estates: Ledger | undefined,
  shapes: Polygons | null
): Promise<Gates | null> {
  const table = await db.query(
    'SELECT estate, lon, lat FROM gates WHERE lon IS NOT NULL AND lat IS NOT NULL ORDER BY rowid'
  );
  const [lon, lat] = [numbersOf(table, 'lon'), numbersOf(table, 'lat')];
  if (lon.length === 0) return null;
  const known = new Map<string, number>();
  estates?.texts.name?.forEach((name, i) => known.set(name, known.has(name) ? -1 : i));
  estates?.texts.estate_id?.forEach((code, i) => known.set(code, i));
  known.delete('');
  const nearest = shapes ? createNearestShape(shapes, NEAR_M) : () => -1;
  const estate = Int32Array.from(textsOf(table, 'estate'), (word, i) => {
    const said = known.get(word?.trim() ?? '') ?? -1;
    return said >= 0 ? said : nearest(lon[i], lat[i]);
  });
  return { lon, lat, estate };
}
