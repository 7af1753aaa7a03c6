import { quoteName, type Column, type Database, type Table } from '../tables/database.ts';
import { LAYERS_FIELDS, LAYERS_TABLE, layerTable } from '../tables/schema.ts';
import type { ImportReport, Layer } from './report.ts';
import { hasTable } from './meanings/unit-names.ts';

/** Entries of each list of a report that are stored; a report of a million rejected rows would be hundreds of megabytes. */
const STORED_LINES = 10_000;

/** The report as it is stored: its lists cut to their first ten thousand lines, with how long they were. */
export function cutReport(report: ImportReport): ImportReport {
  const { repaired, rejected } = report;
  if (repaired.length <= STORED_LINES && rejected.length <= STORED_LINES) return report;
  return {
    ...report,
    repaired: repaired.slice(0, STORED_LINES),
    rejected: rejected.slice(0, STORED_LINES),
    cut: {
      repaired: report.cut?.repaired ?? repaired.length,
      rejected: report.cut?.rejected ?? rejected.length
    }
  };
}

/** The table of a layer as it stands in the database; null where there is none. */
export async function readLayer(db: Database, layer: Layer): Promise<Table | null> {
  return (await hasTable(db, layer)) ? db.query(`SELECT * FROM ${quoteName(layer)} ORDER BY rowid`) : null;
}

/**
 * Stores a layer and where it came from (one row of the table `layers`, the report as JSON text). Where either fails, both
 * are as they were.
 */
export async function storeLayer(db: Database, table: Table, report: ImportReport): Promise<void> {
  const { layer } = report;
  const records = withRecord(await readRecords(db), report);
  const aside = `__before_${layer}`;
  const stood = await hasTable(db, layer);
  await db.run(`DROP TABLE IF EXISTS ${quoteName(aside)}`);
  if (stood) await db.run(`ALTER TABLE ${quoteName(layer)} RENAME TO ${quoteName(aside)}`);
  try {
    await db.insert(layer, table);
    await db.insert(LAYERS_TABLE, records);
  } catch (error) {
    await db.run(`DROP TABLE IF EXISTS ${quoteName(layer)}`);
    if (stood) await db.run(`ALTER TABLE ${quoteName(aside)} RENAME TO ${quoteName(layer)}`);
    throw error;
  }
  if (stood) await db.run(`DROP TABLE ${quoteName(aside)}`);
}

async function readRecords(db: Database): Promise<Table> {
  if (!(await hasTable(db, LAYERS_TABLE))) return layerTable(LAYERS_FIELDS, new Map(), 0);
  const names = LAYERS_FIELDS.map(({ name }) => quoteName(name)).join(', ');
  return db.query(`SELECT ${names} FROM ${LAYERS_TABLE} ORDER BY rowid`);
}

/** The records with that of the report's layer replaced, or added at the end. */
function withRecord(records: Table, report: ImportReport): Table {
  const { layer, file, format, encoding, crs, rows, accepted } = report;
  const own: Record<string, string | number> = {
    ...{ layer, file, format, encoding, rows, accepted },
    crs: crs.value,
    report: JSON.stringify(cutReport(report))
  };
  const layers = records.get('layer')!.values as (string | null)[];
  const kept = layers.flatMap((name, i) => (name === layer ? [] : [i]));
  return new Map(
    LAYERS_FIELDS.map(({ name, type }): [string, Column] => {
      const values = kept.map((i) => records.get(name)!.values[i]);
      const all = [...values, own[name]];
      return type === 'DOUBLE'
        ? [name, { type, values: Float64Array.from(all as number[]) }]
        : [name, { type: 'VARCHAR', values: all as (string | null)[] }];
    })
  );
}

/** The rows of `more` after those of `table`; a column that one of them lacks is NULL there. */
export function appendRows(table: Table, more: Table): Table {
  const rows = rowsOf(table);
  const added = rowsOf(more);
  // DuckDB takes names that differ in case for one.
  const found = new Map([...more.keys()].map((name) => [name.toLowerCase(), name]));
  const out: Table = new Map();
  for (const [name, column] of table) {
    const other = more.get(found.get(name.toLowerCase()) ?? '');
    found.delete(name.toLowerCase());
    out.set(name, joinColumns(column, rows, other, added));
  }
  for (const name of found.values()) out.set(name, joinColumns(undefined, rows, more.get(name)!, added));
  return out;
}

const rowsOf = (table: Table): number => table.values().next().value?.values.length ?? 0;

function joinColumns(a: Column | undefined, rowsA: number, b: Column | undefined, rowsB: number): Column {
  const type = a?.type ?? b!.type;
  const cells = (column: Column | undefined, rows: number): (string | number | Uint8Array | null)[] =>
    column?.type === type ? [...column.values] : new Array<null>(rows).fill(null);
  const all = [...cells(a, rowsA), ...cells(b, rowsB)];
  if (type === 'DOUBLE')
    return { type, values: Float64Array.from(all, (v) => (v === null ? NaN : (v as number))) };
  return type === 'VARCHAR'
    ? { type, values: all as (string | null)[] }
    : { type, values: all as (Uint8Array | null)[] };
}
