import type { Position } from 'geojson';
import { linesFromGeoJson } from '../geometry/shapes.ts';
import { decodeWkb } from '../geometry/wkb.ts';
import type { WallKind, Walls } from '../network/walls.ts';
import { quoteName, type Database } from './database.ts';

const OPEN = /^(0(\.0+)?|no|n|false|f|否|无)$/i;

/**
 * Outlines of estates (but those of which a column `gated` says that they are open), of water and of railways, and lines of the
 * last two, as far as the study has these tables. Null where there are none.
 */
export async function readWalls(db: Database, present: ReadonlySet<string>): Promise<Walls | null> {
  const lines: Position[][] = [];
  const kind: WallKind[] = [];
  const name: string[] = [];
  const add = (wkb: Uint8Array, of: WallKind, called: string | null): void => {
    for (const line of outlinesOf(wkb)) {
      lines.push(line);
      kind.push(of);
      name.push(called?.trim() ?? '');
    }
  };
  if (present.has('estates')) {
    const gated = (
      await db.query(
        "SELECT count(*)::DOUBLE AS n FROM duckdb_columns() WHERE table_name = 'estates' AND column_name = 'gated'"
      )
    ).get('n')!.values[0];
    const table = await db.query(
      `SELECT ${gated ? `${quoteName('gated')}::VARCHAR` : 'NULL::VARCHAR'} AS gated, name, geometry FROM estates
      WHERE geometry IS NOT NULL ORDER BY rowid`
    );
    const says = Array.from(table.get('gated')!.values as ArrayLike<string | null>);
    const names = table.get('name')!.values as (string | null)[];
    (table.get('geometry')!.values as Uint8Array[]).forEach((wkb, i) => {
      if (!OPEN.test((says[i] ?? '').trim())) add(wkb, 'estate', names[i]);
    });
  }
  if (present.has('landuse')) {
    const table = await db.query(
      "SELECT kind, name, geometry FROM landuse WHERE geometry IS NOT NULL AND kind IN ('water', 'rail') ORDER BY rowid"
    );
    const kinds = Array.from(table.get('kind')!.values as ArrayLike<WallKind>);
    const names = table.get('name')!.values as (string | null)[];
    (table.get('geometry')!.values as Uint8Array[]).forEach((wkb, i) => add(wkb, kinds[i], names[i]));
  }
  if (lines.length === 0) return null;
  const { lon, lat, first } = linesFromGeoJson(
    lines.map((coordinates) => ({ type: 'LineString', coordinates }))
  );
  return { lon, lat, first, kind, name };
}

function outlinesOf(wkb: Uint8Array): Position[][] {
  const shape = decodeWkb(wkb);
  if (shape.type === 'LineString') return [shape.coordinates];
  if (shape.type === 'MultiLineString' || shape.type === 'Polygon') return shape.coordinates;
  return shape.type === 'MultiPolygon' ? shape.coordinates.flat() : [];
}
