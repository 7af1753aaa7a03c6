import type { Residential } from '../demand/residential.ts';
import { linesFromWkb } from '../geometry/wkb-lines.ts';
import { decodeWkb } from '../geometry/wkb.ts';
import { WELD_M } from '../network/weld.ts';
import type { Inputs, Roads } from '../study/inputs.ts';
import { quoteName, type Database, type Table } from './database.ts';
import { InputsError } from './inputs-error.ts';
import { columnsOf, numbersOf, selectFields, textsOf } from './pick-columns.ts';
import { readCandidates } from './read-candidates.ts';
import { closedTest, readFacilities } from './read-facilities.ts';
import { readGates } from './read-gates.ts';
import { readNonResidential } from './read-landuse.ts';
import { readLedgers } from './read-ledgers.ts';
import { LEVEL_COLUMNS, readLevels } from './read-levels.ts';
import { readStudyAreas } from './read-study-areas.ts';
import { readTraits, TRAIT_COLUMNS } from './read-traits.ts';
import { readUnits } from './read-units.ts';
import { readWalls } from './read-walls.ts';
import { FIELDS, LAYERS_TABLE, POPULATION_FIELDS } from './schema.ts';

/**
 * All that an analysis reads, from the layer tables. A field that is NULL throughout is absent, never zero; facilities
 * whose status says that they do not serve today are left out (`countClosed` says how many). Throws an InputsError where the tables cannot be
 * analysed: no communities, population rows that fit no unit or several.
 */
export async function readInputs(db: Database, title: string): Promise<Inputs> {
  const present = await presentTables(db);
  const units = await readUnits(db, present);
  const facilities = await readFacilities(db, present);
  const tables = await readLedgers(db, present, units, facilities);
  return {
    title,
    units,
    facilities,
    roads: present.has('roads') ? await readRoads(db, present) : null,
    residential: present.has('residential') ? await readResidential(db) : null,
    nonResidential: present.has('landuse') ? await readNonResidential(db) : null,
    walls: await readWalls(db, present),
    candidates: present.has('candidates') ? await readCandidates(db) : null,
    ...tables,
    studyAreas: present.has('study_areas') ? await readStudyAreas(db) : {},
    gates: present.has('gates') ? await readGates(db, tables.ledgers.estates, tables.estateShapes) : null
  };
}

/** How many facilities are left out because their status says that they do not serve today (closed, planned, paused …). */
export async function countClosed(db: Database): Promise<number> {
  if (!(await presentTables(db)).has('facilities')) return 0;
  const { sql, words } = await closedTest(db);
  const counted = await db.query(`SELECT count(*) AS n FROM facilities WHERE ${sql}`, words);
  return numbersOf(counted, 'n')[0];
}

async function presentTables(db: Database): Promise<Set<string>> {
  const found = await db.query('SELECT table_name AS name FROM duckdb_tables()');
  return new Set(textsOf(found, 'name') as string[]);
}

const pointsOf = (table: Table) => ({ lon: numbersOf(table, 'lon'), lat: numbersOf(table, 'lat') });

async function readRoads(db: Database, present: ReadonlySet<string>): Promise<Roads | null> {
  // A table that was kept before these columns were has none of them.
  const there = await columnsOf(db, 'roads');
  const traitSelect = TRAIT_COLUMNS.map(
    (name) => `${there.has(name) ? `${quoteName(name)}::VARCHAR` : 'NULL::VARCHAR'} AS ${quoteName(name)}`
  ).join(', ');
  const levels = LEVEL_COLUMNS.filter((name) => there.has(name));
  const levelSelect = levels.map((name) => `${quoteName(name)}::VARCHAR AS ${quoteName(name)}, `).join('');
  const table = await db.query(
    `SELECT coalesce(name, '') AS name, coalesce(highway, '') AS highway, ${traitSelect}, ${levelSelect}geometry FROM roads
    WHERE geometry IS NOT NULL ORDER BY rowid`
  );
  const { source, ...lines } = readLines(table.get('geometry')!.values as Uint8Array[]);
  if (source.length === 0) return null;
  const names = textsOf(table, 'name') as string[];
  const highways = textsOf(table, 'highway') as string[];
  return {
    ...lines,
    name: Array.from(source, (i) => names[i]),
    highway: Array.from(source, (i) => highways[i]),
    weldM: (await isOsm(db, present)) ? 0 : WELD_M,
    traits: readTraits((name) => textsOf(table, name), highways, lines, source).traits,
    level: readLevels((name) => (levels.includes(name) ? textsOf(table, name) : undefined), source)
  };
}

function readLines(wkbs: Uint8Array[]): ReturnType<typeof linesFromWkb> {
  try {
    return linesFromWkb(wkbs);
  } catch (error) {
    wkbs.forEach((wkb, i) => {
      const { type } = decodeWkb(wkb);
      if (type.endsWith('LineString')) return;
      throw new InputsError('bad_geometry', [`roads ${i + 1} (${type})`]);
    });
    throw error;
  }
}

/** OpenStreetMap names its nodes: what touches there is said by the file, and nothing is to be welded. */
async function isOsm(db: Database, present: ReadonlySet<string>): Promise<boolean> {
  if (!present.has(LAYERS_TABLE)) return false;
  const found = await db.query(`SELECT format FROM ${quoteName(LAYERS_TABLE)} WHERE layer = 'roads'`);
  return textsOf(found, 'format').some((format) => format !== null && /^(osm|pbf)/i.test(format));
}

async function readResidential(db: Database): Promise<Residential | null> {
  const wanted = new Set<string>(['lon', 'lat', 'footprint_m2', 'storeys', ...POPULATION_FIELDS]);
  const fields = FIELDS.residential.filter(({ name }) => wanted.has(name));
  const table = await db.query(
    `SELECT ${selectFields(await columnsOf(db, 'residential'), fields)} FROM residential
    WHERE lon IS NOT NULL AND lat IS NOT NULL ORDER BY rowid`
  );
  const people: Residential['people'] = {};
  for (const field of POPULATION_FIELDS)
    if (isGiven(numbersOf(table, field))) people[field] = numbersOf(table, field);
  const footprintM2 = numbersOf(table, 'footprint_m2');
  if (Object.keys(people).length === 0 && !isGiven(footprintM2)) return null;
  return { ...pointsOf(table), people, footprintM2, storeys: numbersOf(table, 'storeys') };
}

const isGiven = (values: Float64Array): boolean => values.some((value) => !Number.isNaN(value));
