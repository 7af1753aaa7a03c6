import type { Database } from '../tables/database.ts';
import { LAYERS_FIELDS, LAYERS_TABLE } from '../tables/schema.ts';
import { checkLayer, type Context } from './check-layer.ts';
import { FORMS } from './fields.ts';
import { ImportError } from './import-error.ts';
import { readSource } from './read-source.ts';
import type { Choices, ImportReport } from './report.ts';
import type { Source, Tick } from './source.ts';
import { hasTable, knownUnits } from './unit-names.ts';

/** Reads a file and stores it as a layer: see `importSource`. Throws ImportError, also where it can't be read. */
export async function importFile(
  db: Database,
  name: string,
  bytes: Uint8Array,
  choices: Choices,
  context: Context = {},
  tick?: Tick
): Promise<ImportReport> {
  const source = await readSource(name, bytes, choices, tick, context.beside);
  return importSource(db, source, choices, context, tick);
}

/**
 * Checks a source as `choices.as` and stores the accepted rows as the table of that layer. Nothing is stored while the
 * report has questions. Throws ImportError where every row is refused; what stood before stays then.
 */
export async function importSource(
  db: Database,
  source: Source,
  choices: Choices,
  context: Context = {},
  tick?: Tick
): Promise<ImportReport> {
  const units = context.units ?? (choices.as === 'population' ? await knownUnits(db) : []);
  const { table, report } = checkLayer(source, choices, { ...context, units });
  if (report.questions.length > 0) return report;
  if (report.accepted === 0) throw allRejected(report);
  await tick?.(1);
  await db.insert(choices.as, table);
  await recordLayer(db, report);
  return report;
}

function allRejected(report: ImportReport): ImportError {
  const [first] = report.rejected;
  return new ImportError('all_rejected', report.file, {
    layer: FORMS[report.layer].en,
    layer_zh: FORMS[report.layer].zh,
    rows: report.rows,
    row: first.row,
    reason: first.reason
  });
}

/** Writes where the layer came from into the table `layers`, one row a layer, the report as JSON text. */
async function recordLayer(db: Database, report: ImportReport): Promise<void> {
  const columns = LAYERS_FIELDS.map(({ name, type }) => `${name} ${type}`).join(', ');
  await db.run(`CREATE TABLE IF NOT EXISTS ${LAYERS_TABLE} (${columns})`);
  await db.run(`DELETE FROM ${LAYERS_TABLE} WHERE layer = ?`, [report.layer]);
  await db.run(`INSERT INTO ${LAYERS_TABLE} VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, [
    report.layer,
    report.file,
    report.format,
    report.encoding,
    report.crs.value,
    report.rows,
    report.accepted,
    JSON.stringify(report)
  ]);
}

/** The reports of the layers that the database holds, by layer; empty where nothing was imported. */
export async function readReports(db: Database): Promise<ImportReport[]> {
  if (!(await hasTable(db, LAYERS_TABLE))) return [];
  const table = await db.query(`SELECT report FROM ${LAYERS_TABLE} ORDER BY layer`);
  const texts = table.get('report')?.values as (string | null)[];
  return texts.map((text) => JSON.parse(text ?? 'null') as ImportReport);
}
