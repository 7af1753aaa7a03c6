import { innerPoint } from '../demand/inner-point.ts';
import { createUnitLocator } from '../demand/levels.ts';
import type { Units } from '../demand/units.ts';
import { polygonsFromGeoJson } from '../geometry/shapes.ts';
import { decodeWkb } from '../geometry/wkb.ts';
import { quoteName, type Database, type Table } from './database.ts';
import { InputsError } from './inputs-error.ts';
import { columnsOf, selectFields } from './pick-columns.ts';
import { FIELDS, NOT_ON_MAP, POPULATION_FIELDS, UNIT_TOTALS } from './schema.ts';

/** Totals of a unit: households, people by group, and those who are no group of residents. */
const TOTALS = ['households', ...POPULATION_FIELDS, ...UNIT_TOTALS];

/** The tables of units, in the order in which units are numbered. */
export const LEVELS = [
  { table: 'communities', level: 'community' },
  { table: 'subdistricts', level: 'subdistrict' },
  { table: 'districts', level: 'district' }
] as const;

/**
 * Units of all levels, communities first, each level in the order of its table; the population table is joined to them
 * by code or name and overrides their own totals. `present` are the tables that exist. Throws an InputsError where there
 * are no communities, and where a population row fits no unit, several, or one that has a row already.
 */
export async function readUnits(db: Database, present: ReadonlySet<string>): Promise<Units> {
  const levels = LEVELS.filter(({ table }) => present.has(table));
  const tables: { level: Units['level'][number]; table: Table }[] = [];
  for (const { table, level } of levels) tables.push({ level, table: await readLevel(db, table) });
  if (tables[0]?.level !== 'community' || rowsOf(tables[0].table) === 0)
    throw new InputsError('no_communities', []);

  const texts = (name: string) => tables.flatMap(({ table }) => textsOf(table, name));
  const ids = texts('unit_id');
  const names = texts('name');
  const units: Units = {
    code: ids.map((id, i) => id ?? names[i] ?? `#${i + 1}`),
    name: names.map((name, i) => name ?? ids[i] ?? `#${i + 1}`),
    level: tables.flatMap(({ level, table }) => new Array<Units['level'][number]>(rowsOf(table)).fill(level)),
    isRural: Uint8Array.from(
      tables.flatMap(({ table }) => [...numbersOf(table, 'is_rural')]),
      (v) => (v > 0 ? 1 : 0)
    ),
    parent: new Int32Array(ids.length).fill(-1),
    shape: shapesOf(tables.map(({ table }) => table)),
    totals: {}
  };
  const totals = TOTALS.map((field) =>
    Float64Array.from(tables.flatMap(({ table }) => [...numbersOf(table, field)]))
  );
  if (present.has('population')) {
    const offsets = tables.map((_, k) =>
      tables.slice(0, k).reduce((sum, { table }) => sum + rowsOf(table), 0)
    );
    await overrideTotals(
      db,
      levels.map(({ table }) => table),
      offsets,
      totals
    );
  }
  TOTALS.forEach((field, k) => {
    if (totals[k].some((value) => !Number.isNaN(value))) units.totals[field] = totals[k];
  });
  findParents(units, texts('parent'));
  return units;
}

async function readLevel(db: Database, table: string): Promise<Table> {
  const wanted = new Set(['unit_id', 'name', 'parent', 'is_rural', ...TOTALS, 'geometry']);
  const fields = FIELDS.communities.filter(({ name }) => wanted.has(name));
  const select = selectFields(await columnsOf(db, table), fields);
  return db.query(`SELECT ${select} FROM ${quoteName(table)} ORDER BY rowid`);
}

const rowsOf = (table: Table): number => table.get('name')!.values.length;
const textsOf = (table: Table, name: string) => table.get(name)!.values as (string | null)[];
const numbersOf = (table: Table, name: string) => table.get(name)!.values as Float64Array;

function shapesOf(tables: Table[]): Units['shape'] {
  const bytes = tables.flatMap((table) => table.get('geometry')!.values as (Uint8Array | null)[]);
  return polygonsFromGeoJson(
    bytes.map((wkb) => {
      const geometry = wkb === null ? null : decodeWkb(wkb);
      return geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon' ? geometry : null;
    })
  );
}

/**
 * Writes what the population table gives over the totals; a row goes to the lowest level that has its code or name. Row
 * numbers are counted in SQL: within a transaction DuckDB's own begin at 2⁶⁰, where a DOUBLE no longer tells them apart.
 */
async function overrideTotals(
  db: Database,
  tables: string[],
  offsets: number[],
  totals: Float64Array[]
): Promise<void> {
  const units = tables.map(
    (table, k) => `SELECT ${k} AS l, rowid AS k, unit_id, name FROM ${quoteName(table)}`
  );
  const there = await columnsOf(db, 'population');
  const given = TOTALS.map((field) =>
    there.has(field) ? `p.${quoteName(field)}` : `NULL::DOUBLE AS ${quoteName(field)}`
  );
  const rows = await db.query(
    `WITH u AS (${units.join(' UNION ALL ')}),
      m AS (SELECT p.rowid AS p, u.l, u.k FROM population p JOIN u ON p.unit = u.unit_id
            UNION SELECT p.rowid AS p, u.l, u.k FROM population p JOIN u ON p.unit = u.name),
      best AS (SELECT p, min(l) AS l FROM m GROUP BY p),
      place AS (${tables.map((table, k) => `SELECT ${k} AS l, rowid AS k, row_number() OVER (ORDER BY rowid) - 1 AS i FROM ${quoteName(table)}`).join(' UNION ALL ')})
    SELECT dense_rank() OVER (ORDER BY p.rowid) AS row, p.unit AS unit, place.l AS level, place.i AS i, ${given.join(', ')}
    FROM population p LEFT JOIN best ON best.p = p.rowid LEFT JOIN m ON m.p = best.p AND m.l = best.l
    LEFT JOIN place ON place.l = m.l AND place.k = m.k
    WHERE p.unit IS DISTINCT FROM ? ORDER BY p.rowid, place.i`,
    [NOT_ON_MAP]
  );
  const named = textsOf(rows, 'unit').map((unit) => unit ?? '');
  const [row, level, i] = ['row', 'level', 'i'].map((name) => numbersOf(rows, name));
  const unmatched = named.filter((_, r) => Number.isNaN(i[r]));
  if (unmatched.length > 0) throw new InputsError('population_unmatched', unmatched);
  const several = named.filter((_, r) => r > 0 && row[r] === row[r - 1]);
  if (several.length > 0) throw new InputsError('population_ambiguous', several);
  const index = named.map((_, r) => offsets[level[r]] + i[r]);
  const seen = new Set<number>();
  const twice = named.filter((_, r) => seen.size === seen.add(index[r]).size);
  if (twice.length > 0) throw new InputsError('population_twice', twice);
  TOTALS.forEach((field, k) =>
    numbersOf(rows, field).forEach((value, r) => {
      if (!Number.isNaN(value)) totals[k][index[r]] = value;
    })
  );
}

/** Sets `units.parent`: the unit of a higher level with the code or name that `given` says, else the one it lies in. */
function findParents(units: Units, given: (string | null)[]): void {
  const above: Record<string, Units['level'][number][]> = {
    community: ['subdistrict', 'district'],
    subdistrict: ['district']
  };
  const locators = new Map(
    (['subdistrict', 'district'] as const).map((level) => [level as string, createUnitLocator(units, level)])
  );
  const named = new Map<string, number>();
  units.level.forEach((level, i) => {
    for (const key of new Set([units.code[i], units.name[i]])) {
      const known = named.get(`${level}\n${key}`);
      // A name that two units bear says nothing; the place decides.
      named.set(`${level}\n${key}`, known === undefined ? i : -1);
    }
  });
  units.level.forEach((level, i) => {
    const levels = above[level] ?? [];
    const says = given[i];
    const found = levels
      .map((high) => (says === null ? -1 : (named.get(`${high}\n${says}`) ?? -1)))
      .find((u) => u >= 0);
    if (found !== undefined) units.parent[i] = found;
    else if (units.shape.shapeFirst[i] < units.shape.shapeFirst[i + 1]) {
      const [lon, lat] = innerPoint(units.shape, i);
      units.parent[i] = levels.map((high) => locators.get(high)!(lon, lat)).find((u) => u >= 0) ?? -1;
    }
  });
}
