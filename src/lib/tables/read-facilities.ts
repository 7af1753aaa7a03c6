import type { Facilities } from '../coverage/facilities.ts';
import type { Database, Table } from './database.ts';
import { quoteName } from './database.ts';
import { ledgerColumns, readNumbers } from './ledger-columns.ts';
import { codesOf, columnsOf, numbersOf, selectFields, textsOf } from './pick-columns.ts';
import { FIELDS, SOURCE_ROW } from './schema.ts';
import { readService } from './status-words.ts';

/** Fields that `Facilities` has columns of its own for, or that only say where one is. */
const OWN = new Set([
  ...[
    'fac_id',
    'name',
    'category',
    'lon',
    'lat',
    'floor_area_m2',
    'beds',
    'capacity',
    'serves_unit',
    'status'
  ],
  ...['entrance_lon', 'entrance_lat', SOURCE_ROW]
]);

/** The test in SQL for a facility that does not serve, and its parameters: those of its table's status words that say so. */
export async function closedTest(db: Database): Promise<{ sql: string; words: string[] }> {
  const found = await db.query('SELECT DISTINCT status FROM facilities');
  const words = textsOf(found, 'status').filter((word) => word !== null);
  const closed = words.filter((word) => readService(word) === 'not_serving');
  return {
    sql: closed.length > 0 ? `coalesce(status IN (${closed.map(() => '?').join(', ')}), false)` : 'false',
    words: closed
  };
}

/**
 * The facilities that serve today. A facility's place is its entrance where that is given. Beside the fields, columns of the
 * source that are numbers throughout are kept, so that a rule of the user's own can count from them.
 */
export async function readFacilities(db: Database, present: ReadonlySet<string>): Promise<Facilities> {
  const none = new Float64Array(0);
  const empty: Facilities = {
    ...{ lon: none, lat: none, code: [], name: [], category: [], servesUnit: [] },
    ...{ floorAreaM2: none, beds: none, capacity: none }
  };
  if (!present.has('facilities')) return empty;
  const there = await columnsOf(db, 'facilities');
  const { sql, words } = await closedTest(db);
  const where = `WHERE lon IS NOT NULL AND lat IS NOT NULL AND NOT ${sql} ORDER BY rowid`;
  const table = await db.query(
    `SELECT ${selectFields(there, FIELDS.facilities)} FROM facilities ${where}`,
    words
  );
  const texts = (name: string): string[] => textsOf(table, name).map((text) => text ?? '');
  const more = ledgerColumns(table, FIELDS.facilities, OWN);
  for (const [name, values] of await readOthers(db, there, where, words)) more.numbers[name] = values;
  return {
    ...placesOf(table),
    code: codesOf(table, 'fac_id'),
    name: texts('name'),
    category: texts('category'),
    floorAreaM2: numbersOf(table, 'floor_area_m2'),
    beds: numbersOf(table, 'beds'),
    capacity: numbersOf(table, 'capacity'),
    servesUnit: texts('serves_unit'),
    ...more
  };
}

function placesOf(table: Table): Pick<Facilities, 'lon' | 'lat'> {
  const [lon, lat] = [numbersOf(table, 'lon').slice(), numbersOf(table, 'lat').slice()];
  const [x, y] = [numbersOf(table, 'entrance_lon'), numbersOf(table, 'entrance_lat')];
  for (let i = 0; i < lon.length; i++)
    if (!Number.isNaN(x[i]) && !Number.isNaN(y[i])) [lon[i], lat[i]] = [x[i], y[i]];
  return { lon, lat };
}

/** The source's own columns that are numbers throughout, one after the other: most of a city's are texts, and long. */
async function readOthers(
  db: Database,
  there: ReadonlyMap<string, string>,
  where: string,
  words: string[]
): Promise<Map<string, Float64Array>> {
  const own = new Set(FIELDS.facilities.map(({ name }) => name));
  const found = new Map<string, Float64Array>();
  for (const name of there.keys()) {
    if (own.has(name)) continue;
    const table = await db.query(`SELECT ${quoteName(name)} AS value FROM facilities ${where}`, words);
    const column = table.get('value')!;
    const values = column.type === 'DOUBLE' ? column.values : readNumbers(column);
    if (values) found.set(name, values);
  }
  return found;
}
