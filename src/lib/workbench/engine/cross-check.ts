import type { Geometry } from 'geojson';
import { decodeWkb } from '../../geometry/wkb.ts';
import { makeDatumLayer, type DatumLayer } from '../../import/places/datum-layer.ts';
import { detectDatums, type DatumFinding } from '../../import/places/detect-datum.ts';
import { FORMS } from '../../import/fields.ts';
import { ImportError } from '../../import/import-error.ts';
import type { Lang } from '../../import/reasons.ts';
import type { Choices, ImportReport, Layer, Question } from '../../import/report.ts';
import { makeSource, type Source } from '../../import/source.ts';
import { quoteName, type Database } from '../../tables/database.ts';
import { FIELDS } from '../../tables/schema.ts';
import type { CrossFinding } from './engine-api.ts';

/** A file on its way in, as it was read, and how it is to be imported. */
export interface Incoming {
  key: number;
  source: Source | null;
  choices: Choices;
}

/**
 * What the files on their way in say of each other and of the layers that the study has, which are known to be WGS84:
 * in which datum each lies, with its evidence.
 */
export async function crossCheck(
  db: Database,
  present: ImportReport[],
  incoming: Incoming[],
  lang: Lang
): Promise<CrossFinding[]> {
  const replaced = new Set(incoming.map(({ choices }) => choices.as));
  const known: DatumLayer[] = [];
  for (const { layer, file } of present) {
    const held = replaced.has(layer) ? null : await storedLayer(db, layer, file);
    if (held) known.push(held);
  }
  const placed = incoming.flatMap(({ key, source, choices }) => {
    const layer = layerOf(source, choices);
    return layer ? { key, choices, layer } : [];
  });
  const findings = detectDatums([...placed.map(({ layer }) => layer), ...known], lang);
  return placed.map(({ key, choices }, i) => ({
    key,
    question: lies(choices.as) ? softened(findings[i]) : null,
    remark: (lies(choices.as) && findings[i].sentence) || null
  }));
}

/** Whether the places of its rows count; those of a table of people only tell where others lie. */
const lies = (layer: Layer): boolean => FORMS[layer].shape !== 'none';

/** What is to be asked; what nothing contradicts may be left unanswered. */
function softened({ ask, soft }: DatumFinding): Question | null {
  return ask && soft ? { ...ask, mayWait: true } : ask;
}

/** Null for a table without places, and for a file that will be refused anyway. */
function layerOf(source: Source | null, choices: Choices): DatumLayer | null {
  try {
    return source && makeDatumLayer(source, choices);
  } catch (error) {
    if (error instanceof ImportError) return null;
    throw error;
  }
}

/** As many rows of a stored layer as tell where it lies. */
const ROWS = 20_000;

async function storedLayer(db: Database, layer: Layer, file: string): Promise<DatumLayer | null> {
  const fields = new Set<string>(FIELDS[layer].map(({ name }) => name));
  const place = fields.has('geometry') ? ['geometry'] : fields.has('lon') ? ['lon', 'lat'] : null;
  if (place === null) return null;
  const columns = [...place, ...(fields.has('name') ? ['name'] : [])].map(quoteName).join(', ');
  const table = await db.query(`SELECT ${columns} FROM ${quoteName(layer)} LIMIT ${ROWS}`);
  const [lon, lat] = [table.get('lon')?.values, table.get('lat')?.values];
  const shapes = table.get('geometry')?.values;
  const names = table.get('name')?.values as (string | null)[] | undefined;
  const rows = (shapes ?? lon ?? []).length;
  const geometry = Array.from({ length: rows }, (_, i): Geometry | null => {
    const wkb = shapes?.[i];
    if (wkb instanceof Uint8Array) return decodeWkb(wkb);
    return lon && lat ? { type: 'Point', coordinates: [Number(lon[i]), Number(lat[i])] } : null;
  });
  const source = makeSource({
    ...{
      file,
      format: 'geojson',
      headers: names ? ['name'] : [],
      columns: names ? [names] : [],
      rows,
      geometry
    }
  });
  return layerOf(source, { as: layer, crs: 'wgs84' });
}
