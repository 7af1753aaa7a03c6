import { readReports } from '../../import/import-file.ts';
import type { ImportReport, Layer } from '../../import/report.ts';
import type { Units } from '../../demand/units.ts';
import { quoteName, type Database, type Parameter } from '../../tables/database.ts';
import { columnsOf, numbersOf, textsOf } from '../../tables/pick-columns.ts';
import { LEVELS } from '../../tables/read-units.ts';
import { SOURCE_ROW } from '../../tables/schema.ts';

/** A row of an input file that a figure rests on. */
export interface SourceRow {
  layer: Layer;
  /** '' where the table does not say which file it is from. */
  file: string;
  /** As a person sees it (a table's header is 1; the first feature of a map file is 1); NaN: the table does not say. */
  row: number;
  /** What of the row the import mended. */
  mends: { field: string; was: string; now: string }[];
}

/** Rows of a unit: its boundary, and the row that gives its people where that is another. */
export async function unitSources(db: Database, units: Units, unit: number): Promise<SourceRow[]> {
  const level = LEVELS.find((each) => each.level === units.level[unit]);
  if (!level) return [];
  const reports = await readReports(db);
  // Units are numbered level by level in the order of the tables.
  const place = unit - units.level.indexOf(units.level[unit]);
  const own = await rowsWhere(db, reports, level.table, 'true', [], `LIMIT 1 OFFSET ${place}`);
  const words = [...new Set([units.code[unit], units.name[unit]])];
  const isOwn = words.map((word) => lowestOf(units, word) === unit);
  const said = words.filter((_, k) => isOwn[k]);
  if (said.length === 0) return own;
  const people = await rowsWhere(
    db,
    reports,
    'population',
    `unit IN (${said.map(() => '?').join(', ')})`,
    said
  );
  return [...own, ...people];
}

/** The unit that a population row of that word goes to: of the lowest level that bears it as code or name. */
function lowestOf(units: Units, word: string): number {
  return units.level.findIndex((_, unit) => units.code[unit] === word || units.name[unit] === word);
}

/** The row of a facility by its code (`#7` is row 7 of its file); none where an edit has made it. */
export async function facilitySources(db: Database, code: string): Promise<SourceRow[]> {
  const reports = await readReports(db);
  const numbered = /^#(\d+)$/.exec(code);
  const coded = await rowsWhere(db, reports, 'facilities', 'fac_id = ?', [code]);
  if (coded.length > 0 || !numbered) return coded;
  const where = `fac_id IS NULL AND ${quoteName(SOURCE_ROW)} = ?`;
  return rowsWhere(db, reports, 'facilities', where, [Number(numbered[1])]);
}

/** Rows of the residential layer at a place: several homes may stand at one. */
export function homeSources(db: Database, lon: number, lat: number): Promise<SourceRow[]> {
  return readReports(db).then((reports) =>
    rowsWhere(db, reports, 'residential', 'lon = ? AND lat = ?', [lon, lat], `LIMIT ${MOST_HOMES}`)
  );
}

const MOST_HOMES = 20;

async function rowsWhere(
  db: Database,
  reports: ImportReport[],
  layer: Layer,
  where: string,
  given: Parameter[],
  limit = ''
): Promise<SourceRow[]> {
  const there = await columnsOf(db, layer);
  if (there.size === 0) return [];
  // A table that was kept before rows were noted has no such column.
  const row = there.has(SOURCE_ROW) ? quoteName(SOURCE_ROW) : 'NULL::DOUBLE';
  const found = await db.query(
    `SELECT ${row} AS source, 'x' AS there FROM ${quoteName(layer)} WHERE ${where} ORDER BY rowid ${limit}`,
    given
  );
  const numbers = numbersOf(found, 'source');
  const report = reports.find((each) => each.layer === layer);
  return textsOf(found, 'there').map((_, k) => ({
    layer,
    file: report?.file ?? '',
    row: numbers[k],
    mends: (report?.repaired ?? [])
      .filter((mend) => mend.row === numbers[k])
      .map(({ field, was, now }) => ({ field, was, now }))
  }));
}
