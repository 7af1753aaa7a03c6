import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LineString, MultiLineString } from 'geojson';
import { linesFromGeoJson, type Lines } from '../../src/lib/geometry/shapes.ts';
import { decodeWkb } from '../../src/lib/geometry/wkb.ts';
import { checkLayer } from '../../src/lib/import/checks/check-layer.ts';
import { readSource } from '../../src/lib/import/read-source.ts';

const folder = fileURLToPath(new URL('../../../shared/data/osm/', import.meta.url));

/** The lines of a file of ../shared/data/osm that can be walked, read as the command line reads them; null: no such file. */
export async function readOsmLines(name: string): Promise<Lines | null> {
  if (!existsSync(folder + name)) return null;
  const source = await readSource(name, new Uint8Array(readFileSync(folder + name)), { as: 'roads' });
  const checked = checkLayer(source, { as: 'roads' }, { lang: 'en' });
  const shapes = (checked.table.get('geometry')?.values ?? []) as (Uint8Array | null)[];
  return linesFromGeoJson(shapes.map((wkb) => wkb && (decodeWkb(wkb) as LineString | MultiLineString)));
}
