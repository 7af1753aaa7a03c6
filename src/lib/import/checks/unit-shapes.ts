import type { MultiPolygon, Polygon } from 'geojson';
import { decodeWkb } from '../../geometry/wkb.ts';
import { quoteName, type Database } from '../../tables/database.ts';
import { hasTable } from '../meanings/unit-names.ts';

/** Layers of units, the smallest first. */
export const UNIT_LAYERS = ['communities', 'subdistricts', 'districts'] as const;

/** The units on the map as columns, the smallest level first: names, codes and shapes (WGS84; null: none). */
export interface UnitShapes {
  level: (typeof UNIT_LAYERS)[number][];
  code: (string | null)[];
  name: (string | null)[];
  shape: (Polygon | MultiPolygon | null)[];
}

/** The units that the database holds; null where there are none. */
export async function readUnitShapes(db: Database): Promise<UnitShapes | null> {
  const units: UnitShapes = { level: [], code: [], name: [], shape: [] };
  for (const level of UNIT_LAYERS) {
    if (!(await hasTable(db, level))) continue;
    const table = await db.query(`SELECT unit_id, name, geometry FROM ${quoteName(level)} ORDER BY rowid`);
    const shapes = table.get('geometry')!.values as (Uint8Array | null)[];
    for (const [i, wkb] of shapes.entries()) {
      const shape = wkb === null ? null : decodeWkb(wkb);
      units.level.push(level);
      units.code.push(table.get('unit_id')!.values[i] as string | null);
      units.name.push(table.get('name')!.values[i] as string | null);
      units.shape.push(shape?.type === 'Polygon' || shape?.type === 'MultiPolygon' ? shape : null);
    }
  }
  return units.level.length > 0 ? units : null;
}

/** Shapes of the units of the smallest level that there is. */
export function smallestShapes({ level, shape }: UnitShapes): (Polygon | MultiPolygon | null)[] {
  return shape.filter((_, i) => level[i] === level[0]);
}
