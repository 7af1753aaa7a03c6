import type { Facilities } from '../coverage/facilities.ts';
import type { Ledger, Ledgers } from '../coverage/ledgers.ts';
import { innerPoint } from '../demand/inner-point.ts';
import type { Units } from '../demand/units.ts';
import { polygonsFromGeoJson, type Polygons } from '../geometry/shapes.ts';
import { decodeWkb } from '../geometry/wkb.ts';
import { quoteName, type Database, type Table } from './database.ts';
import { createPlaceFinder, createUnitFinder } from './find-units.ts';
import { ledgerColumns, pickRows, type LedgerColumns } from './ledger-columns.ts';
import { codesOf, columnsOf, numbersOf, textsOf } from './pick-columns.ts';
import { createFacilityFinder, latestRows, makeStaffing } from './read-staffing.ts';
import { LEVELS } from './read-units.ts';
import { FIELDS, NOT_ON_MAP, POPULATION_FIELDS, SOURCE_ROW, UNIT_TOTALS, type LayerTable } from './schema.ts';

/** The bureau's own tables of a study, with the outlines that two of them have. */
export interface LedgerTables {
  ledgers: Ledgers;
  /** In the order of the ledger; null: none was drawn. */
  estateShapes: Polygons | null;
  gridShapes: Polygons | null;
}

/**
 * The ledgers of a study from its tables, as far as it has these. A row counts for the unit that it names (by code or name),
 * else for the community that it lies in, or for that of its facility.
 */
export async function readLedgers(
  db: Database,
  present: ReadonlySet<string>,
  units: Units,
  facilities: Facilities
): Promise<LedgerTables> {
  const find = createUnitFinder(units);
  const locate = createPlaceFinder(units);
  const ledgers: Ledgers = {};
  ledgers.admin_units = await readAdminUnits(db, present, units, find);
  if (Object.keys({ ...ledgers.admin_units.numbers, ...ledgers.admin_units.texts }).length === 0)
    delete ledgers.admin_units;

  const byName = async (layer: LayerTable, field: string): Promise<[Table, Int32Array]> => {
    const table = await readAll(db, layer);
    return [table, Int32Array.from(textsOf(table, field), find)];
  };
  if (present.has('staffing')) {
    const [table, unit] = await byName('staffing', 'unit');
    const columns = columnsFor('staffing', table, ['unit']);
    ledgers.staffing = makeStaffing(columns, placeByFacility(unit, columns, units, facilities), facilities);
  }
  if (present.has('unit_status')) {
    const [table, unit] = await byName('unit_status', 'unit');
    const columns = columnsFor('unit_status', table, ['unit']);
    const rows = latestRows(columns, unit, []);
    ledgers.unit_status = { unit: Int32Array.from(rows, (i) => unit[i]), ...pickRows(columns, rows) };
  }
  if (present.has('visits')) {
    const [table, unit] = await byName('visits', 'unit');
    ledgers.visits = { unit, ...columnsFor('visits', table, ['unit']) };
  }
  if (present.has('tasks')) {
    const [table, unit] = await byName('tasks', 'unit_id');
    ledgers.tasks = { unit, ...columnsFor('tasks', table, []) };
  }
  if (present.has('candidates')) {
    const table = await readAll(db, 'candidates');
    const [lon, lat] = [numbersOf(table, 'lon'), numbersOf(table, 'lat')];
    const columns = columnsFor('candidates', table, ['lon', 'lat']);
    columns.texts.site_id = codesOf(table, 'site_id');
    // Rules count buildings that stand (存量房屋): vacant land is none.
    const kinds = columns.texts.site_kind ?? [];
    const rows = Array.from(lon.keys()).filter((i) => kinds[i] !== 'land');
    const unit = Int32Array.from(rows, (i) => locate(lon[i], lat[i]));
    ledgers.candidate_sites = { unit, ...pickRows(columns, rows) };
  }
  const drawn = async (layer: 'estates' | 'grids', code: string): Promise<[Ledger, Polygons | null]> => {
    const [table, named] = await byName(layer, 'community');
    const shapes = shapesOf(table);
    const unit = named.map((each, i) => {
      if (each >= 0 || !shapes || shapes.shapeFirst[i] === shapes.shapeFirst[i + 1]) return each;
      return locate(...innerPoint(shapes, i));
    });
    const columns = columnsFor(layer, table, ['community']);
    columns.texts[code] = codesOf(table, code);
    return [{ unit, ...columns }, shapes];
  };
  let [estateShapes, gridShapes]: (Polygons | null)[] = [null, null];
  if (present.has('estates')) [ledgers.estates, estateShapes] = await drawn('estates', 'estate_id');
  if (present.has('grids')) [ledgers.grids, gridShapes] = await drawn('grids', 'grid_id');
  return { ledgers, estateShapes, gridShapes };
}

/** All columns of a layer's table, its fields among them even where it was kept before they were. */
async function readAll(db: Database, layer: LayerTable): Promise<Table> {
  const there = await columnsOf(db, layer);
  const lacking = FIELDS[layer].filter(({ name }) => !there.has(name));
  const select = ['*', ...lacking.map(({ name, type }) => `NULL::${type} AS ${quoteName(name)}`)].join(', ');
  return db.query(`SELECT ${select} FROM ${quoteName(layer)} ORDER BY rowid`);
}

const columnsFor = (layer: LayerTable, table: Table, leftOut: string[]): LedgerColumns =>
  ledgerColumns(table, FIELDS[layer], new Set([...leftOut, 'geometry', SOURCE_ROW]));

/** Columns of units that are known of them otherwise, or say only which unit it is. */
const KNOWN = new Set<string>([
  ...['unit_id', 'name', 'parent', 'is_rural', 'households', 'geometry', SOURCE_ROW, 'unit'],
  ...POPULATION_FIELDS,
  ...UNIT_TOTALS
]);

/** What the tables of units say beside totals, one row a unit; further numbers of the population table join them. */
async function readAdminUnits(
  db: Database,
  present: ReadonlySet<string>,
  units: Units,
  find: (word: string | null) => number
): Promise<Ledger> {
  const count = units.code.length;
  const ledger: Ledger = { unit: Int32Array.from({ length: count }, (_, i) => i), numbers: {}, texts: {} };
  let from = 0;
  for (const { table: layer } of LEVELS) {
    if (!present.has(layer)) continue;
    const table = await readAll(db, layer);
    const { numbers, texts } = ledgerColumns(table, FIELDS[layer], KNOWN);
    for (const [name, values] of Object.entries(numbers))
      (ledger.numbers[name] ??= new Float64Array(count).fill(NaN)).set(values, from);
    for (const [name, values] of Object.entries(texts)) {
      const all = (ledger.texts[name] ??= new Array<string>(count).fill(''));
      values.forEach((text, i) => (all[from + i] = text));
    }
    from += textsOf(table, 'name').length;
  }
  if (!present.has('population')) return ledger;
  const table = await readAll(db, 'population');
  const words = textsOf(table, 'unit');
  for (const [name, values] of Object.entries(ledgerColumns(table, FIELDS.population, KNOWN).numbers)) {
    const column = (ledger.numbers[name] ??= new Float64Array(count).fill(NaN));
    values.forEach((value, i) => {
      const unit = words[i] === NOT_ON_MAP ? -1 : find(words[i]);
      if (unit >= 0 && !Number.isNaN(value)) column[unit] = value;
    });
  }
  return ledger;
}

/** Rows that name no unit but a facility count for the unit that this serves, else for the one it lies in. */
function placeByFacility(
  unit: Int32Array,
  { texts }: LedgerColumns,
  units: Units,
  facilities: Facilities
): Int32Array {
  const { facility } = texts;
  if (!facility) return unit;
  const [find, locate] = [createUnitFinder(units), createPlaceFinder(units)];
  const findFacility = createFacilityFinder(facilities);
  return unit.map((each, i) => {
    const at = each >= 0 ? -1 : findFacility(facility[i]);
    if (at < 0) return each;
    const serves = find(facilities.servesUnit[at]);
    return serves >= 0 ? serves : locate(facilities.lon[at], facilities.lat[at]);
  });
}

/** The areas of a table by row; null where no row has one. */
function shapesOf(table: Table): Polygons | null {
  const wkbs = table.get('geometry')!.values as (Uint8Array | null)[];
  const shapes = wkbs.map((wkb) => {
    const shape = wkb === null ? null : decodeWkb(wkb);
    return shape?.type === 'Polygon' || shape?.type === 'MultiPolygon' ? shape : null;
  });
  return shapes.some((shape) => shape !== null) ? polygonsFromGeoJson(shapes) : null;
}
